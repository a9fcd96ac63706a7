#include "domain/agreement/waterfall.h"

#include <gtest/gtest.h>

namespace tandem::agreement {
namespace {

using std::chrono::year_month;

constexpr year_month kMarch{std::chrono::year(2026), std::chrono::March};

Timestamp at(const std::string& text) {
  return parse_timestamp(text).value();
}

// March 2026 in Paris: 22 weekdays, the 20th a holiday, so 21; the eighth ends on Wednesday 11th.
const BusinessCalendar& office() {
  static const std::vector<OpeningPeriod> day{{540, 720}, {840, 1080}};
  static const auto calendar = *BusinessCalendar::make(
      {"Europe/Paris", {day, day, day, day, day, {}, {}}, {*parse_date("2026-03-20")}});
  return calendar;
}

// `count` of them at an instant.
void arrive(std::vector<Arrival>& arrivals, const std::string& when, int count, double value) {
  for (int i = 0; i < count; ++i) arrivals.push_back({at(when), value});
}

const WaterfallDay& day(const Waterfall& waterfall, unsigned day) {
  return waterfall.days.at(day - 1);
}

TEST(Waterfall, StandsBesideTheLineOfBusinessDays) {
  std::vector<Arrival> arrivals;
  arrive(arrivals, "2026-03-11T12:30:00+01:00", 20, 50);  // at lunch counts as well
  arrive(arrivals, "2026-03-01T00:00:00+01:00", 30, 100);
  arrive(arrivals, "2026-03-09T10:00:00+01:00", 13, 0);
  arrive(arrivals, "2026-02-28T23:59:59.999+01:00", 5, 100);  // of the month before
  arrive(arrivals, "2026-04-01T00:00:00+02:00", 5, 100);      // of the month after
  const auto found =
      waterfall(office(), kMarch, {210, 42'000}, arrivals, at("2026-03-11T18:00:00+01:00"));
  ASSERT_EQ(found.days.size(), 31U);
  EXPECT_EQ(day(found, 1).goal_count, 0);  // a Sunday
  EXPECT_EQ(day(found, 1).count, 30);
  EXPECT_NEAR(day(found, 2).goal_count, 10, 1e-9);
  EXPECT_NEAR(day(found, 8).goal_count, 50, 1e-9);
  EXPECT_EQ(day(found, 8).count, 30);
  EXPECT_NEAR(day(found, 11).goal_count, 80, 1e-9);
  EXPECT_NEAR(day(found, 11).goal_value, 16'000, 1e-9);
  EXPECT_EQ(day(found, 11).count, 63);
  EXPECT_EQ(day(found, 11).value, 4'000);
  EXPECT_FALSE(day(found, 12).count);
  EXPECT_NEAR(day(found, 20).goal_count, day(found, 19).goal_count, 1e-9);
  EXPECT_NEAR(day(found, 31).goal_count, 210, 1e-9);
  EXPECT_EQ(found.count, 63);
  ASSERT_TRUE(found.count_pace);
  EXPECT_NEAR(found.count_pace->pace, .7875, 1e-9);
  EXPECT_NEAR(found.count_pace->expected - found.count, 17, 1e-9);
  EXPECT_NEAR(found.count_pace->projection, 165.375, 1e-9);
  EXPECT_NEAR(found.value_pace->pace, .25, 1e-9);  // enough leads are poor ones
}

TEST(Waterfall, KnowsNothingOfWhatIsToCome) {
  std::vector<Arrival> arrivals;
  arrive(arrivals, "2026-03-12T10:00:00+01:00", 5, 10);
  arrive(arrivals, "2026-03-12T15:00:00+01:00", 5, 10);
  const auto found =
      waterfall(office(), kMarch, {210, 0}, arrivals, at("2026-03-12T12:00:00+01:00"));
  EXPECT_EQ(found.count, 5);
  EXPECT_EQ(day(found, 12).count, 5);
  EXPECT_FALSE(day(found, 13).count);
  EXPECT_FALSE(found.value_pace);  // there is no target by value
  const auto before = waterfall(office(), kMarch, {210, 1}, arrivals, at("2026-02-12T12:00:00Z"));
  EXPECT_FALSE(day(before, 1).count);
  EXPECT_FALSE(before.count_pace);
}

TEST(Waterfall, OfAPastMonthIsWhole) {
  std::vector<Arrival> arrivals;
  arrive(arrivals, "2026-03-31T23:59:00+02:00", 3, 10);
  const auto found = waterfall(office(), kMarch, {6, 60}, arrivals, at("2026-07-01T00:00:00Z"));
  EXPECT_EQ(day(found, 31).count, 3);
  EXPECT_NEAR(found.count_pace->pace, .5, 1e-9);
  EXPECT_NEAR(found.value_pace->projection, 30, 1e-9);
}

}  // namespace
}  // namespace tandem::agreement
