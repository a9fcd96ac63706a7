#include "domain/followup/beta_geometric.h"

#include <algorithm>
#include <cmath>

#include <boost/math/tools/minima.hpp>

namespace tandem::followup {
namespace {

// e ln h + (n - e) ln(1 - h), nothing of nothing.
double bernoulli(const Cell& cell, double hazard) {
  double sum = 0;
  if (cell.events > 0) sum += cell.events * std::log(hazard);
  if (cell.at_risk > cell.events) sum += (cell.at_risk - cell.events) * std::log1p(-hazard);
  return sum;
}

double log_likelihood(std::span<const Cell> attempts, double alpha, double beta) {
  double sum = 0;
  for (std::size_t k = 0; k < attempts.size(); ++k) {
    sum += bernoulli(attempts[k], alpha / (alpha + beta + static_cast<double>(k)));
  }
  return sum;
}

// logit h_k = ln alpha - ln(beta + k - 1): for a given beta a concave problem in ln alpha, and its
// maximum over ln beta is the profile.
struct Best {
  double log_alpha;
  double log_likelihood;
};

Best best_alpha(std::span<const Cell> attempts, double log_beta) {
  constexpr int kAllBits = 40;
  const auto [log_alpha, worst] = boost::math::tools::brent_find_minima(
      [&](double a) { return -log_likelihood(attempts, std::exp(a), std::exp(log_beta)); },
      log_beta - 25, log_beta + 25, kAllBits);
  return {log_alpha, -worst};
}

}  // namespace

std::optional<BetaGeometric> fit_beta_geometric(std::span<const Cell> attempts) {
  Cell all;
  std::size_t used = 0;
  for (const auto& cell : attempts) {
    all.at_risk += cell.at_risk;
    all.events += cell.events;
    used += cell.at_risk > 0;
  }
  if (used < 2 || all.events <= 0 || all.events >= all.at_risk) return {};
  BetaGeometric fit;
  fit.geometric = all.events / all.at_risk;
  for (const auto& cell : attempts) fit.geometric_log_likelihood += bernoulli(cell, fit.geometric);

  constexpr int kLowest = -10;  // of ln beta; beyond the highest the law is geometric
  constexpr int kHighest = 14;
  constexpr int kAllBits = 30;
  // The profile may be flat where hazards do not fall: a coarse look first, then the fine one.
  double start = kLowest;
  double best = -std::numeric_limits<double>::infinity();
  for (int log_beta = kLowest; log_beta <= kHighest; ++log_beta) {
    const double found = best_alpha(attempts, log_beta).log_likelihood;
    if (found > best) {
      best = found;
      start = log_beta;
    }
  }
  const double log_beta = boost::math::tools::brent_find_minima(
                              [&](double b) { return -best_alpha(attempts, b).log_likelihood; },
                              start - 1, start + 1, kAllBits)
                              .first;
  const auto [log_alpha, log_likelihood] = best_alpha(attempts, log_beta);
  fit.alpha = std::exp(log_alpha);
  fit.beta = std::exp(log_beta);
  fit.log_likelihood = log_likelihood;
  constexpr double kSame = 1e-3;
  fit.falling =
      log_beta < kHighest - 1 && fit.log_likelihood > fit.geometric_log_likelihood + kSame;
  return fit;
}

}  // namespace tandem::followup
