#include "domain/performance/ratio.h"

#include <cmath>

namespace tandem::performance {

std::optional<double> share(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

std::optional<Interval> wilson(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  constexpr double z = 1.959963984540054;  // 97.5th percentile of the normal distribution
  const auto n = static_cast<double>(whole);
  const double p = static_cast<double>(part) / n;
  const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return Interval{part == 0 ? 0 : centre - half, part == whole ? 1 : centre + half};
}

}  // namespace tandem::performance
