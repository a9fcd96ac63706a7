#include "domain/goals/plan.h"

#include <limits>

#include <gtest/gtest.h>

#include "base/json.h"

namespace tandem::goals {
namespace {

PlanRequest article() {
  PlanRequest request;
  request.revenue = {1'000'000, "USD"};
  request.average_sale = {100'000, "USD"};
  request.rate = *known_rate(0.02);
  return request;
}

TEST(Plan, OfTheArticle) {
  const auto plan = *make_plan(article());
  EXPECT_EQ(plan.customers, 10);
  EXPECT_EQ(plan.leads, 500);
  EXPECT_NEAR(*plan.probability, 0.543336, 5e-7);
  EXPECT_EQ(plan.leads_for.at("50"), 484);
  EXPECT_EQ(plan.leads_for.at("80"), 625);
  EXPECT_EQ(plan.leads_for.at("90"), 708);
  EXPECT_EQ(plan.p10, 6);
  EXPECT_EQ(plan.p50, 10);
  EXPECT_EQ(plan.p90, 14);
  EXPECT_FALSE(plan.horizon);
  EXPECT_FALSE(plan.rate_interval);
  const auto json = to_json(plan).as_object();
  EXPECT_EQ(json.at("stages").at("lead").as_int64(), 500);
  EXPECT_TRUE(json.at("what_if").is_null());
}

TEST(Plan, OfABelievedRateShowsItsInterval) {
  auto request = article();
  request.rate = *believed_rate(20, 980);
  const auto plan = *make_plan(request);
  EXPECT_EQ(plan.leads, 500);
  EXPECT_NEAR(*plan.probability, 0.518797, 5e-7);
  EXPECT_EQ(plan.leads_for.at("80"), 678);
  ASSERT_TRUE(plan.rate_interval);
  EXPECT_LT(plan.rate_interval->low, 0.02);
  EXPECT_GT(plan.rate_interval->high, 0.02);
}

TEST(Plan, OfAQuarterWithALag) {
  auto request = article();
  request.lag = *make_lag({0.3, 0.4, 0.3});
  const auto plan = *make_plan(request);
  EXPECT_EQ(plan.leads, 750);
  EXPECT_NEAR(*plan.probability, 0.543, 2e-3);
  ASSERT_TRUE(plan.horizon);
  EXPECT_EQ(plan.horizon->months, 3);
  EXPECT_EQ(plan.horizon->leads_without_lag, 500);
  EXPECT_NEAR(plan.horizon->customers_without_lag, 20. / 3, 1e-12);
  ASSERT_EQ(plan.horizon->by_month.size(), 3U);
  EXPECT_EQ(plan.horizon->by_month[2].month, 3);
  EXPECT_NEAR(plan.horizon->by_month[0].customers, 1.5, 1e-12);
  EXPECT_NEAR(plan.horizon->by_month[2].customers_so_far, 10, 1e-12);
}

TEST(Plan, WithAHorizonShorterThanTheLagIsUnreachable) {
  auto request = article();
  request.lag = *make_lag({0, 0, 0.5, 0.5});
  request.months = 2;
  request.leads = 1'000'000;
  const auto plan = *make_plan(request);
  EXPECT_TRUE(plan.unreachable);
  EXPECT_FALSE(plan.leads);
  EXPECT_FALSE(plan.probability);
  EXPECT_EQ(plan.horizon->first_reachable_month, 3);
  EXPECT_EQ(plan.leads_for.at("80"), std::nullopt);
  EXPECT_EQ(plan.what_if->probability, 0);
  request.months = 3;
  EXPECT_EQ(make_plan(request)->leads, 3'000);
}

TEST(Plan, OfAGoalThatIsMetNeedsNobody) {
  for (const std::int64_t revenue : {0LL, -5LL}) {
    auto request = article();
    request.revenue.amount = revenue;
    request.lag = *make_lag({0, 1});
    request.months = 1;
    const auto plan = *make_plan(request);
    EXPECT_FALSE(plan.unreachable);
    EXPECT_EQ(plan.customers, 0);
    EXPECT_EQ(plan.leads, 0);
    EXPECT_EQ(plan.probability, 1);
    EXPECT_EQ(plan.leads_for.at("90"), 0);
    EXPECT_EQ(plan.p90, 0);
  }
}

TEST(Plan, AnswersWhatIf) {
  auto request = article();
  request.leads = 625;
  const auto plan = *make_plan(request);
  EXPECT_EQ(plan.leads, 500);
  EXPECT_GE(plan.what_if->probability, 0.8);
  EXPECT_NEAR(plan.what_if->expected, 12.5, 1e-12);
}

TEST(Plan, RoundsSalesAndLeadsEachOnce) {
  auto request = article();
  request.revenue.amount = 1'050'000;
  const auto plan = *make_plan(request);
  EXPECT_EQ(plan.customers, 11);
  EXPECT_EQ(plan.leads, 525);  // 10.5 / 0.02, not 11 / 0.02
}

TEST(Plan, RefusesWhatCannotBePlanned) {
  auto request = article();
  request.revenue.amount = std::numeric_limits<std::int64_t>::max();
  request.average_sale.amount = 1;
  request.rate = *known_rate(1e-12);
  EXPECT_EQ(make_plan(request).error().code, "goals.too_many");
  for (const std::int64_t months : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1'000'000}}) {
    request = article();
    request.months = months;
    EXPECT_EQ(make_plan(request).error().field, "months");
  }
  for (const std::int64_t leads : {std::int64_t{-1}, kMostLeads + 1}) {
    request = article();
    request.leads = leads;
    EXPECT_EQ(make_plan(request).error().field, "leads");
  }
  request = article();
  request.rate = std::nullopt;
  EXPECT_EQ(make_plan(request).error().field, "rate");
}

}  // namespace
}  // namespace tandem::goals
