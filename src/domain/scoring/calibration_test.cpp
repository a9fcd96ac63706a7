#include "domain/scoring/calibration.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/scoring/evaluation.h"

namespace tandem::scoring {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;

// Example C1: outcomes at ascending scores (.6 twice: the positive first when descending).
TEST(Isotonic, OfTheExample) {
  const double third = 1.0 / 3;
  EXPECT_THAT(isotonic(std::vector<double>{0, 1, 0, 0, 1, 1, 0, 1}),
              ElementsAre(0, DoubleEq(third), DoubleEq(third), DoubleEq(third), DoubleEq(2 * third),
                          DoubleEq(2 * third), DoubleEq(2 * third), 1));
}

TEST(Isotonic, LeavesWhatRisesAloneAndFlattensWhatFalls) {
  EXPECT_THAT(isotonic(std::vector<double>{0, .5, 1}), ElementsAre(0, .5, 1));
  EXPECT_THAT(isotonic(std::vector<double>{1, .5, 0}), ElementsAre(.5, .5, .5));
  EXPECT_TRUE(isotonic({}).empty());
}

// Log-odds on a grid from -4 to 4; of each value's `repeat` rows, as many convert as the
// probability of `slope` times the log-odds says.
struct Graded {
  std::vector<double> log_odds;
  std::vector<double> outcomes;
};
Graded graded(double slope, int repeat) {
  Graded rows;
  for (int step = -20; step <= 20; ++step) {
    const double odds = step / 5.0;
    const double rate = 1 / (1 + std::exp(-slope * odds));
    for (int i = 0; i < repeat; ++i) {
      rows.log_odds.push_back(odds);
      rows.outcomes.push_back(i < std::lround(rate * repeat) ? 1 : 0);
    }
  }
  return rows;
}

TEST(Calibration, OfFewPositivesIsALineThatMendsOverconfidence) {
  const auto rows = graded(0.5, 40);
  const auto calibration = calibrate(rows.log_odds, rows.outcomes);
  EXPECT_EQ(calibration.method, CalibrationMethod::platt);
  EXPECT_NEAR(calibration.slope, 0.5, 0.01);
  EXPECT_NEAR(calibration.offset, 0, 0.01);
}

TEST(Calibration, OfManyPositivesFollowsTheRates) {
  const auto rows = graded(0.5, 100);
  const auto calibration = calibrate(rows.log_odds, rows.outcomes);
  ASSERT_EQ(calibration.method, CalibrationMethod::isotonic);
  for (const double odds : {-3.0, -1.0, 0.0, 0.6, 2.0}) {
    EXPECT_NEAR(calibration.probability(odds), 1 / (1 + std::exp(-0.5 * odds)), 0.006) << odds;
  }
}

TEST(Calibration, NeverIsCertainAndNeverReverses) {
  Graded rows;
  for (int i = 0; i < 4000; ++i) {
    rows.log_odds.push_back(i);
    rows.outcomes.push_back(i >= 2000 ? 1 : 0);
  }
  const auto calibration = calibrate(rows.log_odds, rows.outcomes);
  ASSERT_EQ(calibration.method, CalibrationMethod::isotonic);
  EXPECT_NEAR(calibration.probability(-1e9), 1.0 / 4002, 1e-12);
  EXPECT_NEAR(calibration.probability(1e9), 1 - 1.0 / 4002, 1e-12);
  double before = 0;
  for (int odds = -10; odds < 4010; ++odds) {
    const double probability = calibration.probability(odds);
    EXPECT_GE(probability, before);
    before = probability;
  }
}

TEST(Calibration, OfSeparatedLogOddsStaysFinite) {
  const auto calibration =
      calibrate(std::vector<double>{-2, -1, 1, 2}, std::vector<double>{0, 0, 1, 1});
  EXPECT_EQ(calibration.method, CalibrationMethod::platt);
  EXPECT_TRUE(std::isfinite(calibration.slope));
  EXPECT_GT(calibration.probability(1), 0.5);
  EXPECT_LT(calibration.probability(2), 1);
}

TEST(Calibration, OfOneClassTakesTheLogOddsAsTheyAre) {
  const auto calibration = calibrate(std::vector<double>{1, 2}, std::vector<double>{1, 1});
  EXPECT_EQ(calibration.method, CalibrationMethod::none);
  EXPECT_DOUBLE_EQ(calibration.probability(0), 0.5);
}

}  // namespace
}  // namespace tandem::scoring
