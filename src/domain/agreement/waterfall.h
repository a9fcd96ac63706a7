// Marketing's month as a waterfall: what has come so far beside the line it was to follow.
//
// The line rises with the business time of the month, so that it is flat on weekends and holidays
// and reaches the target with the last opening hour. What comes is counted, and also added up by
// what it is expected to be worth, so that many poor leads do not pass for a good month.
//
// Example. 210 leads in a month of 21 business days: at the end of the eighth the line stands at
// 80; 63 came, so marketing is 17 behind, at 78.75 % of its pace, and 165.4 would come in all.
//
// Source: HubSpot's "SLA waterfall" (2012), here by business days and by value.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include <boost/describe.hpp>

#include "base/business_calendar.h"
#include "domain/goals/pace.h"

namespace tandem::agreement {

struct Arrival {
  Timestamp at;
  double expected_value = 0;  // in minor units
};

// What a month is to bring.
struct MonthTarget {
  double count = 0;
  double expected_value = 0;  // in minor units
};

// At the end of a day, or now within the present one; both add up from the first of the month.
struct WaterfallDay {
  Date day;
  double goal_count = 0;
  double goal_value = 0;
  std::optional<double> count;  // nothing of the days to come
  std::optional<double> value;

  bool operator==(const WaterfallDay&) const = default;
};
BOOST_DESCRIBE_STRUCT(WaterfallDay, (), (day, goal_count, goal_value, count, value))

struct Waterfall {
  std::vector<WaterfallDay> days;  // of the whole month; the lines are those of whole days
  double count = 0;                // so far
  double value = 0;
  std::optional<goals::Pace> count_pace;  // at `now`; nothing early in the month or without target
  std::optional<goals::Pace> value_pace;
};
BOOST_DESCRIBE_STRUCT(Waterfall, (), (days, count, value, count_pace, value_pace))

// Of a month of the calendar's zone. Arrivals of other months and after `now` are left out; their
// order does not matter. A month without opening hours has a line of zero.
Waterfall waterfall(const BusinessCalendar& calendar, std::chrono::year_month month,
                    const MonthTarget& target, std::span<const Arrival> arrivals, Timestamp now);

}  // namespace tandem::agreement
