// One-time codes of an authenticator app (RFC 6238: SHA-1, six digits, thirty seconds).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace tandem {

inline constexpr Millis kOneTimeStep{30'000};

// A random key of 160 bits in base32, as apps take it.
std::string random_one_time_key();

// Whether a text is such a key.
bool is_one_time_key(std::string_view text);

// Which step of thirty seconds an instant lies in.
std::int64_t one_time_step(Timestamp at);

// The six digits of a step. Precondition: `key` is base32.
std::string one_time_code(std::string_view key, std::int64_t step);

// The step whose code was given: that of `now` or one beside it, for clocks that differ, and later
// than `last_used`, so that a code that was read over a shoulder is of no use. Nothing otherwise.
std::optional<std::int64_t> matching_step(std::string_view key, std::string_view code,
                                          Timestamp now, std::int64_t last_used);

// "otpauth://totp/Tandem:ada%40example.org?secret=...&issuer=Tandem", which apps read as a picture.
std::string one_time_address(std::string_view issuer, std::string_view account,
                             std::string_view key);

}  // namespace tandem
