// Shares with their uncertainty.
#pragma once

#include <cstdint>
#include <optional>

namespace tandem::performance {

struct Interval {
  double low = 0;
  double high = 0;
};

// part / whole; nothing of nothing.
std::optional<double> share(std::int64_t part, std::int64_t whole);

// Wilson's 95 % interval of a share (Wilson, JASA 1927): stays within 0 and 1 and is honest for
// small counts. Nothing when whole is 0. Precondition: 0 <= part <= whole. Example: 195 of 1,586 ->
// 0.1077 .. 0.1400.
std::optional<Interval> wilson(std::int64_t part, std::int64_t whole);

}  // namespace tandem::performance
