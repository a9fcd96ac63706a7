#include "http/allowance.h"

#include <algorithm>

#include "base/secret.h"

namespace tandem::http {
namespace {

constexpr std::size_t kBuckets = 65'536;

}  // namespace

Allowance::Allowance(double per_second, double room)
    : per_second_(per_second),
      room_(room),
      key_(random_secret()),
      buckets_(per_second > 0 ? kBuckets : 0) {}

bool Allowance::take(std::string_view address, double wanted, Timestamp now) {
  if (buckets_.empty()) return true;
  const auto digest = static_cast<std::uint64_t>(short_digest_of(key_ + std::string(address)));
  auto& bucket = buckets_[digest % kBuckets];
  const std::lock_guard hold(mutexes_[digest % mutexes_.size()]);
  // A clock that steps back gives nothing and takes nothing.
  const auto passed = std::chrono::duration<double>(std::max(now, bucket.at) - bucket.at).count();
  const double used = std::max(0., bucket.used - passed * per_second_);
  bucket.at = std::max(now, bucket.at);
  bucket.used = used;
  if (used + wanted > room_) return false;
  bucket.used = used + wanted;
  return true;
}

}  // namespace tandem::http
