#include "base/business_calendar.h"

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

#include <date/tz.h>
#include <fmt/format.h>

namespace tandem {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::sys_days;
using LocalTime = date::local_time<Millis>;

constexpr std::size_t kDaysOfWeek = 7;
constexpr int kMinutesOfDay = 1440;
constexpr int kFarthestYears = 50;

// Nothing for a name that is not a zone; throws when there is no zone database at all.
const date::time_zone* find_zone(const std::string& name) {
  date::get_tzdb();
  try {
    const date::time_zone* zone = date::locate_zone(name);
    zone->get_info(date::sys_seconds{});  // the file is only read here; some files are no zones
    return zone;
  } catch (const std::exception&) {
    return nullptr;
  }
}

std::optional<Error> find_fault(const std::vector<Date>& holidays) {
  for (std::size_t i = 0; i < holidays.size(); ++i) {
    if (!holidays[i].ok()) {
      return Error::invalid("calendar.bad_holiday", {}, fmt::format("holidays[{}]", i));
    }
  }
  return std::nullopt;
}

Timestamp farthest_from(Timestamp from) {
  return from + std::chrono::duration_cast<Millis>(std::chrono::years(kFarthestYears));
}

Error too_far() {
  return Error::invalid("calendar.too_far", {{"years", std::to_string(kFarthestYears)}});
}

std::optional<Error> find_fault(const std::vector<std::vector<OpeningPeriod>>& week) {
  if (week.size() != kDaysOfWeek) return Error::invalid("calendar.week_length", {}, "week");
  bool opens = false;
  for (std::size_t day = 0; day < week.size(); ++day) {
    int earliest = 0;
    for (std::size_t i = 0; i < week[day].size(); ++i) {
      const OpeningPeriod& period = week[day][i];
      if (period.from_minute < earliest || period.to_minute <= period.from_minute ||
          period.to_minute > kMinutesOfDay) {
        return Error::invalid("calendar.bad_period", {}, fmt::format("week[{}][{}]", day, i));
      }
      earliest = period.to_minute;
      opens = true;
    }
  }
  if (!opens) return Error::invalid("calendar.never_open", {}, "week");
  return std::nullopt;
}

// Finds instants for the wall clock's times. Remembers the last offset, as nearly every time falls
// under the same one as the time before it and looking an offset up is what costs.
class WallClock {
 public:
  explicit WallClock(const date::time_zone* zone) : zone_(zone) {}

  sys_days day_of(Timestamp at) const {
    const Millis wall = at.time_since_epoch() + zone_->get_info(at).offset;
    return sys_days(std::chrono::floor<days>(wall));
  }

  // The first instant at which the clock shows `wall` or later.
  Timestamp first(LocalTime wall) {
    Timestamp at(wall.time_since_epoch() - span_.offset);
    // A day's distance from both changes of the clock: no time is skipped or repeated here.
    if (at >= span_.begin + days(1) && at < span_.end - days(1)) return at;
    at = zone_->to_sys(wall, date::choose::earliest);
    span_ = zone_->get_info(at);
    return at;
  }

 private:
  const date::time_zone* zone_;
  date::sys_info span_{};
};

}  // namespace

// Walks the opening periods of a range of local days in order. As edges are first instants, the
// periods never overlap, and those of earlier days end before an instant of the first day begins.
class BusinessCalendar::Openings {
 public:
  struct Opening {
    sys_days day;  // local
    Timestamp opens;
    Timestamp closes;
  };

  // From the local day of `from` on, to the day after that of `to`: a clock set back over midnight
  // can show tomorrow already before it shows today again.
  Openings(const BusinessCalendar& calendar, Timestamp from, Timestamp to)
      : calendar_(calendar),
        clock_(calendar.zone_),
        day_(clock_.day_of(from)),
        last_day_(clock_.day_of(to) + days(1)) {}

  std::optional<Opening> next() {
    for (; day_ <= last_day_; day_ += days(1), period_ = 0) {
      const std::chrono::weekday weekday(day_);
      const auto& periods = calendar_.hours_.week[weekday.iso_encoding() - 1];
      if (period_ == periods.size()) continue;
      if (period_ == 0 && calendar_.holidays_.contains(day_)) continue;
      const OpeningPeriod& period = periods[period_++];
      return Opening{day_, edge(period.from_minute), edge(period.to_minute)};
    }
    return std::nullopt;
  }

 private:
  Timestamp edge(int minute) {
    return clock_.first(LocalTime(day_.time_since_epoch() + minutes(minute)));
  }

  const BusinessCalendar& calendar_;
  WallClock clock_;
  sys_days day_;
  sys_days last_day_;
  std::size_t period_ = 0;
};

BusinessCalendar::BusinessCalendar(BusinessHours hours, const date::time_zone* zone)
    : hours_(std::move(hours)),
      zone_(zone),
      holidays_(hours_.holidays.begin(), hours_.holidays.end()) {}

Result<BusinessCalendar> BusinessCalendar::make(BusinessHours hours) {
  const date::time_zone* zone = find_zone(hours.time_zone);
  if (zone == nullptr) {
    return Error::invalid("calendar.unknown_zone", {{"zone", hours.time_zone}}, "time_zone");
  }
  if (auto fault = find_fault(hours.week)) return *std::move(fault);
  if (auto fault = find_fault(hours.holidays)) return *std::move(fault);
  return BusinessCalendar(std::move(hours), zone);
}

bool BusinessCalendar::is_open(Timestamp at) const {
  Openings openings(*this, at, at);
  while (const auto opening = openings.next()) {
    if (opening->opens <= at && at < opening->closes) return true;
  }
  return false;
}

Millis BusinessCalendar::between(Timestamp from, Timestamp to) const {
  if (to < from) return -between(to, from);
  Millis open(0);
  Openings openings(*this, from, to);
  while (const auto opening = openings.next()) {
    open += std::max(Millis(0), std::min(opening->closes, to) - std::max(opening->opens, from));
  }
  return open;
}

Result<Timestamp> BusinessCalendar::due(Timestamp from, Millis allowance) const {
  if (allowance == Millis(0)) return from;
  const Timestamp farthest = farthest_from(from);
  Openings openings(*this, from, farthest);
  while (const auto opening = openings.next()) {
    const Timestamp start = std::max(opening->opens, from);
    const Millis open = std::max(Millis(0), opening->closes - start);
    if (open < allowance) {
      allowance -= open;
    } else if (start + allowance <= farthest) {
      return start + allowance;
    }
  }
  return too_far();
}

Result<Timestamp> BusinessCalendar::next_opening(Timestamp from) const {
  Openings openings(*this, from, farthest_from(from));
  while (const auto opening = openings.next()) {
    if (std::max(opening->opens, from) < opening->closes) return std::max(opening->opens, from);
  }
  return too_far();
}

Result<Timestamp> BusinessCalendar::due_in_days(Timestamp from, int days) const {
  const sys_days first = WallClock(zone_).day_of(from);
  std::optional<Openings::Opening> last;  // of the days counted so far
  int counted = 0;
  Openings openings(*this, from, farthest_from(from));
  while (const auto opening = openings.next()) {
    if (opening->day == first || opening->opens >= opening->closes) continue;
    if (!last || last->day != opening->day) {
      if (counted++ == days) return last->closes;
    }
    last = opening;
  }
  return too_far();
}

Date BusinessCalendar::day_of(Timestamp at) const {
  return WallClock(zone_).day_of(at);
}

Timestamp BusinessCalendar::start_of(Date day) const {
  return WallClock(zone_).first(LocalTime(sys_days(day).time_since_epoch()));
}

}  // namespace tandem
