#include "domain/goals/pace.h"

#include <limits>

#include <gtest/gtest.h>

namespace tandem::goals {
namespace {

Timestamp at(const std::string& text) {
  return parse_timestamp(text).value();
}

TEST(Pace, OnTheEighthDayOfTwentyOne) {  // methods.md D6
  const auto found = pace(10'000, 3'000, 8. / 21);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->expected, 3'809.52, 0.005);
  EXPECT_NEAR(found->pace, 0.7875, 1e-12);
  EXPECT_NEAR(found->projection, 7'875, 1e-9);
}

TEST(Pace, IsNotToldTooEarlyOrWithoutATarget) {
  EXPECT_FALSE(pace(10'000, 3'000, 0.0999));
  EXPECT_TRUE(pace(10'000, 3'000, 0.1));
  EXPECT_TRUE(pace(10'000, 0, 1));
  EXPECT_FALSE(pace(10'000, 3'000, 0));
  EXPECT_FALSE(pace(10'000, 3'000, std::numeric_limits<double>::quiet_NaN()));
  EXPECT_FALSE(pace(0, 3'000, 0.5));
  EXPECT_FALSE(pace(-1, 3'000, 0.5));
}

// March 2026 in Paris: 22 weekdays, the 20th a holiday, so 21; the eighth ends on Wednesday 11th.
TEST(Pace, CountsBusinessDays) {
  const std::vector<OpeningPeriod> day{{540, 1080}};
  const auto calendar = *BusinessCalendar::make(
      {"Europe/Paris", {day, day, day, day, day, {}, {}}, {*parse_date("2026-03-20")}});
  const auto from = at("2026-03-01T00:00:00+01:00");
  const auto to = at("2026-04-01T00:00:00+02:00");
  const auto weight = [&](const char* now) { return elapsed_weight(calendar, from, to, at(now)); };
  EXPECT_NEAR(weight("2026-03-11T18:00:00+01:00"), 8. / 21, 1e-12);
  EXPECT_NEAR(weight("2026-03-11T13:30:00+01:00"), 7.5 / 21, 1e-12);
  EXPECT_EQ(weight("2026-02-11T12:00:00+01:00"), 0);
  EXPECT_EQ(weight("2026-05-11T12:00:00+01:00"), 1);
  EXPECT_EQ(elapsed_weight(calendar, to, from, to), 0);
  const auto sunday = at("2026-03-01T10:00:00+01:00");
  EXPECT_EQ(elapsed_weight(calendar, from, sunday, sunday), 0);
}

}  // namespace
}  // namespace tandem::goals
