#include "domain/goals/simulation.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "domain/goals/chances.h"
#include "domain/goals/sale_sizes.h"

namespace tandem::goals {
namespace {

Play article() {
  Play setting;
  setting.rates = {*known_rate(0.02)};
  setting.leads = {500};
  setting.sales = {100'000};
  setting.target = 1'000'000;
  return setting;
}

// Within five standard errors of what the formulas give; and its leads between the exact ones of
// the neighbouring chances.
void expect_exact(const Play& setting, const Conversion& conversion, std::int64_t leads,
                  std::int64_t customers) {
  const auto played = play(setting);
  ASSERT_TRUE(played);
  const double exact = chance_of(conversion, leads, customers);
  EXPECT_NEAR(played->probability, exact, 5 * played->standard_error);
  EXPECT_NEAR(static_cast<double>(played->customers_p50),
              static_cast<double>(customers_at(conversion, leads, 0.5)), 1);
  const double slack = 5 * 0.5 / std::sqrt(setting.plays);
  const std::pair<std::optional<std::int64_t>, double> found[] = {
      {played->leads_for_50, 0.5}, {played->leads_for_80, 0.8}, {played->leads_for_90, 0.9}};
  for (const auto& [needed, chance] : found) {
    ASSERT_TRUE(needed) << chance;
    EXPECT_GE(*needed, *leads_for(conversion, customers, chance - slack)) << chance;
    EXPECT_LE(*needed, *leads_for(conversion, customers, chance + slack)) << chance;
  }
}

TEST(Simulation, AgreesWithTheExactAnswer) {
  auto setting = article();
  expect_exact(setting, {*known_rate(0.02)}, 500, 10);
  setting.rates = {*believed_rate(20, 980)};
  expect_exact(setting, {*believed_rate(20, 980)}, 500, 10);
  setting.rates = {*believed_rate(2, 98)};
  expect_exact(setting, {*believed_rate(2, 98)}, 500, 10);
  setting.rates = {*known_rate(0.1), *known_rate(0.2)};
  expect_exact(setting, {*known_rate(0.02)}, 500, 10);
  // Leads that came in three months have not all bought.
  setting.lag = *make_lag({0.3, 0.4, 0.3});
  setting.leads = {250, 250, 250};
  expect_exact(setting, {*known_rate(0.02), 2. / 3}, 750, 10);
}

TEST(Simulation, StaysRightForLargeNumbers) {
  auto setting = article();
  setting.leads = {100'000'000};
  setting.target = 2'000'000LL * 100'000;
  expect_exact(setting, {*known_rate(0.02)}, 100'000'000, 2'000'000);
}

TEST(Simulation, IsTheSameForTheSameSeed) {
  const auto first = *play(article());
  const auto second = *play(article());
  EXPECT_EQ(first.probability, second.probability);
  EXPECT_EQ(first.leads_for_80, second.leads_for_80);
  auto other = article();
  other.seed = 2;
  EXPECT_NE(play(other)->leads_for_80, first.leads_for_80);
  // Pinned: Boost.Random gives the same numbers on every machine.
  EXPECT_EQ(first.customers_p10, 6);
  EXPECT_EQ(first.customers_p50, 10);
  EXPECT_EQ(first.customers_p90, 14);
}

// The same sum in sales of very different sizes is less sure: the median falls below the mean.
TEST(Simulation, FeelsTheSizeOfSales) {
  auto setting = article();
  setting.sales.assign(20, 10'000);
  setting.sales.back() = 1'810'000;  // mean 100,000
  const auto skewed = *play(setting);
  const auto equal = *play(article());
  EXPECT_LT(skewed.probability, equal.probability - 0.1);
  EXPECT_LT(skewed.revenue_p50, equal.revenue_p50);
  EXPECT_GT(*skewed.leads_for_90, *equal.leads_for_90);
}

TEST(Simulation, GrowsWithTheLeads) {
  auto setting = article();
  setting.sales = {50'000, 100'000, 150'000};
  double before = -1;
  for (const std::int64_t leads : {0, 300, 500, 700, 1'500}) {
    setting.leads = {leads};
    const double probability = play(setting)->probability;
    EXPECT_GE(probability, before) << leads;
    before = probability;
  }
  EXPECT_GT(before, 0.95);
}

TEST(Simulation, KnowsWhenItIsHopeless) {
  auto setting = article();
  setting.lag = *make_lag({0, 0, 1});
  setting.leads = {250, 250};
  const auto played = *play(setting);
  EXPECT_EQ(played.probability, 0);
  EXPECT_EQ(played.revenue_p90, 0);
  EXPECT_FALSE(played.leads_for_50);
  setting = article();
  setting.rates = {*known_rate(1e-12)};
  EXPECT_FALSE(play(setting)->leads_for_50);
  setting = article();
  setting.rates = {*believed_rate(kLeastEvidence, kLeastEvidence)};
  EXPECT_TRUE(play(setting));
}

TEST(Simulation, RefusesSalesThatAreNone) {
  auto setting = article();
  setting.sales = {};
  EXPECT_EQ(play(setting).error().code, "goals.no_sales");
  setting.sales = {100, 0};
  EXPECT_EQ(play(setting).error().field, "sales[1]");
  setting = article();
  setting.leads = {kMostLeads, 1};
  EXPECT_EQ(play(setting).error().code, "goals.too_many");
}

// Few sales: a lognormal with their mean and deviation of logarithms. Many: drawn again.
TEST(SaleSizes, HaveTheMeanOfWhatTheyAreDrawnFrom) {
  Engine engine(3);
  const SaleSizes few({50'000, 100'000, 200'000});
  const double sigma = std::log(2);
  EXPECT_NEAR(few.mean(), 100'000 * std::exp(sigma * sigma / 2), 1e-6);
  std::vector<std::int64_t> past;
  for (std::int64_t i = 1; i <= 40; ++i) past.push_back(i * 1'000);
  const SaleSizes many(past);
  EXPECT_NEAR(many.mean(), 20'500, 1e-6);
  for (const auto* sizes : {&few, &many}) {
    // Below and above the number from which the limit theorem is used.
    for (const std::int64_t count : {400, 4'000}) {
      double sum = 0;
      double sales = 0;
      constexpr int kTimes = 2'000;
      for (int i = 0; i < kTimes; ++i) {
        sum += sizes->sum(count, engine) / kTimes;
        sales += static_cast<double>(
                     sizes->count_until(sizes->mean() * static_cast<double>(count), engine)) /
                 kTimes;
      }
      EXPECT_NEAR(sum / (sizes->mean() * static_cast<double>(count)), 1, 0.01);
      EXPECT_NEAR(sales / static_cast<double>(count), 1, 0.01);
    }
  }
}

}  // namespace
}  // namespace tandem::goals
