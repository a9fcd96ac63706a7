// Business time: which minutes of the week count, in which zone, with which holidays.
//
// Example. Weekdays 10:00-18:00, allowance 10 h: asked on Wednesday 15:00, due Thursday 17:00
// (three hours are left on Wednesday, seven are taken from Thursday).
#pragma once

#include <set>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/result.h"
#include "base/time.h"

namespace date {
class time_zone;
}

namespace tandem {

// Half-open part of a day, in minutes after local midnight: {540, 720} is 09:00-12:00.
// An end of 1440 is midnight at the end of the day.
struct OpeningPeriod {
  int from_minute = 0;
  int to_minute = 0;

  bool operator==(const OpeningPeriod&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpeningPeriod, (), (from_minute, to_minute))

struct BusinessHours {
  std::string time_zone = "UTC";  // IANA name
  // Monday first; a day without periods is closed. Periods are in order and do not overlap.
  std::vector<std::vector<OpeningPeriod>> week;
  std::vector<Date> holidays;

  bool operator==(const BusinessHours&) const = default;
};
BOOST_DESCRIBE_STRUCT(BusinessHours, (), (time_zone, week, holidays))

class BusinessCalendar {
 public:
  // Errors: calendar.unknown_zone {zone}, calendar.week_length, calendar.bad_period (field
  // "week[2][0]"), calendar.never_open, calendar.bad_holiday (field "holidays[3]": no such day).
  static Result<BusinessCalendar> make(BusinessHours hours);

  bool is_open(Timestamp at) const;

  // Business time between two instants; negative when `to` comes first. Daylight saving counts as
  // the wall clock of the zone runs: an opening period that loses an hour is an hour shorter, one
  // that gains an hour is an hour longer. A period's edge is the first instant at which the wall
  // clock shows that time or a later one: an edge that is skipped in spring is the moment of the
  // change, an edge that comes twice in autumn is its first coming.
  Millis between(Timestamp from, Timestamp to) const;

  // The earliest instant at which `allowance` of business time has passed since `from`; an
  // allowance of zero is due at `from`. An allowance used up exactly at a closing is due at that
  // closing. Precondition: allowance >= 0. Error: calendar.too_far {years} when it would take more
  // than 50.
  Result<Timestamp> due(Timestamp from, Millis allowance) const;

  // The first open instant at or after `from`. Error: calendar.too_far, as for due.
  Result<Timestamp> next_opening(Timestamp from) const;

  // The last closing of the `days`-th day with opening hours after the local day of `from`: what
  // comes on a Wednesday within one business day is due on Thursday at the closing. Precondition:
  // days >= 1. Error: calendar.too_far.
  Result<Timestamp> due_in_days(Timestamp from, int days) const;

  // The local day that holds an instant, and the first instant of a local day.
  Date day_of(Timestamp at) const;
  Timestamp start_of(Date day) const;

  const BusinessHours& hours() const { return hours_; }

 private:
  class Openings;
  BusinessCalendar(BusinessHours hours, const date::time_zone* zone);

  BusinessHours hours_;
  const date::time_zone* zone_;  // lives as long as the program
  std::set<std::chrono::sys_days> holidays_;
};

}  // namespace tandem
