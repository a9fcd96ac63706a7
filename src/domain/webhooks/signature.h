// What proves to a receiver that a message is ours and new: the headers of Standard Webhooks
// (standardwebhooks.com, version 1.0).
//
// A secret is "whsec_" and 32 random bytes in base64. What is signed is "id.timestamp.body", with
// HMAC-SHA-256; the header holds "v1," and the hash in base64. While a secret is being replaced,
// both are valid for a day and the header holds a signature by each, so that no message is refused
// whichever of them the receiver knows.
//
// Example. id msg_p5jXN8AQM9LWM0D4loKWxJek, timestamp 1614265330, body {"test": 2432232314}, secret
// whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace tandem::webhooks {

struct Secret {
  std::string secret;                   // "whsec_..."
  std::optional<Timestamp> expires_at;  // absent: the one in use

  bool operator==(const Secret&) const = default;
};
BOOST_DESCRIBE_STRUCT(Secret, (), (secret, expires_at))

inline constexpr std::chrono::hours kOldSecretLife{24};
inline constexpr std::size_t kMostSecrets = 4;  // valid at a time

// A random key as a receiver is told it.
std::string as_secret(const std::string& key);

// These secrets, newest first, after another took the place of the one in use: that one is valid
// for kOldSecretLife more, and those that expired are gone. Error: webhooks.too_many_secrets
// {count}, as each lengthens every message.
Result<std::vector<Secret>> rotated(const std::vector<Secret>& secrets, std::string newer,
                                    Timestamp now);

// The header webhook-signature. Precondition: the secrets are as as_secret() makes them.
std::string signatures(const std::vector<Secret>& secrets, std::string_view id, Timestamp now,
                       std::string_view body);

// The header webhook-timestamp: whole seconds since 1970.
std::string seconds_of(Timestamp at);

}  // namespace tandem::webhooks
