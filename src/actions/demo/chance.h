// Chance that comes out the same everywhere: the standard library's engines are specified to the
// bit, its distributions are not.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <span>

namespace tandem::actions {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}

  // In [0, 1).
  double uniform() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }

  double between(double low, double high) { return low + (high - low) * uniform(); }

  bool happens(double probability) { return uniform() < probability; }

  // In [0, n). Precondition: n > 0.
  std::size_t below(std::size_t n) {
    return std::min(static_cast<std::size_t>(uniform() * static_cast<double>(n)), n - 1);
  }

  // Half of the values are below `median`; `sigma` is the deviation of their logarithm.
  double log_normal(double median, double sigma) {
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return median * std::exp(sigma * radius * std::cos(2 * std::numbers::pi * uniform()));
  }

  template <class T, std::size_t N>
  const T& pick(std::span<const T, N> from) {
    return from[below(from.size())];
  }

  // An index, each as likely as its weight. Precondition: a positive weight.
  std::size_t weighted(std::span<const double> weights) {
    double total = 0;
    for (const double weight : weights) total += weight;
    double left = uniform() * total;
    for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
      left -= weights[i];
      if (left < 0) return i;
    }
    return weights.size() - 1;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace tandem::actions
