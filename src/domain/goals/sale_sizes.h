// How large sales are: past ones drawn again (bootstrap), or a lognormal fitted to them when they
// are few.
#pragma once

#include <cstdint>
#include <vector>

#include <boost/random/mersenne_twister.hpp>

namespace tandem::goals {

using Engine = boost::random::mt19937_64;

class SaleSizes {
 public:
  // At least one amount, all positive, in minor units.
  explicit SaleSizes(std::vector<std::int64_t> sales);

  double mean() const { return mean_; }

  // The sum of `count` sales. Above kDrawnSingly sales it is normal (central limit theorem).
  double sum(std::int64_t count, Engine& engine) const;

  // How many sales it takes until their sum is `target` or more; the same limit, by renewal theory.
  // `target` > 0.
  std::int64_t count_until(double target, Engine& engine) const;

  static constexpr std::int64_t kDrawnSingly = 500;

 private:
  double one(Engine& engine) const;

  std::vector<std::int64_t> sales_;
  bool fitted_ = false;  // lognormal
  double log_mean_ = 0;
  double log_deviation_ = 0;
  double mean_ = 0;
  double deviation_ = 0;
};

}  // namespace tandem::goals
