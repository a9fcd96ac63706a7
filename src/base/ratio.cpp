#include "base/ratio.h"

#include <cmath>

namespace tandem {

std::optional<double> share(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

std::optional<Interval> wilson(double part, double whole) {
  if (!(whole > 0)) return std::nullopt;
  constexpr double z = kNinetyFive;
  const double p = part / whole;
  const double centre = (p + z * z / (2 * whole)) / (1 + z * z / whole);
  const double half =
      z / (1 + z * z / whole) * std::sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole));
  return Interval{part <= 0 ? 0 : centre - half, part >= whole ? 1 : centre + half};
}

}  // namespace tandem
