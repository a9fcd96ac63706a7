#include "domain/scoring/calibration.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "domain/scoring/ridge_logistic.h"

namespace tandem::scoring {
namespace {

struct Pool {
  double sum = 0;
  double count = 0;
  double mean() const { return sum / count; }
};

// Pools of neighbours, with rising means.
std::vector<Pool> pool(std::span<const Pool> values) {
  std::vector<Pool> pools;
  for (const auto& value : values) {
    pools.push_back(value);
    while (pools.size() > 1 && pools[pools.size() - 2].mean() >= pools.back().mean()) {
      const Pool last = pools.back();
      pools.pop_back();
      pools.back().sum += last.sum;
      pools.back().count += last.count;
    }
  }
  return pools;
}

std::vector<std::size_t> ascending(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
  return order;
}

// Each pool is a knot at the mean of its log-odds; equal log-odds are one from the start. Nobody
// converts for sure, so probabilities stay off 0 and 1 by what the number of rows lets one know.
Calibration fit_isotonic(std::span<const double> log_odds, std::span<const double> outcomes) {
  const auto order = ascending(log_odds);
  std::vector<Pool> distinct;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || log_odds[order[i]] != log_odds[order[i - 1]]) distinct.emplace_back();
    distinct.back().sum += outcomes[order[i]];
    distinct.back().count += 1;
  }
  const double nearest = 1 / (static_cast<double>(order.size()) + 2);
  Calibration calibration{.method = CalibrationMethod::isotonic, .knots = {}};
  std::size_t row = 0;
  for (const auto& pooled : pool(distinct)) {
    CalibrationKnot knot{0, std::clamp(pooled.mean(), nearest, 1 - nearest)};
    const auto count = static_cast<std::size_t>(pooled.count);
    for (std::size_t i = 0; i < count; ++i) knot.log_odds += log_odds[order[row++]] / pooled.count;
    calibration.knots.push_back(knot);
  }
  return calibration;
}

// Newton's method on the two parameters, with a touch of ridge for log-odds that separate.
Calibration fit_platt(std::span<const double> log_odds, std::span<const double> outcomes) {
  const double positives = std::accumulate(outcomes.begin(), outcomes.end(), 0.0);
  const double negatives = static_cast<double>(outcomes.size()) - positives;
  const double high = (positives + 1) / (positives + 2);
  const double low = 1 / (negatives + 2);
  Design x(std::ssize(log_odds), 1);
  Eigen::VectorXd targets(std::ssize(outcomes));
  for (Eigen::Index i = 0; i < targets.size(); ++i) {
    const auto row = static_cast<std::size_t>(i);
    x.startVec(i);
    x.insertBack(i, 0) = log_odds[row];
    targets[i] = outcomes[row] > 0 ? high : low;
  }
  x.finalize();
  constexpr double kTouch = 1e-6;
  const auto line = fit_ridge_logistic(x, targets, kTouch);
  return {CalibrationMethod::platt, line.weights[0], line.intercept, {}};
}

double on_curve(const std::vector<CalibrationKnot>& knots, double log_odds) {
  const auto above = std::ranges::upper_bound(knots, log_odds, {}, &CalibrationKnot::log_odds);
  if (above == knots.begin()) return knots.front().probability;
  if (above == knots.end()) return knots.back().probability;
  const auto below = std::prev(above);
  const double part = (log_odds - below->log_odds) / (above->log_odds - below->log_odds);
  return std::lerp(below->probability, above->probability, part);
}

}  // namespace

double Calibration::probability(double log_odds) const {
  if (method == CalibrationMethod::isotonic) return on_curve(knots, log_odds);
  return logistic(slope * log_odds + offset);
}

std::vector<double> isotonic(std::span<const double> outcomes) {
  std::vector<Pool> rows;
  for (const double outcome : outcomes) rows.push_back({outcome, 1});
  std::vector<double> fitted;
  for (const auto& pooled : pool(rows)) {
    fitted.insert(fitted.end(), static_cast<std::size_t>(pooled.count), pooled.mean());
  }
  return fitted;
}

Calibration calibrate(std::span<const double> log_odds, std::span<const double> outcomes) {
  const double positives = std::accumulate(outcomes.begin(), outcomes.end(), 0.0);
  if (positives == 0 || positives == static_cast<double>(outcomes.size())) return {};
  if (positives < static_cast<double>(kFewestForIsotonic)) return fit_platt(log_odds, outcomes);
  return fit_isotonic(log_odds, outcomes);
}

}  // namespace tandem::scoring
