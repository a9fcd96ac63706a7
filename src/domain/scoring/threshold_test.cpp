#include "domain/scoring/threshold.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace tandem::scoring {
namespace {

const double kInfinity = std::numeric_limits<double>::infinity();

// Example C3.
TEST(EconomicThreshold, OfTheExample) {
  EXPECT_NEAR(*economic_threshold(1.5, 17, 600), .0425, 1e-15);
}

TEST(EconomicThreshold, MayBeMoreThanAnyLeadIsWorth) {
  EXPECT_EQ(*economic_threshold(10, 100, 500), 2);
  EXPECT_EQ(*economic_threshold(0, 17, 600), 0);
}

TEST(EconomicThreshold, RefusesWhatMakesNoSense) {
  struct Case {
    double price, minutes, margin;
    std::string code, field;
  };
  const std::vector<Case> cases{{-1, 17, 600, "scoring.negative", "price_per_minute"},
                                {1, -17, 600, "scoring.negative", "minutes"},
                                {1, 17, 0, "scoring.no_margin", "margin"},
                                {1, 17, -5, "scoring.no_margin", "margin"},
                                {std::nan(""), 17, 600, "scoring.not_finite", "price_per_minute"},
                                {1, 17, kInfinity, "scoring.not_finite", "margin"}};
  for (const auto& given : cases) {
    const auto refused = economic_threshold(given.price, given.minutes, given.margin);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, given.code);
    EXPECT_EQ(refused.error().field, given.field);
  }
}

TEST(CapacityThreshold, IsTheScoreOfTheLastLeadThereIsTimeFor) {
  const std::vector<double> scores{.2, .9, .5, .7};
  EXPECT_EQ(capacity_threshold(scores, 1), .9);
  EXPECT_EQ(capacity_threshold(scores, 3), .5);
  EXPECT_EQ(capacity_threshold(scores, 4), .2);
  EXPECT_EQ(capacity_threshold(scores, 5), 0);
  EXPECT_EQ(capacity_threshold(scores, 0), kInfinity);
  EXPECT_EQ(capacity_threshold({}, 3), 0);
}

TEST(HandOffThreshold, IsTheLargerOfBoth) {
  EXPECT_EQ(hand_off_threshold(.0425, .2).rule, ThresholdRule::capacity);
  EXPECT_EQ(hand_off_threshold(.0425, .2).score, .2);
  EXPECT_EQ(hand_off_threshold(.3, .2).rule, ThresholdRule::economic);
  EXPECT_EQ(hand_off_threshold(.3, .2).score, .3);
}

TEST(HandOffThreshold, LetsALeadNearItStayWhereItIs) {
  const auto threshold = hand_off_threshold(.0425, 0);
  EXPECT_NEAR(threshold.enter, .04675, 1e-15);
  EXPECT_NEAR(threshold.leave, .03825, 1e-15);
  EXPECT_FALSE(handed_off(threshold, .045, false));
  EXPECT_TRUE(handed_off(threshold, .045, true));
  EXPECT_TRUE(handed_off(threshold, .047, false));
  EXPECT_FALSE(handed_off(threshold, .038, true));
}

TEST(HandOffThreshold, NearOneCanStillBeReached) {
  const auto threshold = hand_off_threshold(.95, 0);
  EXPECT_DOUBLE_EQ(threshold.enter, .975);
  EXPECT_TRUE(handed_off(threshold, .99, false));
  EXPECT_FALSE(handed_off(hand_off_threshold(0, kInfinity), 1, false));
}

}  // namespace
}  // namespace tandem::scoring
