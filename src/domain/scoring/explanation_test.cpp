#include "domain/scoring/explanation.h"

#include <cmath>

#include <gtest/gtest.h>

#include "domain/scoring/ridge_logistic.h"

namespace tandem::scoring {
namespace {

// Example C4.
TEST(Explanation, OfTheExample) {
  const std::vector<double> weights{1.2, 1.5, .1};
  const auto phi =
      contributions(weights, std::vector<double>{1, 1, 8}, std::vector<double>{.5, .1, 3});
  ASSERT_TRUE(phi);
  EXPECT_NEAR((*phi)[0], .6, 1e-12);
  EXPECT_NEAR((*phi)[1], 1.35, 1e-12);
  EXPECT_NEAR((*phi)[2], .5, 1e-12);
  const double base = -2 + 1.2 * .5 + 1.5 * .1 + .1 * 3;
  EXPECT_NEAR(base, -.95, 1e-12);
  EXPECT_NEAR(logistic(base), .278885, 5e-7);
  EXPECT_NEAR(base + (*phi)[0] + (*phi)[1] + (*phi)[2], 1.5, 1e-12);
  EXPECT_NEAR(logistic(1.5), .817574, 5e-7);
  const auto explanation = explain(*phi);
  ASSERT_EQ(explanation.up.size(), 3u);
  EXPECT_EQ(explanation.up[0].feature, 1u);
  EXPECT_NEAR(explanation.up[0].odds, 3.8574, 5e-5);
  EXPECT_NEAR(explanation.up[1].odds, 1.8221, 5e-5);
  EXPECT_NEAR(explanation.up[2].odds, 1.6487, 5e-5);
  EXPECT_TRUE(explanation.down.empty());
}

TEST(Explanation, NamesTheStrongestThreeEachWayAndNothingNegligible) {
  const auto explanation =
      explain(std::vector<double>{.1, -.2, .4, .001, -.9, .3, -.001, .2, -.5, -.6});
  ASSERT_EQ(explanation.up.size(), 3u);
  EXPECT_EQ(explanation.up[0].feature, 2u);
  EXPECT_EQ(explanation.up[1].feature, 5u);
  EXPECT_EQ(explanation.up[2].feature, 7u);
  ASSERT_EQ(explanation.down.size(), 3u);
  EXPECT_EQ(explanation.down[0].feature, 4u);
  EXPECT_EQ(explanation.down[1].feature, 9u);
  EXPECT_EQ(explanation.down[2].feature, 8u);
  EXPECT_LT(explanation.down[0].odds, 1);
}

TEST(Explanation, EqualOnesComeInTheirOrder) {
  const auto explanation = explain(std::vector<double>{.2, .2, .2, .2});
  ASSERT_EQ(explanation.up.size(), 3u);
  EXPECT_EQ(explanation.up[0].feature, 0u);
  EXPECT_EQ(explanation.up[2].feature, 2u);
}

TEST(Explanation, NeedsAValueForEachWeight) {
  const std::vector<double> two{1, 2};
  EXPECT_EQ(contributions(two, two, std::vector<double>{1}).error().code, "scoring.sizes_differ");
}

}  // namespace
}  // namespace tandem::scoring
