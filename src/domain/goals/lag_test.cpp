#include "domain/goals/lag.h"

#include <limits>

#include <gtest/gtest.h>

namespace tandem::goals {
namespace {

TEST(Lag, DelaysTheQuarter) {  // methods.md D3
  const auto lag = *make_lag({0.3, 0.4, 0.3});
  EXPECT_NEAR(share_in_time(lag, 3), 2. / 3, 1e-15);
  const std::vector<double> leads(3, 500. / 3);
  EXPECT_NEAR(customers_by_end(leads, 0.02, lag), 20. / 3, 1e-12);
  EXPECT_NEAR(customers_by_end({250, 250, 250}, 0.02, lag), 10, 1e-12);
  const auto won = customers_by_period({250, 250, 250}, 0.02, lag);
  EXPECT_NEAR(won[0], 1.5, 1e-12);
  EXPECT_NEAR(won[1], 3.5, 1e-12);
  EXPECT_NEAR(won[2], 5, 1e-12);
}

TEST(Lag, OfLongHorizonsNearlyVanishes) {
  const auto lag = *make_lag({0.3, 0.4, 0.3});
  double before = 0;
  for (const std::int64_t periods : {0, 1, 2, 3, 12, 120, 1'200}) {
    const double share = share_in_time(lag, periods);
    EXPECT_GE(share, before);
    before = share;
  }
  EXPECT_NEAR(before, 1, 1e-3);
  EXPECT_NEAR(share_in_time(*make_lag({0.5}), 10), 0.5, 1e-15);  // half of them buy later
}

TEST(Lag, LongerThanTheHorizonLeavesNothing) {
  const auto lag = *make_lag({0, 0, 0.5, 0.5});
  EXPECT_EQ(share_in_time(lag, 2), 0);
  EXPECT_GT(share_in_time(lag, 3), 0);
  EXPECT_EQ(first_reachable(lag), 3);
  EXPECT_EQ(customers_by_end({100, 100}, 0.02, lag), 0);
  EXPECT_EQ(lag.by(-1), 0);
  EXPECT_EQ(lag.by(1), 0);
  EXPECT_EQ(lag.by(99), 1);
}

TEST(Lag, RefusesSharesThatAreNone) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(make_lag({}).error().code, "goals.lag_empty");
  EXPECT_EQ(make_lag({0.5, -0.1}).error().code, "goals.lag_share");
  EXPECT_EQ(make_lag({0.5, -0.1}).error().field, "lag[1]");
  EXPECT_EQ(make_lag({nan}).error().code, "goals.lag_share");
  EXPECT_EQ(make_lag({1.5}).error().code, "goals.lag_share");
  EXPECT_EQ(make_lag({0.5, 0.6}).error().code, "goals.lag_sum");
  EXPECT_EQ(make_lag({0, 0}).error().code, "goals.lag_sum");
  EXPECT_EQ(make_lag(std::vector<double>(kMostPeriods + 1)).error().code, "goals.lag_too_long");
  EXPECT_TRUE(make_lag(std::vector<double>(10, 0.1)));
}

std::vector<Followed> followed(std::initializer_list<std::array<std::int64_t, 3>> rows) {
  std::vector<Followed> leads;
  for (const auto& [periods, bought, not_bought] : rows) {
    leads.insert(leads.end(), static_cast<std::size_t>(bought), {periods, true});
    leads.insert(leads.end(), static_cast<std::size_t>(not_bought), {periods, false});
  }
  return leads;
}

// By hand: 100 followed, 10 buy and 10 go out of sight in the first period; 80, of which 8 and 12;
// 60, of which 15 and 45. S = .9, .81, .6075; G = .1/.3925, .19/.3925, 1.
TEST(Lag, IsEstimatedByKaplanMeier) {
  const auto estimate = estimate_lag(followed({{0, 10, 10}, {1, 8, 12}, {2, 15, 45}}));
  ASSERT_TRUE(estimate);
  ASSERT_EQ(estimate->surviving.size(), 3U);
  EXPECT_NEAR(estimate->surviving[0], 0.9, 1e-12);
  EXPECT_NEAR(estimate->surviving[1], 0.81, 1e-12);
  EXPECT_NEAR(estimate->surviving[2], 0.6075, 1e-12);
  EXPECT_NEAR(estimate->cured, 0.6075, 1e-12);
  EXPECT_NEAR(estimate->lag->by(0), 0.1 / 0.3925, 1e-12);
  EXPECT_NEAR(estimate->lag->by(1), 0.19 / 0.3925, 1e-12);
  EXPECT_NEAR(estimate->lag->by(2), 1, 1e-12);
}

TEST(Lag, WithoutCensoringIsTheShareThatBought) {
  const auto estimate = *estimate_lag(followed({{0, 30, 0}, {3, 10, 0}, {5, 0, 60}}));
  EXPECT_NEAR(estimate.surviving[0], 0.7, 1e-12);
  EXPECT_NEAR(estimate.surviving[2], 0.7, 1e-12);
  EXPECT_NEAR(estimate.cured, 0.6, 1e-12);
  EXPECT_NEAR(estimate.lag->by(0), 0.75, 1e-12);
  EXPECT_EQ(estimate_lag(followed({{2, 0, 5}}))->lag.has_value(), false);
  EXPECT_EQ(estimate_lag(followed({{2, 0, 5}}))->cured, 1);
  EXPECT_EQ(estimate_lag(followed({{2, 5, 0}}))->cured, 0);
}

TEST(Lag, RefusesDurationsThatAreNone) {
  EXPECT_EQ(estimate_lag({}).error().code, "goals.nobody_followed");
  EXPECT_EQ(estimate_lag({{0, true}, {-1, true}}).error().field, "[1]");
  EXPECT_EQ(estimate_lag({{std::numeric_limits<std::int64_t>::max(), true}}).error().code,
            "goals.bad_duration");
}

}  // namespace
}  // namespace tandem::goals
