// The rules of signing in: how good a password must be, how long to wait after wrong ones, how long
// a session lasts.
//
// Example. Five wrong passwords cost nothing; after the sixth the next try is looked at two seconds
// later, then four, eight ..., a quarter of an hour at most.
#pragma once

#include <string>
#include <string_view>

#include "base/described.h"
#include "base/id.h"
#include "base/result.h"
#include "base/time.h"

namespace tandem::people {

// Errors, field "password": people.password_short {least}, fewer than ten characters;
// people.password_long {most}, more than 1,024 bytes; people.password_obvious, one character over
// and over, or the name or address itself.
Result<void> check_password(std::string_view password, std::string_view name,
                            std::string_view email);

// Wrong passwords in a row, of one account or from one address.
struct FailedTries {
  int count = 0;
  Timestamp last_at;
};
BOOST_DESCRIBE_STRUCT(FailedTries, (), (count, last_at))

// Tries that cost nothing. Many people may share an address, so it has more.
inline constexpr int kFreeTriesOfAccount = 5;
inline constexpr int kFreeTriesOfAddress = 30;

// When the next try is looked at; a day without a try forgives all.
Timestamp next_try_at(const FailedTries& failed, int free_tries);
// Those tries and one more at `now`.
FailedTries one_more(const FailedTries& failed, Timestamp now);

// A browser that signed in, known by the secret in its cookie.
struct Session {
  Id id;
  Id member_id;
  std::string digest;  // of the secret
  Timestamp created_at;
  Timestamp last_used_at;  // kept to the minute
  std::string address;     // from where it was opened
  std::string agent;       // the browser's name for itself, cut at 200 bytes
};
BOOST_DESCRIBE_STRUCT(Session, (),
                      (id, member_id, digest, created_at, last_used_at, address, agent))

inline constexpr std::chrono::days kSessionIdle{14};  // without a request
inline constexpr std::chrono::days kSessionLife{90};

// A session or a token in use is noted no oftener than that.
inline constexpr std::chrono::minutes kUseNotedEvery{1};

bool is_over(const Session& session, Timestamp now);

}  // namespace tandem::people
