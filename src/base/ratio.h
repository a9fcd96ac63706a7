// Shares with their uncertainty.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>

#include "base/described.h"

namespace tandem {

struct Interval {
  double low = 0;
  double high = 0;
};
BOOST_DESCRIBE_STRUCT(Interval, (), (low, high))

// The 97.5th percentile of the normal distribution: half of a 95 % interval, in deviations.
inline constexpr double kNinetyFive = 1.959963984540054;

// part / whole; nothing of nothing.
std::optional<double> share(std::int64_t part, std::int64_t whole);

// Wilson's 95 % interval of a share (Wilson, JASA 1927): stays within 0 and 1 and is honest for
// small counts. Nothing when whole is 0. Precondition: 0 <= part <= whole. Example: 195 of 1,586 ->
// 0.1077 .. 0.1400.
std::optional<Interval> wilson(double part, double whole);
template <std::integral Count>
std::optional<Interval> wilson(Count part, Count whole) {
  return wilson(static_cast<double>(part), static_cast<double>(whole));
}

}  // namespace tandem
