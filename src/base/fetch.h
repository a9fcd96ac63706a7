// Asking another server over HTTP.
//
// Certificates are checked, redirects are not followed, nothing is kept between calls. An answer
// must come whole within kFetchTimeout and hold at most kFetchLimit bytes.
#pragma once

#include <chrono>
#include <string>

#include "base/result.h"
#include "base/web_address.h"

namespace tandem {

inline constexpr std::chrono::milliseconds kFetchTimeout{5'000};
inline constexpr std::size_t kFetchLimit = 1024UL * 1024;

struct Fetch {
  std::string address;
  FormFields form = {};     // not empty: sent with POST as application/x-www-form-urlencoded
  std::string bearer = {};  // not empty: in the Authorization header
  // Not empty: Basic authorisation, as it is to be sent.
  std::string user = {};
  std::string password = {};
};

struct Fetched {
  int status = 0;
  std::string body;
};

// Errors: fetch.unreachable {host, problem}; fetch.too_large {host}; both unavailable.
Result<Fetched> fetch(const Fetch& wanted);

}  // namespace tandem
