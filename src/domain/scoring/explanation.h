// Why a lead has its score, in words a rep can use: how each feature moves the lead's odds away
// from those of the average lead, phi_j = beta_j (x_j - mean_j). The phis and the log-odds of the
// average lead add up to the lead's log-odds.
//
// Example. Weights 1.2, 1.5, .1; lead 1, 1, 8; average .5, .1, 3: phi .6, 1.35, .5; the second
// multiplies the odds by e^1.35 = 3.86.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.h"

namespace tandem::scoring {

inline constexpr std::size_t kReasons = 3;

struct Reason {
  std::size_t feature = 0;
  double odds = 1;  // multiplier, e^phi: above 1 speaks for the lead, below against
};

struct Explanation {
  std::vector<Reason> up;    // the strongest first, at most `count`
  std::vector<Reason> down;  // likewise
};

// Error: scoring.sizes_differ.
Result<std::vector<double>> contributions(std::span<const double> weights,
                                          std::span<const double> values,
                                          std::span<const double> means);

// What moves the odds by less than half a percent is no reason.
Explanation explain(std::span<const double> contributions, std::size_t count = kReasons);

}  // namespace tandem::scoring
