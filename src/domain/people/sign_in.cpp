#include "domain/people/sign_in.h"

#include <algorithm>

#include "base/ascii.h"

namespace tandem::people {
namespace {

constexpr std::size_t kLeastCharacters = 10;
constexpr std::size_t kMostBytes = 1024;
constexpr Millis kLongestWait = std::chrono::minutes(15);
constexpr std::chrono::days kForgiven{1};

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

}  // namespace

Result<void> check_password(std::string_view password, std::string_view name,
                            std::string_view email) {
  if (characters(password) < kLeastCharacters) {
    return Error::invalid("people.password_short", {{"least", std::to_string(kLeastCharacters)}},
                          "password");
  }
  if (password.size() > kMostBytes) {
    return Error::invalid("people.password_long", {{"most", std::to_string(kMostBytes)}},
                          "password");
  }
  const auto folded = ascii_lower(password);
  const bool one_character = folded.find_first_not_of(folded.front()) == std::string::npos;
  if (one_character || folded == ascii_lower(name) || folded == ascii_lower(email)) {
    return Error::invalid("people.password_obvious", {}, "password");
  }
  return {};
}

Timestamp next_try_at(const FailedTries& failed, int free_tries) {
  const int costly = failed.count - free_tries;
  if (costly <= 0) return failed.last_at;
  // 2^10 s is more than the longest wait.
  const auto wait = std::chrono::seconds(1 << std::min(costly, 10));
  return failed.last_at + std::min<Millis>(wait, kLongestWait);
}

FailedTries one_more(const FailedTries& failed, Timestamp now) {
  const bool forgiven = now - failed.last_at > kForgiven;
  return {.count = forgiven ? 1 : std::min(failed.count, 1'000'000) + 1, .last_at = now};
}

bool is_over(const Session& session, Timestamp now) {
  return now - session.last_used_at > kSessionIdle || now - session.created_at > kSessionLife;
}

}  // namespace tandem::people
