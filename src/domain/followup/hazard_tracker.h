// How often the attempts of one segment connect, as that changes: a model that was right last
// quarter is not right for ever.
//
//   logit h_k = base_k + level + own_k + offset
//
// `base_k` is what all segments together say (contact_model.h). `level` is the segment's and moves
// a little each day; `own_k` is what sets its k-th attempt apart, and stays. Both start at 0 with a
// spread, so that a segment without attempts has what all have. Each day's attempts correct them by
// one step of the extended Kalman filter for binomial counts.
//
// Source: dynamic generalised linear models, West, Harrison and Migon, JASA 1985.
//
// Example. One attempt known, base 0 (h = .5), level alone with a spread of 1: 4 of 4 attempts that
// connect have the variance 1 / (4 * .5 * .5) = 1, so half of the surprise of (4 - 2) / 1 = 2 is
// believed: level 1, h = .731, and the variance of level is 1/2.
#pragma once

#include <vector>

#include <Eigen/Dense>

namespace tandem::followup {

// Standard deviations in log-odds (choices).
struct TrackedSpread {
  double level = .5;
  double own = .25;
  double drift = .03;  // of the level, from one day to the next
};

class HazardTracker {
 public:
  // The log-odds of attempt 1, 2, ... for all segments together.
  explicit HazardTracker(std::vector<double> base, const TrackedSpread& spread = {});

  // `connected` of `trials` attempts of that number connected, whose log-odds were `offset` above
  // the ordinary: by their gap, their channel ... Attempts beyond the last known count as it.
  void learn(int attempt, double offset, double trials, double connected);
  void next_day();

  // The chance that an attempt without an offset connects.
  double hazard(int attempt) const;

 private:
  Eigen::Index own_of(int attempt) const;
  double log_odds(int attempt) const;

  std::vector<double> base_;
  TrackedSpread spread_;
  Eigen::VectorXd state_;       // level, then own_1, own_2, ...
  Eigen::MatrixXd covariance_;  // of the state
};

}  // namespace tandem::followup
