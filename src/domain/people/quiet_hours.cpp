#include "domain/people/quiet_hours.h"

#include "base/business_calendar.h"

namespace tandem::people {
namespace {

constexpr int kDay = 24 * 60;  // minutes

bool is_minute(int minute) {
  return minute >= 0 && minute < kDay;
}

// The rest of each day, in which the member may be told.
std::vector<OpeningPeriod> open_periods(int from, int to) {
  if (from > to) return {{to, from}};
  std::vector<OpeningPeriod> open;
  if (from > 0) open.push_back({0, from});
  open.push_back({to, kDay});
  return open;
}

}  // namespace

Result<void> check_quiet_hours(const Preferences& preferences) {
  const int from = preferences.quiet_from_minute.value_or(kQuietFrom);
  const int to = preferences.quiet_to_minute.value_or(kQuietTo);
  if (!is_minute(from)) return Error::invalid("people.bad_quiet_minute", {}, "quiet_from_minute");
  if (!is_minute(to)) return Error::invalid("people.bad_quiet_minute", {}, "quiet_to_minute");
  if (preferences.quiet_hours.value_or(false) && from == to) {
    return Error::invalid("people.always_quiet", {}, "quiet_to_minute");
  }
  return {};
}

std::optional<Timestamp> quiet_until(const Preferences& preferences, const std::string& time_zone,
                                     Timestamp at) {
  if (!preferences.quiet_hours.value_or(false)) return std::nullopt;
  const auto open = open_periods(preferences.quiet_from_minute.value_or(kQuietFrom),
                                 preferences.quiet_to_minute.value_or(kQuietTo));
  const auto calendar = BusinessCalendar::make(
      {.time_zone = time_zone, .week = std::vector(7, open), .holidays = {}});
  if (!calendar || calendar->is_open(at)) return std::nullopt;
  // The first instant that counts lies right behind the end of the quiet ones.
  const auto first = calendar->due(at, Millis(1));
  return first ? std::optional(*first - Millis(1)) : std::nullopt;
}

}  // namespace tandem::people
