#include "domain/goals/pipeline.h"

#include <cmath>
#include <limits>
#include <numeric>

#include <gtest/gtest.h>

namespace tandem::goals {
namespace {

double total(const PipelineForecast& forecast) {
  return forecast.at_least(std::numeric_limits<std::int64_t>::min());
}

double mean_of(const std::vector<Outcome>& outcomes) {
  double mean = 0;
  for (const auto& o : outcomes) mean += static_cast<double>(o.amount) * o.probability;
  return mean;
}

TEST(Pipeline, OfThreeDeals) {  // methods.md D4
  const auto forecast = *forecast_pipeline({{4'000, 0.5}, {6'000, 0.4}, {10'000, 0.2}});
  EXPECT_NEAR(forecast.mean, 6'400, 1e-9);
  EXPECT_NEAR(forecast.at_least(10'000), 9. / 25, 1e-12);
  EXPECT_EQ(forecast.step, 1);
  const std::vector<Outcome> expected{{0, 6. / 25},       {4'000, 6. / 25},  {6'000, 4. / 25},
                                      {10'000, 11. / 50}, {14'000, 3. / 50}, {16'000, 1. / 25},
                                      {20'000, 1. / 25}};
  ASSERT_EQ(forecast.outcomes.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(forecast.outcomes[i].amount, expected[i].amount);
    EXPECT_NEAR(forecast.outcomes[i].probability, expected[i].probability, 1e-12);
  }
}

TEST(Pipeline, OfNoDealsOrSureOnes) {
  EXPECT_EQ(forecast_pipeline({})->mean, 0);
  EXPECT_EQ(forecast_pipeline({})->at_least(1), 0);
  EXPECT_EQ(forecast_pipeline({})->at_least(0), 1);
  const auto sure = *forecast_pipeline({{5, 1}, {7, 0}, {0, 0.5}});
  ASSERT_EQ(sure.outcomes.size(), 1U);
  EXPECT_EQ(sure.outcomes[0].amount, 5);
}

TEST(Pipeline, OfEqualDealsIsBinomial) {
  const auto forecast = *forecast_pipeline(std::vector<OpenDeal>(500, {1'000, 0.02}));
  EXPECT_EQ(forecast.step, 1);
  EXPECT_NEAR(forecast.at_least(10'000), 0.543336, 5e-7);
}

TEST(Pipeline, OfManyDifferentDealsKeepsItsMean) {
  std::vector<OpenDeal> deals;
  std::int64_t amount = 1'234'567;
  for (int i = 0; i < 60; ++i) {
    amount = (amount * 48'271) % 2'147'483'647;
    deals.push_back({amount, 0.05 + 0.015 * i});
  }
  const auto forecast = *forecast_pipeline(deals);
  EXPECT_GT(forecast.step, 1);
  EXPECT_LE(forecast.outcomes.size(), kMostOutcomes);
  EXPECT_NEAR(total(forecast), 1, 1e-9);
  EXPECT_NEAR(mean_of(forecast.outcomes) / forecast.mean, 1, 1e-9);
  double variance = 0;
  for (const auto& d : deals) {
    variance += std::pow(static_cast<double>(d.amount), 2) * d.chance * (1 - d.chance);
  }
  double spread = 0;
  for (const auto& o : forecast.outcomes) {
    spread += std::pow(static_cast<double>(o.amount) - forecast.mean, 2) * o.probability;
  }
  EXPECT_NEAR(std::sqrt(spread / variance), 1, 1e-3);
}

TEST(Pipeline, RefusesDealsThatAreNone) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto field = [](const std::vector<OpenDeal>& deals) {
    return forecast_pipeline(deals).error().field;
  };
  EXPECT_EQ(field({{1, 0.5}, {-1, 0.5}}), "[1].amount");
  EXPECT_EQ(field({{1, 1.1}}), "[0].chance");
  EXPECT_EQ(field({{1, -0.1}}), "[0].chance");
  EXPECT_EQ(field({{1, nan}}), "[0].chance");
  EXPECT_EQ(field({{kLargestPipeline, 0.5}, {1, 0.5}}), "[1].amount");
  EXPECT_EQ(field({{std::numeric_limits<std::int64_t>::max(), 0.5}}), "[0].amount");
  EXPECT_TRUE(forecast_pipeline({{kLargestPipeline, 0.5}}));
}

// The deals of D5 as a pipeline, and the leads of D3 as what is still to come.
TEST(Pipeline, LooksAtAgesAndAtDealsNotYetCreated) {
  const auto chances = *win_chances({{100, 10, 20}, {70, 14, 21}, {35, 7, 14}});
  const std::vector<AgedDeal> deals{{100'000, 0}, {100'000, 1}, {100'000, 2}, {100'000, 9}};
  const auto open = with_chances(deals, chances, 3);
  EXPECT_NEAR(open[0].chance, 0.31, 1e-12);
  EXPECT_NEAR(open[1].chance, 0.30, 1e-12);
  EXPECT_NEAR(open[2].chance, 0.20, 1e-12);
  EXPECT_EQ(open[3].chance, 0);
  const auto outlook =
      revenue_outlook(deals, chances, {{250, 250, 250}, 0.02, *make_lag({0.3, 0.4, 0.3}), 100'000});
  EXPECT_NEAR(outlook.from_open_deals, 81'000, 1e-6);
  EXPECT_NEAR(outlook.from_new_leads, 1'000'000, 1e-6);
  EXPECT_NEAR(outlook.total, 1'081'000, 1e-6);
}

}  // namespace
}  // namespace tandem::goals
