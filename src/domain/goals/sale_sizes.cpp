#include "domain/goals/sale_sizes.h"

#include <algorithm>
#include <cmath>

#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_int_distribution.hpp>

#include "domain/goals/chances.h"
#include "domain/goals/simulation.h"

namespace tandem::goals {
namespace {

struct Spread {
  double mean = 0;
  double deviation = 0;
};

// With n - 1 where `sample`; 0 for a single value.
template <class Value>
Spread spread(const std::vector<std::int64_t>& sales, bool sample, Value&& value) {
  const auto n = static_cast<double>(sales.size());
  Spread found;
  for (const auto sale : sales) found.mean += value(sale) / n;
  double squares = 0;
  for (const auto sale : sales) squares += std::pow(value(sale) - found.mean, 2);
  const double freedom = sample ? n - 1 : n;
  found.deviation = freedom > 0 ? std::sqrt(squares / freedom) : 0;
  return found;
}

}  // namespace

SaleSizes::SaleSizes(std::vector<std::int64_t> sales) : sales_(std::move(sales)) {
  const auto amount = [](std::int64_t sale) { return static_cast<double>(sale); };
  const bool alike = std::ranges::adjacent_find(sales_, std::not_equal_to<>()) == sales_.end();
  if (alike) {
    mean_ = amount(sales_.front());
    return;
  }
  if (sales_.size() >= kSalesToDrawFrom) {
    const auto found = spread(sales_, false, amount);
    mean_ = found.mean;
    deviation_ = found.deviation;
    return;
  }
  const auto logs =
      spread(sales_, true, [](std::int64_t sale) { return std::log(static_cast<double>(sale)); });
  fitted_ = true;
  log_mean_ = logs.mean;
  log_deviation_ = logs.deviation;
  const double variance = logs.deviation * logs.deviation;
  mean_ = std::exp(logs.mean + variance / 2);
  deviation_ = mean_ * std::sqrt(std::expm1(variance));
}

double SaleSizes::one(Engine& engine) const {
  if (fitted_) {
    boost::random::normal_distribution<double> normal(log_mean_, log_deviation_);
    return std::exp(normal(engine));
  }
  boost::random::uniform_int_distribution<std::size_t> which(0, sales_.size() - 1);
  return static_cast<double>(sales_[which(engine)]);
}

double SaleSizes::sum(std::int64_t count, Engine& engine) const {
  const auto n = static_cast<double>(count);
  if (deviation_ == 0) return n * mean_;
  if (count > kDrawnSingly) {
    boost::random::normal_distribution<double> normal(n * mean_, std::sqrt(n) * deviation_);
    return std::max(0., normal(engine));
  }
  double sum = 0;
  for (std::int64_t i = 0; i < count; ++i) sum += one(engine);
  return sum;
}

std::int64_t SaleSizes::count_until(double target, Engine& engine) const {
  const double expected = target / mean_;
  // Beyond what any plan reaches, the exact number does not matter.
  if (!(expected < static_cast<double>(kMostLeads))) return kMostLeads;
  if (deviation_ == 0) return static_cast<std::int64_t>(std::ceil(expected * (1 - 1e-13)));
  if (expected > static_cast<double>(kDrawnSingly)) {
    boost::random::normal_distribution<double> normal(expected,
                                                      std::sqrt(expected) * deviation_ / mean_);
    return std::max<std::int64_t>(1, std::llround(normal(engine)));
  }
  double sum = 0;
  std::int64_t count = 0;
  // A lognormal that yields next to nothing for ever ends here.
  while (sum < target && count < 1000 * kDrawnSingly) {
    sum += one(engine);
    ++count;
  }
  return count;
}

}  // namespace tandem::goals
