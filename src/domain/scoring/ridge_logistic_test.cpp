#include "domain/scoring/ridge_logistic.h"

#include <cmath>

#include <gtest/gtest.h>

namespace tandem::scoring {
namespace {

Design matrix(const std::vector<std::vector<double>>& rows) {
  Design x(std::ssize(rows), std::ssize(rows.front()));
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    for (Eigen::Index j = 0; j < x.cols(); ++j) {
      x.insert(i, j) = rows[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
    }
  }
  x.makeCompressed();
  return x;
}

Eigen::VectorXd vector(const std::vector<double>& values) {
  return Eigen::Map<const Eigen::VectorXd>(values.data(), std::ssize(values));
}

// At the minimum the gradient of the penalised loss is zero; written here anew.
double largest_slope(const Design& x, const Eigen::VectorXd& labels, double lambda,
                     const RidgeLogistic& model) {
  const Eigen::MatrixXd dense(x);
  const Eigen::VectorXd odds = (dense * model.weights).array() + model.intercept;
  const Eigen::VectorXd residual = (1 / (1 + (-odds.array()).exp())).matrix() - labels;
  const Eigen::VectorXd slope = dense.transpose() * residual + lambda * model.weights;
  return std::max(slope.cwiseAbs().maxCoeff(), std::abs(residual.sum()));
}

// A pattern that no plane separates.
struct Example {
  Design x;
  Eigen::VectorXd labels;
};
Example example(int rows) {
  std::vector<std::vector<double>> values;
  std::vector<double> labels;
  for (int i = 0; i < rows; ++i) {
    const double a = (i * 37 % 19) / 19.0;
    const double b = (i * 53 % 23) / 23.0;
    values.push_back({a, b, i % 3 == 0 ? 1.0 : 0.0});
    labels.push_back((a + 0.5 * b + (i * 71 % 29) / 29.0) > 1.2 ? 1 : 0);
  }
  return {matrix(values), vector(labels)};
}

TEST(RidgeLogistic, IsWhereTheSlopeVanishes) {
  const auto [x, labels] = example(300);
  for (const double lambda : {1e-3, 1.0, 100.0}) {
    EXPECT_LT(largest_slope(x, labels, lambda, fit_ridge_logistic(x, labels, lambda)), 1e-8)
        << lambda;
  }
}

// One flag, 3 of 4 convert with it and 1 of 4 without: without a penalty the weight would be
// log(3) - log(1/3) = 2.1972.
TEST(RidgeLogistic, WithHardlyAnyPenaltyGivesTheLogOddsRatio) {
  const auto x = matrix({{1}, {1}, {1}, {1}, {0}, {0}, {0}, {0}});
  const auto model = fit_ridge_logistic(x, vector({1, 1, 1, 0, 1, 0, 0, 0}), 1e-9);
  EXPECT_NEAR(model.weights[0], 2 * std::log(3), 1e-6);
  EXPECT_NEAR(model.intercept, -std::log(3), 1e-6);
}

TEST(RidgeLogistic, WithAStiffPenaltyGivesTheBaseRate) {
  const auto [x, labels] = example(300);
  const auto model = fit_ridge_logistic(x, labels, 1e9);
  EXPECT_NEAR(logistic(model.intercept), labels.mean(), 1e-6);
  EXPECT_LT(model.weights.cwiseAbs().maxCoeff(), 1e-6);
}

TEST(RidgeLogistic, StaysFiniteWhereTheFeaturesSeparateTheClasses) {
  const auto x = matrix({{-2}, {-1}, {1}, {2}});
  const auto labels = vector({0, 0, 1, 1});
  for (const double lambda : {1e-6, 0.1, 1.0}) {
    const auto model = fit_ridge_logistic(x, labels, lambda);
    EXPECT_TRUE(std::isfinite(model.weights[0]));
    EXPECT_GT(model.weights[0], 0);
    EXPECT_LT(largest_slope(x, labels, lambda, model), 1e-7);
  }
}

TEST(RidgeLogistic, TakesMoreFeaturesThanRows) {
  const auto x = matrix({{1, 0, 0, 0, 1}, {0, 1, 0, 1, 0}, {0, 0, 1, 1, 1}});
  const auto labels = vector({1, 0, 1});
  const auto model = fit_ridge_logistic(x, labels, 0.5);
  EXPECT_LT(largest_slope(x, labels, 0.5, model), 1e-8);
}

TEST(Logistic, DoesNotOverflow) {
  EXPECT_EQ(logistic(0), 0.5);
  EXPECT_EQ(logistic(1e308), 1);
  EXPECT_EQ(logistic(-1e308), 0);
}

TEST(ChooseLambda, HoldsOutEveryRowOfTheFoldsThatCanBeFitted) {
  const auto [x, labels] = example(200);
  const auto chosen = choose_lambda(x, labels, random_folds(200, 5, 1), {1, 10});
  EXPECT_EQ(chosen.held_out.size(), 200u);
  EXPECT_EQ(chosen.outcomes.size(), 200u);
  EXPECT_TRUE(chosen.lambda == 1 || chosen.lambda == 10);
}

TEST(ChooseLambda, OfFeaturesThatSayNothingIsStiff) {
  std::vector<std::vector<double>> values;
  std::vector<double> labels;
  for (int i = 0; i < 240; ++i) {
    values.push_back({(i * 37 % 41) / 41.0, (i * 59 % 43) / 43.0});
    labels.push_back(i * 97 % 7 < 3 ? 1 : 0);
  }
  const auto folds = random_folds(240, 5, 1);
  EXPECT_EQ(choose_lambda(matrix(values), vector(labels), folds, {0.01, 1000}).lambda, 1000);
}

TEST(ChooseLambda, WithoutAFoldOfBothClassesIsOne) {
  const auto x = matrix({{1}, {2}, {3}, {4}});
  const auto chosen = choose_lambda(x, vector({0, 0, 0, 1}), time_blocks(4, 4), {0.1, 10});
  EXPECT_EQ(chosen.lambda, 1);
  EXPECT_TRUE(chosen.held_out.empty());
}

}  // namespace
}  // namespace tandem::scoring
