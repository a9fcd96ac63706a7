#include "domain/followup/hazard_tracker.h"

#include <cmath>

#include <gtest/gtest.h>

namespace tandem::followup {
namespace {

constexpr TrackedSpread kLevelAlone{.level = 1, .own = 0, .drift = 0};

double logistic(double log_odds) {
  return 1 / (1 + std::exp(-log_odds));
}

TEST(HazardTracker, BelievesTheBaseBeforeItHasSeenAnything) {
  const HazardTracker tracker({0, -1, -2});
  EXPECT_DOUBLE_EQ(tracker.hazard(1), .5);
  EXPECT_DOUBLE_EQ(tracker.hazard(3), logistic(-2));
  EXPECT_DOUBLE_EQ(tracker.hazard(9), logistic(-2)) << "the last one known holds";
}

// The example of the header, and the step after it.
TEST(HazardTracker, BelievesAsMuchOfASurpriseAsItIsSureOf) {
  HazardTracker tracker({0}, kLevelAlone);
  tracker.learn(1, 0, 4, 4);
  EXPECT_NEAR(tracker.hazard(1), logistic(1), 1e-12);
  const double h = logistic(1);
  tracker.learn(1, 0, 4, 4);
  const double moved = .5 * (4 - 4 * h) / (1 + .5 * 4 * h * (1 - h));
  EXPECT_NEAR(tracker.hazard(1), logistic(1 + moved), 1e-12);
}

TEST(HazardTracker, TakesAnOffsetForWhatItIs) {
  HazardTracker tracker({0}, kLevelAlone);
  tracker.learn(1, std::log(3.), 4, 3);  // odds of 3 to 1: no surprise
  EXPECT_NEAR(tracker.hazard(1), .5, 1e-12);
}

TEST(HazardTracker, SharesASurpriseBetweenTheSegmentAndTheAttempt) {
  HazardTracker tracker({0, 0}, {.level = 1, .own = 1, .drift = 0});
  tracker.learn(1, 0, 4, 4);
  // Variance 2, of which each half is the level's and the attempt's own: 2 * (4 - 2) / (1 + 2).
  EXPECT_NEAR(tracker.hazard(1), logistic(4 / 3.), 1e-12);
  EXPECT_NEAR(tracker.hazard(2), logistic(2 / 3.), 1e-12) << "what the level says of the others";
}

TEST(HazardTracker, FollowsADriftThatAFixedLevelMisses) {
  HazardTracker following({0}, {.level = .1, .own = 0, .drift = .1});
  HazardTracker fixed({0}, {.level = .1, .own = 0, .drift = 0});
  for (int day = 0; day < 100; ++day) {
    for (auto* tracker : {&following, &fixed}) {
      tracker->next_day();
      tracker->learn(1, 0, 50, 50 * logistic(.01 * day));
    }
  }
  EXPECT_NEAR(std::log(following.hazard(1) / (1 - following.hazard(1))), .99, .1);
  EXPECT_LT(fixed.hazard(1), logistic(.7));
}

TEST(HazardTracker, IsNotMovedByNothing) {
  HazardTracker tracker({-1});
  tracker.learn(1, 0, 0, 0);
  EXPECT_DOUBLE_EQ(tracker.hazard(1), logistic(-1));
}

}  // namespace
}  // namespace tandem::followup
