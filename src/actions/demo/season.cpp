#include "actions/demo/season.h"

#include <array>

#include <date/tz.h>

namespace tandem::actions {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr days kHistory{425};                                            // fourteen months
constexpr std::array kFairs{days{402}, days{258}, days{121}, days{33}};  // before now
constexpr days kFairFollowUp{5};
constexpr minutes kOpens{8 * 60 + 30};
constexpr minutes kCloses{17 * 60};

// January first.
constexpr std::array kMonths{1.0, 1.0, 0.95, 0.9, 0.85, 0.8, 0.5, 0.7, 1.0, 1.0, 0.95, 0.5};
// Monday first.
constexpr std::array kWeekdays{0.95, 1.0, 1.0, 0.95, 0.75, 0.16, 0.14};
// From midnight.
constexpr std::array kHours{0.05, 0.03, 0.02, 0.02, 0.03, 0.06, 0.15, 0.35, 0.65, 0.95, 1.0,  0.95,
                            0.7,  0.9,  0.95, 0.85, 0.65, 0.4,  0.3,  0.3,  0.28, 0.22, 0.14, 0.08};

struct LocalTime {
  date::local_days day;
  Millis of_day;
};

LocalTime local_time(const date::time_zone& zone, Timestamp at) {
  const auto local = zone.to_local(at);
  const auto day = date::floor<date::days>(local);
  return {day, local - day};
}

int weekday_of(date::local_days day) {
  return static_cast<int>(date::weekday(day).iso_encoding()) - 1;
}

Millis some(minutes most, Chance& chance) {
  return std::chrono::round<Millis>(chance.uniform() * std::chrono::duration<double>(most));
}

}  // namespace

Season::Season(Timestamp now)
    : now_(now), start_(now - kHistory), zone_(date::locate_zone(std::string(kDemoTimeZone))) {}

double Season::busyness(Timestamp at) const {
  const auto [day, of_day] = local_time(*zone_, at);
  const auto month = static_cast<unsigned>(date::year_month_day(day).month()) - 1;
  const auto hour = static_cast<std::size_t>(of_day / std::chrono::hours(1));
  const double grown = std::chrono::duration<double>(at - start_) / kHistory;
  return (0.5 + 0.5 * grown) * kMonths.at(month) *
         kWeekdays.at(static_cast<std::size_t>(weekday_of(day))) * kHours.at(hour);
}

std::vector<Timestamp> Season::arrivals(int count, Chance& chance) const {
  std::vector<Timestamp> all;
  all.reserve(static_cast<std::size_t>(count));
  while (std::ssize(all) < count) {
    const auto at = start_ + std::chrono::round<Millis>(chance.uniform() *
                                                        std::chrono::duration<double>(kHistory));
    if (chance.happens(busyness(at))) all.push_back(at);
  }
  std::ranges::sort(all);
  auto last = all.rbegin();
  for (const auto ago : {minutes{12}, minutes{47}, minutes{131}, minutes{244}}) {
    if (last == all.rend()) break;
    *last++ = now_ - ago - some(minutes{9}, chance);
  }
  std::ranges::sort(all);
  return all;
}

std::optional<Timestamp> Season::at_the_fair(Timestamp at, Chance& chance) const {
  for (const auto ago : kFairs) {
    const auto [day, of_day] = local_time(*zone_, now_ - ago);
    const auto visit = zone_->to_sys(day + std::chrono::hours(9), date::choose::earliest) +
                       some(minutes{8 * 60}, chance);
    if (visit <= at && at - visit < kFairFollowUp) return visit;
  }
  return std::nullopt;
}

Timestamp Season::in_office_hours(Timestamp at, Chance& chance) const {
  auto [day, of_day] = local_time(*zone_, at);
  const bool open = weekday_of(day) < 5 && of_day >= kOpens && of_day < kCloses;
  if (open) return at;
  if (of_day >= kCloses) day += date::days(1);
  while (weekday_of(day) >= 5) day += date::days(1);
  return zone_->to_sys(day + kOpens, date::choose::earliest) + some(minutes{150}, chance);
}

}  // namespace tandem::actions
