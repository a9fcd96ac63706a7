// How many messages an address may send: a bucket that holds some and fills up at a steady rate.
//
// Addresses share a fixed number of buckets, chosen by a keyed digest: memory does not grow with
// the number of addresses, and nobody can choose with whom to share. Two addresses that happen to
// share one have one allowance; with 65,536 buckets that is rare.
//
// Example. 50 a second and room for 500: an office that sends nothing for ten seconds may then send
// 500 at once, and 50 a second from there on.
#pragma once

#include <array>
#include <mutex>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace tandem::http {

class Allowance {
 public:
  // 0 a second: no limit.
  explicit Allowance(double per_second, double room = 0);

  // Takes `wanted` from the address's bucket; false when it holds less.
  bool take(std::string_view address, double wanted, Timestamp now);

 private:
  struct Bucket {
    double used = 0;
    Timestamp at{};
  };

  double per_second_;
  double room_;
  std::string key_;
  std::vector<Bucket> buckets_;
  std::array<std::mutex, 64> mutexes_;
};

}  // namespace tandem::http
