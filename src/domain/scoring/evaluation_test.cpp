#include "domain/scoring/evaluation.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace tandem::scoring {
namespace {

// Example C1.
const std::vector<bool> kOutcomes{true, false, true, true, false, false, true, false};
const std::vector<double> kScores{.9, .8, .7, .6, .6, .4, .3, .1};

TEST(Evaluation, OfTheExample) {
  const auto evaluation = evaluate(kOutcomes, kScores);
  ASSERT_TRUE(evaluation);
  EXPECT_DOUBLE_EQ(*evaluation->auc, .65625);
  EXPECT_NEAR(evaluation->brier, .24, 1e-15);
  EXPECT_NEAR(evaluation->log_loss, .664844, 5e-7);
  EXPECT_DOUBLE_EQ(*evaluation->top_half, .75);
  EXPECT_EQ(evaluation->positives, 4);
  EXPECT_EQ(evaluation->base_brier, .25);
}

TEST(Evaluation, CalibrationCountsEachRowInOneOfTenBins) {
  const auto evaluation = evaluate({true, false, true, false}, std::vector{1.0, 0.0, 0.95, 0.1});
  ASSERT_TRUE(evaluation);
  const auto& bins = evaluation->calibration;
  ASSERT_EQ(bins.size(), 10u);
  EXPECT_EQ(bins[0].rows, 1);
  EXPECT_EQ(bins[1].rows, 1);
  EXPECT_EQ(bins[9].rows, 2);
  EXPECT_DOUBLE_EQ(*bins[9].said, 0.975);
  EXPECT_EQ(*bins[9].happened, 1);
  EXPECT_EQ(bins[5].rows, 0);
  EXPECT_EQ(bins[5].said, std::nullopt);
}

TEST(Evaluation, LiftOfAPerfectRankingIsAsHighAsTheBaseRateAllows) {
  std::vector<bool> outcomes(100, false);
  std::vector<double> scores(100, 0.2);
  for (std::size_t i = 0; i < 20; ++i) {
    outcomes[i] = true;
    scores[i] = 0.8;
  }
  const auto evaluation = evaluate(outcomes, scores);
  ASSERT_TRUE(evaluation);
  EXPECT_EQ(*evaluation->auc, 1);
  EXPECT_DOUBLE_EQ(*evaluation->lift[0].lift, 5);
  EXPECT_DOUBLE_EQ(*evaluation->lift[1].captured, 1);
  EXPECT_DOUBLE_EQ(*evaluation->lift[9].lift, 1);
}

TEST(Evaluation, EqualScoresRankAtRandom) {
  EXPECT_EQ(area_under_curve({true, false, true}, std::vector{.5, .5, .5}), 0.5);
}

TEST(Evaluation, OfOneClassHasNoRanking) {
  const auto evaluation = evaluate({false, false}, std::vector{.1, .2});
  ASSERT_TRUE(evaluation);
  EXPECT_EQ(evaluation->auc, std::nullopt);
  EXPECT_EQ(evaluation->top_half, std::nullopt);
  EXPECT_EQ(evaluation->lift[0].lift, std::nullopt);
}

TEST(Evaluation, CertaintyThatWasWrongCostsMuchButNotInfinity) {
  const auto evaluation = evaluate({true}, std::vector{0.0});
  ASSERT_TRUE(evaluation);
  EXPECT_NEAR(evaluation->log_loss, -std::log(1e-15), 1e-9);
}

TEST(Evaluation, RefusesWhatIsNoProbability) {
  for (const double bad : {-0.1, 1.1, std::nan(""), std::numeric_limits<double>::infinity()}) {
    const auto refused = evaluate({true, false}, std::vector{0.5, bad});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "scoring.not_a_probability");
    EXPECT_EQ(refused.error().field, "probabilities[1]");
  }
  EXPECT_EQ(evaluate({true}, {}).error().code, "scoring.sizes_differ");
  EXPECT_EQ(evaluate({}, {}).error().code, "scoring.no_rows");
}

}  // namespace
}  // namespace tandem::scoring
