#include "domain/webhooks/signature.h"

#include <algorithm>

#include "base/secret.h"

namespace tandem::webhooks {
namespace {

constexpr std::string_view kPrefix = "whsec_";

bool is_valid(const Secret& secret, Timestamp now) {
  return !secret.expires_at || *secret.expires_at > now;
}

}  // namespace

std::string as_secret(const std::string& key) {
  return std::string(kPrefix) + key;
}

Result<std::vector<Secret>> rotated(const std::vector<Secret>& secrets, std::string newer,
                                    Timestamp now) {
  std::vector<Secret> after{{std::move(newer), {}}};
  for (auto secret : secrets) {
    if (!secret.expires_at) secret.expires_at = now + kOldSecretLife;
    if (is_valid(secret, now)) after.push_back(std::move(secret));
  }
  if (after.size() > kMostSecrets) {
    return Error::conflict("webhooks.too_many_secrets", {{"count", std::to_string(kMostSecrets)}});
  }
  return after;
}

std::string signatures(const std::vector<Secret>& secrets, std::string_view id, Timestamp now,
                       std::string_view body) {
  const auto content = std::string(id) + "." + seconds_of(now) + "." + std::string(body);
  std::string header;
  for (const auto& secret : secrets) {
    if (!is_valid(secret, now)) continue;
    if (!header.empty()) header += ' ';
    header += "v1," + keyed_hash(secret.secret.substr(kPrefix.size()), content).value();
  }
  return header;
}

std::string seconds_of(Timestamp at) {
  return std::to_string(std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count());
}

}  // namespace tandem::webhooks
