#include "domain/goals/reverse_funnel.h"

#include <limits>

#include <gtest/gtest.h>

#include "domain/goals/chances.h"

namespace tandem::goals {
namespace {

Money usd(std::int64_t amount) {
  return {amount, "USD"};
}

std::optional<Rate> rate(double value) {
  return *known_rate(value);
}

TEST(ReverseFunnel, OfTheArticle) {
  const auto funnel = join_funnel({}, rate(0.02));
  ASSERT_TRUE(funnel);
  const auto needed = contacts_needed(*funnel, usd(1'000'000), usd(100'000));
  ASSERT_TRUE(needed);
  EXPECT_EQ(*needed, (std::map<std::string, std::int64_t>{{"lead", 500}, {"customer", 10}}));
}

TEST(ReverseFunnel, NeverRoundsAWholeNumberUp) {
  for (std::int64_t customers = 1; customers < 3000; ++customers) {
    EXPECT_EQ(customers_needed(usd(customers * 333), usd(333)).operator*(), customers);
    EXPECT_EQ(customers_needed(usd(customers * 333 + 1), usd(333)).operator*(), customers + 1);
  }
  // Rates that have no exact binary form, and leads that must come out whole.
  for (int percent = 1; percent <= 100; ++percent) {
    const auto funnel = *join_funnel({}, rate(percent / 100.));
    for (std::int64_t leads = 100; leads <= 100'000; leads *= 10) {
      const auto needed = contacts_needed(funnel, usd(leads * percent), usd(100));
      EXPECT_EQ(needed->at("lead"), leads) << percent;
    }
  }
  const auto funnel = *join_funnel({{"lead", "mql", 0.4},
                                    {"mql", "sql", 0.5},
                                    {"sql", "opportunity", 0.5},
                                    {"opportunity", "customer", 0.2}},
                                   std::nullopt);
  const auto needed = *contacts_needed(funnel, usd(1'000'000), usd(100'000));
  EXPECT_EQ(needed.at("lead"), 500);
  EXPECT_EQ(needed.at("mql"), 200);
  EXPECT_EQ(needed.at("sql"), 100);
  EXPECT_EQ(needed.at("opportunity"), 50);
}

TEST(ReverseFunnel, FillsTheStepThatTheStagesLeaveOut) {
  const auto funnel = join_funnel({{"visitor", "lead", 0.03}, {"lead", "mql", 0.4}}, rate(0.02));
  ASSERT_TRUE(funnel);
  const auto needed = *contacts_needed(*funnel, usd(1'000'000), usd(100'000));
  EXPECT_EQ(needed.at("visitor"), 16'667);
  EXPECT_EQ(needed.at("lead"), 500);
  EXPECT_EQ(needed.at("mql"), 200);
  EXPECT_EQ(needed.at("customer"), 10);
  const auto contacts = *contacts_of(*funnel, 625);
  EXPECT_EQ(contacts.at("visitor"), 20'834);
  EXPECT_EQ(contacts.at("lead"), 625);
  EXPECT_EQ(contacts.at("mql"), 250);
}

TEST(ReverseFunnel, RefusesRatesThatDoNotFit) {
  const auto code = [](const std::vector<Step>& steps, const std::optional<Rate>& given) {
    return join_funnel(steps, given).error().code;
  };
  EXPECT_EQ(code({}, std::nullopt), "goals.no_rate");
  EXPECT_EQ(code({{"lead", "mql", 0.4}}, std::nullopt), "goals.no_rate");
  EXPECT_EQ(code({{"lead", "mql", 0.01}}, rate(0.02)), "goals.step_too_low");
  EXPECT_EQ(code({{"lead", "customer", 0.03}}, rate(0.02)), "goals.rates_disagree");
  EXPECT_EQ(code({{"mql", "customer", 0.03}}, rate(0.02)), "goals.stages_without_lead");
  EXPECT_TRUE(join_funnel({{"lead", "customer", 0.02}}, rate(0.02)));
}

TEST(ReverseFunnel, RefusesSalesThatAreNotPositive) {
  for (const std::int64_t amount :
       {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::min()}) {
    const auto refusal = customers_needed(usd(1'000), usd(amount));
    EXPECT_EQ(refusal.error().code, "goals.sale_not_positive");
    EXPECT_EQ(refusal.error().field, "average_sale");
  }
  EXPECT_EQ(customers_needed(usd(1), Money{1, "EUR"}).error().code, "money.mixed_currencies");
}

TEST(ReverseFunnel, OfAGoalThatIsMetNeedsNobody) {
  const auto funnel = *join_funnel({{"visitor", "lead", 0.03}}, rate(0.02));
  for (const std::int64_t revenue : {std::int64_t{0}, std::numeric_limits<std::int64_t>::min()}) {
    const auto needed = contacts_needed(funnel, usd(revenue), usd(100));
    ASSERT_TRUE(needed);
    for (const auto& [stage, count] : *needed) EXPECT_EQ(count, 0) << stage;
  }
}

TEST(ReverseFunnel, RefusesTotalsThatAreNoPlan) {
  const auto most = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(customers_needed(usd(most), usd(1)).operator*(), most);
  const auto funnel = *join_funnel({}, rate(1e-12));
  EXPECT_EQ(contacts_needed(funnel, usd(most), usd(1)).error().code, "goals.too_many");
  EXPECT_EQ(contacts_needed(funnel, usd(2), usd(1)).error().code, "goals.too_many");
  EXPECT_EQ(contacts_needed(funnel, usd(1), usd(1))->at("lead"), kMostLeads);
  EXPECT_EQ(contacts_of(*join_funnel({{"visitor", "lead", 0.1}}, rate(1)), kMostLeads).error().code,
            "goals.too_many");
}

}  // namespace
}  // namespace tandem::goals
