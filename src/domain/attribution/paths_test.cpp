#include "domain/attribution/paths.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace tandem::attribution {
namespace {

const std::vector<Channel> kPath{0, 1};

TEST(Paths, MergesEqualOnes) {
  Paths paths;
  ASSERT_TRUE(paths.add(kPath, {1, 10, 2}));
  ASSERT_TRUE(paths.add(std::vector<Channel>{1, 0}, {1, 5, 0}));
  ASSERT_TRUE(paths.add(kPath, {2, 0, 1}));
  EXPECT_EQ(paths.distinct(), 2U);
  EXPECT_EQ(paths.total().conversions, 4);
  EXPECT_EQ(paths.total().nulls, 3);
  paths.for_each(2, [](const Journey& journey) {
    EXPECT_EQ(journey.outcome.conversions, journey.channels.front() == 0 ? 3 : 1);
    EXPECT_EQ(journey.ages.front(), 2);
    EXPECT_EQ(journey.ages.back(), 0);
  });
}

TEST(Paths, RefuseWhatIsNoCount) {
  constexpr auto kNan = std::numeric_limits<double>::quiet_NaN();
  constexpr auto kInfinity = std::numeric_limits<double>::infinity();
  const struct {
    std::vector<Channel> channels;
    Outcome outcome;
    const char* code;
    const char* field;
  } scenarios[] = {
      {{}, {1, 0, 0}, "attribution.empty_path", ""},
      {kPath, {-1, 0, 0}, "attribution.negative", "conversions"},
      {kPath, {1, -1, 0}, "attribution.negative", "value"},
      {kPath, {1, 0, -2}, "attribution.negative", "nulls"},
      {kPath, {kNan, 0, 0}, "attribution.not_finite", "conversions"},
      {kPath, {1, kInfinity, 0}, "attribution.not_finite", "value"},
      {kPath, {1, 0, -kInfinity}, "attribution.not_finite", "nulls"},
      {kPath, {0, 5, 1}, "attribution.value_without_conversion", "value"},
      {kPath, {1e16, 0, 0}, "attribution.total_too_large", "conversions"},
      {kPath, {1, 0, 1e16}, "attribution.total_too_large", "nulls"},
      {kPath, {1, 1.7e308, 0}, "attribution.total_too_large", "value"},
  };
  for (const auto& scenario : scenarios) {
    Paths paths;
    const auto added = paths.add(scenario.channels, scenario.outcome);
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code, scenario.code);
    EXPECT_EQ(added.error().field, scenario.field);
    EXPECT_EQ(paths.distinct(), 0U);
  }
}

TEST(Paths, RefuseTotalsThatOverflowAndKeepWhatTheyHad) {
  Paths paths;
  ASSERT_TRUE(paths.add(kPath, {6e15, 0, 0}));
  EXPECT_EQ(paths.add(kPath, {6e15, 0, 0}).error().code, "attribution.total_too_large");
  EXPECT_EQ(paths.total().conversions, 6e15);
}

}  // namespace
}  // namespace tandem::attribution
