#include "base/ratio.h"

#include <cmath>

#include <gtest/gtest.h>

namespace tandem {
namespace {

TEST(Share, OfNothingIsNothing) {
  EXPECT_EQ(share(0, 0), std::nullopt);
  EXPECT_EQ(share(0, 5), 0.0);
  EXPECT_EQ(share(5, 5), 1.0);
  EXPECT_EQ(share(195, 1586), 195.0 / 1586);
}

// Expected values: the formula in exact arithmetic, rounded; the first is the header's example.
TEST(Wilson, KnownIntervals) {
  struct Case {
    std::int64_t part;
    std::int64_t whole;
    double low;
    double high;
  };
  const std::vector<Case> cases{
      {195, 1586, 0.1077, 0.1400}, {0, 10, 0.0, 0.2775},        {10, 10, 0.7225, 1.0},
      {1, 10, 0.0179, 0.4042},     {5, 10, 0.2366, 0.7634},     {1, 1, 0.2065, 1.0},
      {0, 1, 0.0, 0.7935},         {842, 8000, 0.0987, 0.1122},
  };
  for (const auto& given : cases) {
    const auto interval = wilson(given.part, given.whole);
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->low, given.low, 0.00005) << given.part << "/" << given.whole;
    EXPECT_NEAR(interval->high, given.high, 0.00005) << given.part << "/" << given.whole;
  }
}

TEST(Wilson, StaysWithinZeroAndOneAndHoldsTheShare) {
  EXPECT_FALSE(wilson(0, 0));
  for (const std::int64_t whole : {1, 2, 3, 7, 100, 1'000'000}) {
    for (const std::int64_t part :
         {std::int64_t{0}, std::int64_t{1}, whole / 2, whole - 1, whole}) {
      const auto interval = wilson(part, whole);
      ASSERT_TRUE(interval);
      const double p = static_cast<double>(part) / static_cast<double>(whole);
      EXPECT_GE(interval->low, 0);
      EXPECT_LE(interval->high, 1);
      EXPECT_LE(interval->low, p);
      EXPECT_GE(interval->high, p);
      EXPECT_LT(interval->low, interval->high);
    }
  }
  EXPECT_EQ(wilson(0, 7)->low, 0);
  EXPECT_EQ(wilson(7, 7)->high, 1);
}

TEST(Wilson, CountsTooLargeForTheSquareStillWork) {
  const auto interval = wilson(500'000'000'000, 1'000'000'000'000);
  ASSERT_TRUE(interval);
  EXPECT_NEAR(interval->low, 0.5 - 0.98e-6, 1e-8);
}

}  // namespace
}  // namespace tandem
