// What is believed about a conversion rate.
//
// A rate that was counted is never known exactly: 0 customers of 30 leads does not mean that nobody
// ever buys. The count is added to what is known of its parent (the persona's rate for one stage of
// it, the company's for a persona), which weighs as much as kappa leads:
//
//   p ~ Beta(kappa m + won, kappa (1 - m) + lost)
//
// Example. 0 of 30, the parent's rate 20 %, kappa 10: Beta(2, 38), 5 % on average, with 95 %
// certainty between 0.6 % and 13.5 %. However few have bought, the mean is never 0, so the leads
// that a goal needs stay finite.
#pragma once

#include <cstdint>
#include <optional>

#include <boost/describe.hpp>

#include "base/ratio.h"
#include "base/result.h"

namespace tandem::goals {

inline constexpr double kParentWeight = 20;  // kappa, in leads

// A Beta distribution. Both parameters are at least kLeastEvidence, at most kMostEvidence.
struct Belief {
  double alpha = 1;  // successes, with those lent by the parent
  double beta = 1;   // failures
};
BOOST_DESCRIBE_STRUCT(Belief, (), (alpha, beta))

inline constexpr double kLeastEvidence = 1e-3;
inline constexpr double kMostEvidence = 1e9;

// A rate taken as known, or one that is believed; then `mean` is the belief's.
struct Rate {
  double mean = 0;
  std::optional<Belief> belief;
};
BOOST_DESCRIBE_STRUCT(Rate, (), (mean, belief))

// Error: goals.rate_out_of_range {value}, unless 0 < value <= 1; goals.rate_zero for 0.
Result<Rate> known_rate(double value);

// Error: goals.bad_evidence {value, least, most}, field "alpha" or "beta".
Result<Rate> believed_rate(double alpha, double beta);

// The rate after `won` and `lost`. Errors: goals.parent_rate {value}, unless 0 < parent < 1, field
// "rate"; goals.bad_evidence, field "kappa"; goals.negative_count {value}, field "won" or "lost".
Result<Rate> posterior_rate(double parent, double kappa, std::int64_t won, std::int64_t lost);

// The equal-tailed interval in which the rate lies with `level` certainty, 0 < level < 1.
Interval credible_interval(const Belief& belief, double level = 0.95);

}  // namespace tandem::goals
