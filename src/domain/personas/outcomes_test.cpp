#include "domain/personas/outcomes.h"

#include <gtest/gtest.h>

namespace tandem::personas {
namespace {

TEST(PersonaOutcomes, TheWorkedExample) {
  std::vector<Outcome> people(30, {false, 7.0, 900.0});
  for (int i = 0; i < 10; ++i) people.push_back({true, 300.0, 7.0 + i});
  const auto shop = outcome_of("Shop", people);
  EXPECT_EQ(shop.people, 40);
  EXPECT_EQ(shop.won, 10);
  EXPECT_DOUBLE_EQ(*shop.win_rate, .25);
  EXPECT_NEAR(*shop.win_rate_low, .1419, .0001);
  EXPECT_NEAR(*shop.win_rate_high, .4019, .0001);
  EXPECT_NEAR(*shop.mean_margin, 300, 1e-9);  // of those who won
  EXPECT_DOUBLE_EQ(*shop.median_lag, 11.5);
}

TEST(PersonaOutcomes, APersonaThatNeverBuys) {
  const auto nobody = outcome_of("Dream", std::vector<Outcome>(50, {false, {}, {}}));
  EXPECT_EQ(nobody.won, 0);
  EXPECT_EQ(*nobody.win_rate, 0);
  EXPECT_EQ(*nobody.win_rate_low, 0);
  EXPECT_GT(*nobody.win_rate_high, .05);
  EXPECT_FALSE(nobody.mean_margin);
}

TEST(PersonaOutcomes, WithoutAnOutcomeAllCount) {
  const auto all = outcome_of("All", {{{}, 100.0, {}}, {{}, 200.0, {}}, {{}, {}, 3.0}});
  EXPECT_FALSE(all.win_rate);
  EXPECT_FALSE(all.won);
  EXPECT_DOUBLE_EQ(*all.mean_margin, 150);
  EXPECT_DOUBLE_EQ(*all.median_lag, 3);
  EXPECT_EQ(outcome_of("None", {}).people, 0);
}

TEST(PersonaOutcomes, EnormousMarginsDoNotOverflow) {
  const auto all = outcome_of("All", std::vector<Outcome>(10, {true, 1e308, 1e308}));
  EXPECT_NEAR(*all.mean_margin / 1e308, 1, 1e-9);
  EXPECT_DOUBLE_EQ(*all.median_lag, 1e308);
}

}  // namespace
}  // namespace tandem::personas
