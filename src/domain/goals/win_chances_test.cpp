#include "domain/goals/win_chances.h"

#include <random>

#include <gtest/gtest.h>

namespace tandem::goals {
namespace {

void add(std::vector<SeenDeal>& deals, int count, std::int64_t period, Ending ending) {
  deals.insert(deals.end(), static_cast<std::size_t>(count), {period, ending});
}

TEST(WinChances, FallAsADealGrowsOld) {  // methods.md D5
  const auto chances = *win_chances({{100, 10, 20}, {70, 14, 21}, {35, 7, 14}});
  EXPECT_NEAR(*chances.within(3, 0), 0.31, 1e-12);
  EXPECT_NEAR(*chances.within(2, 1), 0.30, 1e-12);
  EXPECT_NEAR(*chances.within(1, 2), 0.20, 1e-12);
  EXPECT_NEAR(*chances.within(100, 2), 0.20, 1e-12);
  EXPECT_EQ(chances.within(0, 1), 0.);
  EXPECT_FALSE(chances.within(1, 3));
  EXPECT_FALSE(chances.within(1, -1));
}

TEST(WinChances, CountOpenDealsForAsLongAsTheyWereSeen) {  // methods.md D5
  std::vector<SeenDeal> deals;
  add(deals, 10, 0, Ending::won);
  add(deals, 20, 0, Ending::lost);
  add(deals, 20, 0, Ending::open);
  add(deals, 10, 1, Ending::won);
  add(deals, 15, 1, Ending::lost);
  add(deals, 25, 1, Ending::open);
  const auto periods = *age_periods(deals);
  ASSERT_EQ(periods.size(), 2U);
  EXPECT_EQ(periods[0].at_risk, 100);
  EXPECT_EQ(periods[1].at_risk, 50);
  const auto chances = *win_chances(periods);
  EXPECT_NEAR(chances.won[1], 0.10, 1e-12);
  EXPECT_NEAR(chances.won[2], 0.24, 1e-12);
  EXPECT_NEAR(chances.open[2], 0.35, 1e-12);
  EXPECT_NEAR(*chances.within(1, 1), 0.20, 1e-12);
}

TEST(WinChances, SumToOneAtEveryAge) {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    std::vector<SeenDeal> deals;
    const auto count = 1 + random() % 300;
    for (unsigned i = 0; i < count; ++i) {
      deals.push_back(
          {static_cast<std::int64_t>(random() % 24), static_cast<Ending>(random() % 3)});
    }
    const auto chances = *win_chances(*age_periods(deals));
    for (std::size_t age = 0; age < chances.open.size(); ++age) {
      EXPECT_NEAR(chances.open[age] + chances.won[age] + chances.lost[age], 1, 1e-12);
      EXPECT_GE(chances.open[age], 0);
      if (age == 0) continue;
      EXPECT_GE(chances.won[age], chances.won[age - 1]);
    }
    for (std::int64_t age = 0; age < 30; ++age) {
      const auto chance = chances.within(6, age);
      EXPECT_TRUE(!chance || (*chance >= 0 && *chance <= 1)) << *chance;
    }
  }
}

TEST(WinChances, OfDealsThatAllEndedSayNothingOfOlderOnes) {
  const auto chances = *win_chances({{10, 4, 6}, {0, 0, 0}});
  EXPECT_NEAR(*chances.within(1, 0), 0.4, 1e-12);
  EXPECT_FALSE(chances.within(1, 1));
  EXPECT_FALSE(win_chances({})->within(1, 0));
}

TEST(WinChances, RefuseImpossibleCounts) {
  EXPECT_EQ(win_chances({{10, 1, 1}, {10, 6, 5}}).error().field, "[1]");
  EXPECT_EQ(win_chances({{10, -1, 1}}).error().code, "goals.bad_age_period");
  EXPECT_EQ(win_chances({{10, 1, -1}}).error().code, "goals.bad_age_period");
  EXPECT_EQ(age_periods({}).error().code, "goals.no_deals");
  EXPECT_EQ(age_periods({{-1, Ending::won}}).error().code, "goals.bad_duration");
  EXPECT_EQ(age_periods({{0, Ending::won}, {kOldestPeriod + 1, Ending::won}}).error().field, "[1]");
}

}  // namespace
}  // namespace tandem::goals
