// Whether a goal is on its way, part of the period having passed.
//
// What should have come by now is the target times the share of the period's business time that has
// elapsed. Example. Day 8 of 21, target 10,000: 3,809.52 expected; 3,000 came, so the pace is
// 78.75 %, and 7,875 would have come in the end.
#pragma once

#include <optional>

#include <boost/describe.hpp>

#include "base/business_calendar.h"
#include "base/money.h"

namespace tandem::goals {

// Earlier than this in the period a projection is noise, and none is shown.
inline constexpr double kLeastWeight = 0.1;

struct Pace {
  double weight = 0;    // share of the period's business time that has passed
  double expected = 0;  // by now, in the unit of the target
  double pace = 0;      // actual / expected
  double projection = 0;
};
BOOST_DESCRIBE_STRUCT(Pace, (), (weight, expected, pace, projection))

// Of a target in any unit. Nothing when weight < kLeastWeight or the target is not positive.
// Precondition: weight <= 1.
std::optional<Pace> pace(double target, double actual, double weight);

// The share of the business time between `from` and `to` that has passed at `now`: 0 before, 1
// after, and 0 when the period holds none.
double elapsed_weight(const BusinessCalendar& calendar, Timestamp from, Timestamp to,
                      Timestamp now);

}  // namespace tandem::goals
