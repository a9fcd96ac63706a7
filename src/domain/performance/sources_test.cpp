#include "domain/performance/sources.h"

#include <gtest/gtest.h>

namespace tandem::performance {
namespace {

std::vector<std::string> origins(const Sources& report) {
  std::vector<std::string> found;
  for (const auto& source : report.sources) found.push_back(source.origin);
  return found;
}

// The example of the header.
TEST(Sources, PaidSearch) {
  const auto report =
      sources({{"paid_search", 1586, 195}}, {{"paid_search", "BRL", 15'144'415, 88}}, "EUR");
  ASSERT_EQ(report.sources.size(), 1U);
  const auto& source = report.sources[0];
  EXPECT_NEAR(*source.conversion, 0.12295, 0.00001);
  EXPECT_NEAR(*source.low, 0.1077, 0.0001);
  EXPECT_NEAR(*source.high, 0.1401, 0.0001);
  EXPECT_EQ(source.revenue, (Money{15'144'415, "BRL"}));
  EXPECT_EQ(source.revenue_per_lead, (Money{9'549, "BRL"}));
  EXPECT_EQ(report.total.origin, "total");
  EXPECT_EQ(report.total.leads, 1586);
  EXPECT_EQ(report.total.revenue, source.revenue);
  EXPECT_TRUE(report.other_revenue.empty());
}

TEST(Sources, MostLeadsFirst) {
  const auto report = sources({{"", 3, 0}, {"b", 7, 1}, {"a", 7, 2}, {"c", 9, 0}},
                              {{"(no contact)", "CAD", 100, 1}}, "CAD");
  EXPECT_EQ(origins(report), (std::vector<std::string>{"c", "a", "b", "", "(no contact)"}));
  EXPECT_EQ(report.total.leads, 26);
  EXPECT_EQ(report.total.customers, 3);
  EXPECT_EQ(report.total.revenue, (Money{100, "CAD"}));
  const auto& nobody = report.sources.back();
  EXPECT_EQ(nobody.revenue, (Money{100, "CAD"}));
  EXPECT_FALSE(nobody.conversion);
  EXPECT_FALSE(nobody.low);
  EXPECT_FALSE(nobody.revenue_per_lead);
}

TEST(Sources, CurrenciesAreNeverAddedUp) {
  const auto report = sources(
      {{"a", 10, 3}},
      {{"a", "CAD", 500, 2}, {"a", "USD", 900, 1}, {"b", "USD", 50, 1}, {"b", "EUR", 7, 1}}, "CAD");
  // Two deals each: the workspace's own currency breaks the tie.
  EXPECT_EQ(report.total.revenue, (Money{500, "CAD"}));
  EXPECT_EQ(report.other_revenue, (std::vector<Money>{{7, "EUR"}, {950, "USD"}}));
  EXPECT_EQ(origins(report), (std::vector<std::string>{"a"}));
}

TEST(Sources, TheCurrencyOfMostDealsLeads) {
  const auto report = sources({}, {{"a", "CAD", 500, 2}, {"a", "USD", 9, 3}}, "CAD");
  EXPECT_EQ(report.total.revenue, (Money{9, "USD"}));
  EXPECT_EQ(report.other_revenue, (std::vector<Money>{{500, "CAD"}}));
  EXPECT_EQ(sources({}, {}, "CAD").total.revenue, (Money{0, "CAD"}));
}

TEST(Sources, RevenuePerLeadIsRoundedToTheNearest) {
  struct Case {
    std::int64_t amount;
    std::int64_t leads;
    std::int64_t expected;
  };
  const std::vector<Case> cases{{100, 3, 33},   {200, 3, 67},   {5, 2, 3},   {-5, 2, -3},
                                {-100, 3, -33}, {-200, 3, -67}, {0, 7, 0},   {1, 3, 0},
                                {2, 3, 1},      {-1, 3, 0},     {-2, 3, -1}, {7, 1, 7}};
  for (const auto& given : cases) {
    const auto report = sources({{"a", given.leads, 0}}, {{"a", "CAD", given.amount, 1}}, "CAD");
    EXPECT_EQ(report.total.revenue_per_lead, (Money{given.expected, "CAD"}))
        << given.amount << " / " << given.leads;
  }
}

TEST(Sources, EveryFigureIsDefinedInBothLanguages) {
  for (const auto language : {Language::en, Language::fr}) {
    EXPECT_EQ(sources_definitions(language).size(), 6U);
  }
}

}  // namespace
}  // namespace tandem::performance
