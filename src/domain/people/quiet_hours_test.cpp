#include "domain/people/quiet_hours.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::people {
namespace {

Preferences quiet(int from, int to) {
  Preferences preferences;
  preferences.quiet_hours = true;
  preferences.quiet_from_minute = from;
  preferences.quiet_to_minute = to;
  return preferences;
}

TEST(QuietHours, EndWhenTheWallClockSaysSo) {
  struct Case {
    std::string what;
    Preferences preferences;
    std::string zone, at, until;
  };
  const auto night = quiet(20 * 60, 8 * 60);
  const std::vector<Case> cases{
      {"before midnight", night, "Europe/Paris", "2026-11-25T22:30:00Z", "2026-11-26T07:00:00Z"},
      {"after midnight", night, "Europe/Paris", "2026-11-26T01:00:00Z", "2026-11-26T07:00:00Z"},
      {"as they begin", night, "Europe/Paris", "2026-11-25T19:00:00Z", "2026-11-26T07:00:00Z"},
      {"just before", night, "Europe/Paris", "2026-11-25T18:59:59.999Z", ""},
      {"as they end", night, "Europe/Paris", "2026-11-26T07:00:00Z", ""},
      {"a part of the day", quiet(720, 780), "UTC", "2026-11-25T12:15:00Z", "2026-11-25T13:00:00Z"},
      {"from midnight on", quiet(0, 480), "UTC", "2026-11-25T00:00:00Z", "2026-11-25T08:00:00Z"},
      {"until midnight", quiet(1200, 0), "UTC", "2026-11-25T23:00:00Z", "2026-11-26T00:00:00Z"},
      {"the night an hour is lost", night, "Europe/Paris", "2026-03-28T22:00:00Z",
       "2026-03-29T06:00:00Z"},
      {"chosen, with the usual times",
       {.quiet_hours = true},
       "UTC",
       "2026-11-25T21:00:00Z",
       "2026-11-26T08:00:00Z"},
      {"not chosen", {}, "UTC", "2026-11-25T23:00:00Z", ""},
  };
  for (const auto& [what, preferences, zone, at, until] : cases) {
    const auto found = quiet_until(preferences, zone, *parse_timestamp(at));
    EXPECT_EQ(found, until.empty() ? std::nullopt : parse_timestamp(until)) << what;
  }
}

TEST(QuietHours, MustLeaveSomeOfTheDay) {
  const std::vector<std::pair<Preferences, std::string>> cases{
      {quiet(1200, 480), ""},
      {quiet(480, 480), "people.always_quiet"},
      {quiet(-1, 480), "people.bad_quiet_minute"},
      {quiet(0, 1440), "people.bad_quiet_minute"},
      {{.quiet_hours = false, .quiet_from_minute = 5, .quiet_to_minute = 5}, ""},
      {{}, ""}};
  for (const auto& [preferences, code] : cases) {
    const auto good = check_quiet_hours(preferences);
    EXPECT_EQ(good ? "" : good.error().code, code);
  }
}

}  // namespace
}  // namespace tandem::people
