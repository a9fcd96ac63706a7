#include "domain/scoring/fit_and_engagement.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace tandem::scoring {
namespace {

TEST(Fit, IsTheMatchedShareOfTheWeights) {
  EXPECT_DOUBLE_EQ(*fit(std::vector<FitCriterion>{{3, true}, {1, false}, {2, true}}), 5.0 / 6);
  EXPECT_EQ(*fit({}), 0);
  EXPECT_EQ(*fit(std::vector<FitCriterion>{{0, true}}), 0);
  EXPECT_DOUBLE_EQ(*fit(std::vector<FitCriterion>{{1e308, true}, {1e308, false}}), 0.5);
}

TEST(Fit, RefusesWeightsThatAreNone) {
  const auto negative = fit(std::vector<FitCriterion>{{1, true}, {-1, true}});
  ASSERT_FALSE(negative);
  EXPECT_EQ(negative.error().code, "scoring.negative");
  EXPECT_EQ(negative.error().field, "criteria[1].weight");
  EXPECT_EQ(fit(std::vector<FitCriterion>{{std::nan(""), true}}).error().code,
            "scoring.not_finite");
}

// Example C2.
TEST(Engagement, OfTheExample) {
  const std::vector<EngagementEvent> events{{40, 7, 7}, {10, 0, 7}, {10, 0, 7}, {15, 14, 7}};
  const auto points = engagement_points(events);
  ASSERT_TRUE(points);
  EXPECT_DOUBLE_EQ(*points, 43.75);
  EXPECT_NEAR(engagement(*points), 45.4746, 5e-5);
}

TEST(Engagement, StaysWithinZeroAndAHundred) {
  EXPECT_EQ(engagement(0), 0);
  EXPECT_DOUBLE_EQ(engagement(50), 50);
  EXPECT_LE(engagement(1e300), 100);
  EXPECT_EQ(*engagement_points(std::vector<EngagementEvent>{{10, 1e308, 1e-308}}), 0);
}

TEST(Engagement, FadesByKindOfEvent) {
  EXPECT_EQ(default_half_life_days(EngagementKind::page), 7);
  EXPECT_EQ(default_half_life_days(EngagementKind::content), 14);
  EXPECT_EQ(default_half_life_days(EngagementKind::demo_request), 30);
}

TEST(Engagement, RefusesEventsThatCannotBe) {
  struct Case {
    EngagementEvent event;
    std::string code, field;
  };
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<Case> cases{
      {{-1, 0, 7}, "scoring.negative", "events[0].points"},
      {{1, -2, 7}, "scoring.negative", "events[0].age_days"},
      {{1, 2, 0}, "scoring.no_half_life", "events[0].half_life_days"},
      {{infinity, 2, 7}, "scoring.not_finite", "events[0].points"},
      {{1, 2, std::nan("")}, "scoring.no_half_life", "events[0].half_life_days"}};
  for (const auto& given : cases) {
    const auto refused = engagement_points(std::vector{given.event});
    ASSERT_FALSE(refused) << given.field;
    EXPECT_EQ(refused.error().code, given.code);
    EXPECT_EQ(refused.error().field, given.field);
  }
}

TEST(ExplicitScore, NeedsBothFitAndEngagement) {
  EXPECT_EQ(explicit_score(1, 0), 0);
  EXPECT_EQ(explicit_score(0, 100), 0);
  EXPECT_EQ(explicit_score(1, 100), 100);
  EXPECT_NEAR(explicit_score(.5, 45.4746), 47.68364, 5e-6);
}

TEST(Grid, ReadsBothByQuarters) {
  EXPECT_EQ(grid_cell(1, 100), (GridCell{'A', 1}));
  EXPECT_EQ(grid_cell(.75, 74.9), (GridCell{'A', 2}));
  EXPECT_EQ(grid_cell(.5, 25), (GridCell{'B', 3}));
  EXPECT_EQ(grid_cell(.3, 0), (GridCell{'C', 4}));
  EXPECT_EQ(grid_cell(0, 100), (GridCell{'D', 1}));
}

}  // namespace
}  // namespace tandem::scoring
