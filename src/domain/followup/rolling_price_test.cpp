#include "domain/followup/rolling_price.h"

#include <gtest/gtest.h>

namespace tandem::followup {
namespace {

// Segment X of example A1, whose leads can be called today only: a first attempt takes 11 minutes
// and brings 40, a second 8 and 20.
struct RollingPrice : testing::Test {
  TimedSegment segment{.value = 100,
                       .hazards = {.4, .2, .1},
                       .channels = {{.attempt_minutes = 5, .conversation_minutes = 15}}};
  Timing timing{.half_life_days = 1e9, .horizon_days = 0};
  std::vector<SegmentProgramme> programmes{SegmentProgramme(segment, timing)};

  static std::vector<OpenLead> open(int leads, std::int16_t made) {
    return std::vector<OpenLead>(static_cast<std::size_t>(leads),
                                 {.id = {}, .due = {}, .attempts_made = made});
  }
  double price(std::span<const OpenLead> leads, double minutes,
               std::span<const ExpectedLeads> expected = {}, int days = 1) {
    return rolling_price(programmes, leads, expected, minutes, days);
  }
};

TEST_F(RollingPrice, IsNothingWhenThereAreMinutesForAll) {
  EXPECT_EQ(price({}, 0), 0);
  EXPECT_EQ(price(open(10, 0), 110), 0);
}

TEST_F(RollingPrice, IsWhatTheLastCallMadeBringsAMinute) {
  EXPECT_NEAR(price(open(10, 0), 55), 40 / 11., 1e-3);
  auto both = open(10, 0);
  const auto second = open(10, 1);
  both.insert(both.end(), second.begin(), second.end());
  EXPECT_NEAR(price(both, 120), 20 / 8., 1e-3);
  EXPECT_NEAR(price(both, 60), 40 / 11., 1e-3);
}

TEST_F(RollingPrice, CountsWhoIsExpectedInTheDaysAhead) {
  const ExpectedLeads tomorrow[] = {{.segment = 0, .in_days = 1, .leads = 10}};
  EXPECT_EQ(price(open(10, 1), 100, tomorrow, 1), 0) << "tomorrow is not looked at";
  EXPECT_EQ(price(open(10, 1), 95, tomorrow, 2), 0);
  EXPECT_NEAR(price(open(10, 1), 94, tomorrow, 2), 20 / 8., 1e-3);
}

TEST_F(RollingPrice, LeavesTheProgrammesSolvedAtIt) {
  const double found = price(open(10, 0), 55);
  const auto index = programmes[0].index(0, 0, 1);
  ASSERT_TRUE(index) << "the last lead that there is time for is worth calling";
  EXPECT_NEAR(*index, 40 / 11. - found, 1e-12);
}

TEST_F(RollingPrice, MinutesWithinAllDaysAreThoseOfTheSchedule) {
  SegmentProgramme programme(segment, {.half_life_days = 10, .horizon_days = 20});
  for (const double at : {0., 1., 2.}) {
    programme.solve(at);
    EXPECT_NEAR(programme.minutes_within(21, 0, 0, 1), programme.schedule().minutes, 1e-12);
    EXPECT_NEAR(programme.minutes_within(1, 0, 0, 1), 11, 1e-12);
    EXPECT_EQ(programme.minutes_within(0, 0, 0, 1), 0);
  }
}

}  // namespace
}  // namespace tandem::followup
