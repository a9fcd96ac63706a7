#include "domain/personas/columns.h"

#include <cmath>
#include <limits>
#include <map>

#include <gtest/gtest.h>

namespace tandem::personas {
namespace {

CustomerColumn column_of(std::string name, const std::vector<std::string>& cells) {
  CustomerColumn column{std::move(name), {}, {}};
  std::map<std::string, std::int32_t> place;
  for (const auto& cell : cells) {
    if (cell.empty()) {
      column.rows.push_back(kUnknown);
      continue;
    }
    const auto [at, fresh] = place.emplace(cell, static_cast<std::int32_t>(place.size()));
    if (fresh) column.values.push_back(cell);
    column.rows.push_back(at->second);
  }
  return column;
}

// "a", "b" ... repeated: `different` values over `customers`.
std::vector<std::string> cells(int customers, int different, const std::string& prefix,
                               int from = 0, int step = 1) {
  std::vector<std::string> all;
  for (int i = 0; i < customers; ++i) {
    all.push_back(prefix + std::to_string(from + (i % different) * step));
  }
  return all;
}

struct Scenario {
  std::string name;
  std::vector<std::string> cells;
  ColumnUse use;
  WhyIgnored why = WhyIgnored::none;
};

TEST(PersonaColumns, AreJudgedByWhatTheyHold) {
  std::vector<std::string> mostly_unknown(100);
  for (std::size_t i = 0; i < 49; ++i) mostly_unknown[i] = std::to_string(i * 3);
  const std::vector<Scenario> scenarios{
      {"employees", cells(100, 40, "", 3, 7), ColumnUse::numeric},
      {"revenue", cells(100, 100, "", 1000, 331), ColumnUse::numeric},
      {"price", {"1.5", "2", "-3e2", "", "7"}, ColumnUse::numeric},
      {"flag", cells(100, 2, ""), ColumnUse::categorical},
      {"lead_type", cells(100, 8, "type "), ColumnUse::categorical},
      {"half known", {"a", "", "a", ""}, ColumnUse::categorical},
      {"country", cells(100, 1, "Brazil"), ColumnUse::ignored, WhyIgnored::one_value},
      {"a number", cells(100, 1, "7"), ColumnUse::ignored, WhyIgnored::one_value},
      {"nothing", {"", "", ""}, ColumnUse::ignored, WhyIgnored::one_value},
      {"seller_id", cells(100, 100, "s"), ColumnUse::ignored, WhyIgnored::identifier},
      {"key", cells(100, 100, "s"), ColumnUse::ignored, WhyIgnored::identifier},
      {"row", cells(100, 100, "", 1), ColumnUse::ignored, WhyIgnored::identifier},
      {"Customer ID", cells(100, 80, "", 9000, 13), ColumnUse::ignored, WhyIgnored::identifier},
      {"won_date", cells(150, 99, "2018-05-"), ColumnUse::ignored, WhyIgnored::too_many_values},
      {"city", cells(1000, 101, "city "), ColumnUse::ignored, WhyIgnored::too_many_values},
      {"catalog", mostly_unknown, ColumnUse::ignored, WhyIgnored::mostly_unknown},
  };
  for (const auto& [name, all, use, why] : scenarios) {
    const auto verdict = judge(column_of(name, all), {});
    ASSERT_TRUE(verdict) << name;
    EXPECT_EQ(verdict->use, use) << name;
    EXPECT_EQ(verdict->why, why) << name;
  }
}

TEST(PersonaColumns, WhatIsAskedForDecides) {
  EXPECT_EQ(judge(column_of("row", cells(50, 50, "")), ColumnUse::numeric)->use,
            ColumnUse::numeric);
  EXPECT_EQ(judge(column_of("zip", cells(50, 20, "")), ColumnUse::categorical)->use,
            ColumnUse::categorical);
  EXPECT_EQ(judge(column_of("one", cells(50, 1, "")), ColumnUse::numeric)->why,
            WhyIgnored::one_value);
  const auto refused = judge(column_of("zip", {"1", "2", "n/a"}), ColumnUse::numeric);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "number.unreadable");
  EXPECT_EQ(refused.error().field, "zip");
}

TEST(PersonaColumns, NumbersThatAreNoneAreRefused) {
  for (const auto* bad : {"NaN", "inf", "-Infinity", "1e999"}) {
    const auto refused = judge(column_of("x", {"1", "2", "3", "4", bad}), {});
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.error().code, "number.not_finite");
    EXPECT_EQ(refused.error().args[0].second, bad);
    EXPECT_EQ(refused.error().field, "x");
  }
  EXPECT_EQ(judge(column_of("x", {"1", "2", "3", "2e300"}), {}).error().code, "personas.too_large");
}

TEST(PersonaColumns, ZScores) {
  const auto z = z_scores({1, 3, std::numeric_limits<double>::quiet_NaN()});
  EXPECT_EQ(z, (std::vector<float>{-1, 1, 0}));
}

TEST(PersonaColumns, ZScoresOfEnormousAndTinyNumbersStayFinite) {
  for (const double outlier : {1e300, -1e300, 1e-300, 1e-320}) {
    std::vector<double> numbers(99, outlier > 1 || outlier < 0 ? 5 : 0);
    numbers[1] = numbers[0] * 2;
    numbers.push_back(outlier);
    double sum = 0;
    for (const float z : z_scores(numbers)) {
      EXPECT_TRUE(std::isfinite(z)) << outlier;
      sum += double{z} * z;
    }
    EXPECT_NEAR(sum, 100, 1e-3) << outlier;
  }
}

}  // namespace
}  // namespace tandem::personas
