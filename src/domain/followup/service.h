// How many people it takes: to answer new leads in time (Erlang C), and to do all the work that is
// worth a wage.
//
// Example. 6 leads an hour, 10 minutes each: with 2 people a lead waits more than 5 minutes with
// probability .202177, with 3 people .033444. A wage of .75 a minute is earned back by 453.2
// minutes of work: at 360 productive minutes a day, 1.259 people.
//
// Source: A. K. Erlang 1917; the recursion of Erlang B is exact and stable for any number of
// people.
#pragma once

#include "base/result.h"

namespace tandem::followup {

struct Arrivals {
  double per_hour = 0;
  double minutes_each = 0;  // mean, exponentially distributed
};

inline constexpr double kLargestLoad = 1e6;  // people busy on average

// Errors: followup.negative, followup.too_large {most}; followup.not_positive (minutes_each).
Result<void> check_arrivals(const Arrivals& arrivals);

// The chance that a lead waits longer than `minutes` when `people` answer; 1 when they cannot keep
// up. Precondition: checked arrivals, minutes >= 0.
double wait_probability(const Arrivals& arrivals, int people, double minutes);

// The fewest people with whom at least `target` of the leads wait no longer than `minutes`.
// Precondition: checked arrivals, minutes >= 0, 0 <= target < 1.
int people_needed(const Arrivals& arrivals, double minutes, double target = .9);

}  // namespace tandem::followup
