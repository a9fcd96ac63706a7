// Ridge logistic regression: minimises the negative log-likelihood + lambda/2 * |weights|^2, the
// intercept free (le Cessie & van Houwelingen, Applied Statistics 1992), by Newton's method (IRLS)
// with step halving. The penalty keeps the weights finite where the features tell the classes
// apart perfectly, and where there are more features than rows.
#pragma once

#include <vector>

#include <Eigen/Core>

#include "domain/scoring/features.h"
#include "domain/scoring/splits.h"

namespace tandem::scoring {

struct RidgeLogistic {
  double intercept = 0;
  Eigen::VectorXd weights;
};

// 1 / (1 + e^-x) without overflow.
double logistic(double x);

// `labels` are 0 .. 1, one per row of `x`. Preconditions: not all 0 or all 1; lambda > 0.
RidgeLogistic fit_ridge_logistic(const Design& x, const Eigen::VectorXd& labels, double lambda);

// The log-odds of each row.
Eigen::VectorXd log_odds(const RidgeLogistic& model, const Design& x);

// What cross-validation chose, and the log-odds it gave to rows that the fit had not seen.
struct CrossValidation {
  double lambda = 1;
  std::vector<double> held_out;  // log-odds, of the folds that could be fitted
  std::vector<double> outcomes;  // 0 or 1, of the same rows
};

// The lambda of `grid` with the smallest held-out log-loss; the larger of equals. Folds whose
// training rows have one class only are left out; when all are, lambda is 1 and nothing is held
// out. Folds hold row numbers of `x`.
CrossValidation choose_lambda(const Design& x, const Eigen::VectorXd& labels,
                              const std::vector<Split>& folds, std::vector<double> grid);

}  // namespace tandem::scoring
