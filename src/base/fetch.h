// Asking another server over HTTP.
//
// Certificates are checked, redirects are not followed, nothing is kept between calls. An answer
// must come whole within `patience` and hold at most `limit` bytes.
//
// An address that a user may choose is asked with Reach::public_only: then the address really
// connected to must be one of the public internet, whatever its name says, so that nobody makes
// this server speak to what only it can reach. No proxy is used for it, as the address beyond one
// could not be seen.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/web_address.h"

namespace tandem {

inline constexpr std::chrono::milliseconds kFetchTimeout{5'000};
inline constexpr std::size_t kFetchLimit = 1024UL * 1024;

enum class Reach { public_only, anywhere };

struct Fetch {
  std::string address;
  FormFields form = {};     // not empty: sent with POST as application/x-www-form-urlencoded
  std::string bearer = {};  // not empty: in the Authorization header
  // Not empty: Basic authorisation, as it is to be sent.
  std::string user = {};
  std::string password = {};
  std::optional<std::string> json = {};  // sent with POST as application/json
  FormFields headers = {};               // besides those that follow from the above
  Reach reach = Reach::anywhere;
  std::chrono::milliseconds patience = kFetchTimeout;
  std::size_t limit = kFetchLimit;
  // Whether the answer's body matters; otherwise its status counts and what is beyond `limit` is
  // not read.
  bool wants_body = true;
  // Asked about once a second while nothing moves; true ends the wait.
  std::function<bool()> given_up = {};
};

struct Fetched {
  int status = 0;
  std::string body;
  std::optional<std::chrono::seconds> retry_after = {};  // as the answer asks
};

// Errors, all unavailable: fetch.unreachable {host, problem}; fetch.too_large {host};
// fetch.not_public {host, address}.
Result<Fetched> fetch(const Fetch& wanted);

}  // namespace tandem
