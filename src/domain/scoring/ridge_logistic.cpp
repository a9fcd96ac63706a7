#include "domain/scoring/ridge_logistic.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Cholesky>

namespace tandem::scoring {
namespace {

constexpr int kMostSteps = 100;
constexpr int kMostHalvings = 40;
constexpr double kSmallestStep = 1e-9;
constexpr double kSmallestStepOfTrial = 1e-3;  // to compare lambdas: the next would be the square
constexpr double kLeastCurvature = 1e-12;      // of the intercept, when all rows are certain

// log(1 + e^x) without overflow.
double softplus(double x) {
  return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x)));
}

double objective(const Design& x, const Eigen::VectorXd& labels, double lambda,
                 const RidgeLogistic& model) {
  const Eigen::VectorXd odds = log_odds(model, x);
  double loss = lambda / 2 * model.weights.squaredNorm();
  for (Eigen::Index i = 0; i < odds.size(); ++i) loss += softplus(odds[i]) - labels[i] * odds[i];
  return loss;
}

// Gradient and Hessian; the intercept is the last coordinate. Only the upper triangle of the
// Hessian is filled.
struct Slope {
  Eigen::VectorXd gradient;
  Eigen::MatrixXd hessian;
};

// Adds one row's part. Rows have few features that are not zero, so going through their pairs is
// far cheaper than X'WX; through pointers, as this is where training spends its time.
void add_row(const Design& x, Eigen::Index row, double residual, double weight, Slope& slope) {
  const auto begin = x.outerIndexPtr()[row];
  const auto end = x.outerIndexPtr()[row + 1];
  const auto* feature = x.innerIndexPtr();
  const auto* value = x.valuePtr();
  auto* gradient = slope.gradient.data();
  const auto size = slope.hessian.rows();
  auto* intercept = slope.hessian.data() + (size - 1) * size;
  for (auto i = begin; i < end; ++i) {
    const double weighted = weight * value[i];
    gradient[feature[i]] += residual * value[i];
    intercept[feature[i]] += weighted;
    auto* column = slope.hessian.data() + feature[i] * size;
    for (auto j = begin; j <= i; ++j) column[feature[j]] += weighted * value[j];
  }
  gradient[size - 1] += residual;
  intercept[size - 1] += weight;
}

Slope slope(const Design& x, const Eigen::VectorXd& labels, double lambda,
            const RidgeLogistic& model) {
  const auto p = x.cols();
  Slope result{Eigen::VectorXd::Zero(p + 1), Eigen::MatrixXd::Zero(p + 1, p + 1)};
  const Eigen::VectorXd odds = log_odds(model, x);
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    const double probability = logistic(odds[i]);
    add_row(x, i, probability - labels[i], probability * (1 - probability), result);
  }
  result.gradient.head(p) += lambda * model.weights;
  result.hessian.diagonal().head(p).array() += lambda;
  result.hessian(p, p) += kLeastCurvature;
  return result;
}

RidgeLogistic moved(const RidgeLogistic& from, const Eigen::VectorXd& step, double length) {
  const auto p = from.weights.size();
  return {from.intercept - length * step[p], from.weights - length * step.head(p)};
}

// Nothing has been seen but the share of the class: a good place to begin.
RidgeLogistic base_rate(const Design& x, const Eigen::VectorXd& labels) {
  const double mean = labels.mean();
  return {std::log(mean / (1 - mean)), Eigen::VectorXd::Zero(x.cols())};
}

// Newton's steps from `model` on, each halved until it leads downwards, until they get shorter than
// `smallest_step`.
RidgeLogistic descend(const Design& x, const Eigen::VectorXd& labels, double lambda,
                      RidgeLogistic model, double smallest_step) {
  double loss = objective(x, labels, lambda, model);
  for (int i = 0; i < kMostSteps; ++i) {
    const auto here = slope(x, labels, lambda, model);
    const Eigen::LDLT<Eigen::MatrixXd, Eigen::Upper> factor(here.hessian);
    const Eigen::VectorXd step = factor.solve(here.gradient);
    double length = 1;
    RidgeLogistic next = moved(model, step, length);
    double next_loss = objective(x, labels, lambda, next);
    for (int halving = 0; !(next_loss <= loss) && halving < kMostHalvings; ++halving) {
      length /= 2;
      next = moved(model, step, length);
      next_loss = objective(x, labels, lambda, next);
    }
    if (!(next_loss <= loss)) break;  // as low as rounding lets it
    model = std::move(next);
    loss = next_loss;
    if (length * step.cwiseAbs().maxCoeff() < smallest_step) break;
  }
  return model;
}

bool has_both_classes(const Rows& rows, const Eigen::VectorXd& labels) {
  const auto is = [&](double label) {
    return [&labels, label](std::size_t row) {
      return labels[static_cast<Eigen::Index>(row)] == label;
    };
  };
  return std::ranges::any_of(rows, is(0)) && std::ranges::any_of(rows, is(1));
}

Design rows_of(const Design& x, const Rows& rows) {
  Design part(std::ssize(rows), x.cols());
  part.reserve(x.nonZeros());
  for (Eigen::Index i = 0; i < part.rows(); ++i) {
    part.startVec(i);
    for (Design::InnerIterator cell(x,
                                    static_cast<Eigen::Index>(rows[static_cast<std::size_t>(i)]));
         cell; ++cell) {
      part.insertBack(i, cell.col()) = cell.value();
    }
  }
  part.finalize();
  return part;
}

Eigen::VectorXd rows_of(const Eigen::VectorXd& values, const Rows& rows) {
  Eigen::VectorXd part(std::ssize(rows));
  for (Eigen::Index i = 0; i < part.size(); ++i) {
    part[i] = values[static_cast<Eigen::Index>(rows[static_cast<std::size_t>(i)])];
  }
  return part;
}

// The held-out log-odds of one fold, by lambda.
std::vector<Eigen::VectorXd> hold_out(const Design& x, const Eigen::VectorXd& labels,
                                      const Split& fold, const std::vector<double>& grid) {
  const Design seen = rows_of(x, fold.train);
  const Eigen::VectorXd seen_labels = rows_of(labels, fold.train);
  const Design unseen = rows_of(x, fold.test);
  std::vector<Eigen::VectorXd> odds;
  RidgeLogistic model = base_rate(seen, seen_labels);
  for (const double lambda : grid) {
    model = descend(seen, seen_labels, lambda, std::move(model), kSmallestStepOfTrial);
    odds.push_back(log_odds(model, unseen));
  }
  return odds;
}

}  // namespace

double logistic(double x) {
  if (x >= 0) return 1 / (1 + std::exp(-x));
  const double odds = std::exp(x);
  return odds / (1 + odds);
}

Eigen::VectorXd log_odds(const RidgeLogistic& model, const Design& x) {
  return ((x * model.weights).array() + model.intercept).matrix();
}

RidgeLogistic fit_ridge_logistic(const Design& x, const Eigen::VectorXd& labels, double lambda) {
  return descend(x, labels, lambda, base_rate(x, labels), kSmallestStep);
}

CrossValidation choose_lambda(const Design& x, const Eigen::VectorXd& labels,
                              const std::vector<Split>& folds, std::vector<double> grid) {
  std::ranges::sort(grid, std::greater());  // each fit begins at the stiffer one before it
  std::vector<double> losses(grid.size(), 0);
  std::vector<CrossValidation> by_lambda(grid.size());
  for (const auto& fold : folds) {
    if (fold.test.empty() || !has_both_classes(fold.train, labels)) continue;
    const auto odds = hold_out(x, labels, fold, grid);
    const auto outcomes = rows_of(labels, fold.test);
    for (std::size_t l = 0; l < grid.size(); ++l) {
      for (Eigen::Index i = 0; i < outcomes.size(); ++i) {
        losses[l] += softplus(odds[l][i]) - outcomes[i] * odds[l][i];
        by_lambda[l].held_out.push_back(odds[l][i]);
        by_lambda[l].outcomes.push_back(outcomes[i]);
      }
    }
  }
  if (by_lambda.empty() || by_lambda[0].held_out.empty()) return {};
  const auto best = static_cast<std::size_t>(std::ranges::min_element(losses) - losses.begin());
  by_lambda[best].lambda = grid[best];
  return std::move(by_lambda[best]);
}

}  // namespace tandem::scoring
