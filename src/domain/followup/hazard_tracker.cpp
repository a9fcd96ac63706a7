#include "domain/followup/hazard_tracker.h"

#include <algorithm>
#include <cmath>

namespace tandem::followup {
namespace {

constexpr Eigen::Index kLevel = 0;

double logistic(double log_odds) {
  return 1 / (1 + std::exp(-log_odds));
}

double squared(double x) {
  return x * x;
}

}  // namespace

HazardTracker::HazardTracker(std::vector<double> base, const TrackedSpread& spread)
    : base_(std::move(base)), spread_(spread) {
  const auto size = static_cast<Eigen::Index>(base_.size()) + 1;
  state_ = Eigen::VectorXd::Zero(size);
  covariance_ = squared(spread.own) * Eigen::MatrixXd::Identity(size, size);
  covariance_(kLevel, kLevel) = squared(spread.level);
}

Eigen::Index HazardTracker::own_of(int attempt) const {
  return std::clamp<Eigen::Index>(attempt, 1, static_cast<Eigen::Index>(base_.size()));
}

double HazardTracker::log_odds(int attempt) const {
  const auto own = own_of(attempt);
  return base_[static_cast<std::size_t>(own - 1)] + state_(kLevel) + state_(own);
}

void HazardTracker::learn(int attempt, double offset, double trials, double connected) {
  if (trials <= 0) return;
  const auto own = own_of(attempt);
  const double h = logistic(log_odds(attempt) + offset);
  const double information = trials * h * (1 - h);
  // What the state has to do with this attempt's log-odds: its level and its own.
  const Eigen::VectorXd with_state = covariance_.col(kLevel) + covariance_.col(own);
  const double variance = with_state(kLevel) + with_state(own);
  // (connected - expected) / information is the surprise in log-odds, 1 / information its variance.
  const double damping = 1 + information * variance;
  state_ += with_state * ((connected - trials * h) / damping);
  covariance_ -= with_state * with_state.transpose() * (information / damping);
}

void HazardTracker::next_day() {
  covariance_(kLevel, kLevel) += squared(spread_.drift);
}

double HazardTracker::hazard(int attempt) const {
  return logistic(log_odds(attempt));
}

}  // namespace tandem::followup
