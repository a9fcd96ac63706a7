// The world of the simulation (sixty_days.h): hazards per segment and attempt of their own, which
// drift by the day; calls soon after the last one connect less often; leads come at random.
#pragma once

#include <cmath>
#include <vector>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>

#include "domain/followup/contact_prior.h"

namespace tandem::bench {

using namespace followup;
using Random = boost::random::mt19937_64;

constexpr int kSegments = 20;
constexpr int kAttempts = 12;
constexpr int kDays = 60;
constexpr int kHorizon = 20;
constexpr double kAttemptMinutes = 4;
constexpr double kConversationMinutes = 15;
constexpr double kMinutesPerLead = 6;

inline double real(Random& random, double low, double high) {
  return boost::random::uniform_real_distribution<double>(low, high)(random);
}

inline int whole(Random& random, int low, int high) {
  return boost::random::uniform_int_distribution<int>(low, high)(random);
}

inline double logit(double h) {
  return std::log(h / (1 - h));
}
inline double logistic(double x) {
  return 1 / (1 + std::exp(-x));
}

inline double value_at(double value, int made, int age) {
  return value * std::exp2(-age / 10.0) * (made + 1 >= 7 ? .55 : 1);
}

struct Truth {
  std::vector<double> values;
  std::vector<std::vector<double>> logits;  // [segment][attempt]
  std::vector<double> drift;                // of the logit, from the first day to the last

  explicit Truth(Random& random) {
    boost::random::normal_distribution<double> normal;
    for (int s = 0; s < kSegments; ++s) {
      values.push_back(60 * std::exp(.8 * normal(random)));
      const double shift = .5 * normal(random);
      logits.emplace_back();
      for (int k = 1; k <= kAttempts; ++k) {
        logits.back().push_back(logit(default_hazard(k)) + shift + .25 * normal(random));
      }
      drift.push_back(real(random, -.4, .4));
    }
  }

  double hazard(int segment, int made, int gap, int day) const {
    const auto s = static_cast<std::size_t>(segment);
    const double soon = made == 0 ? 0 : gap == 1 ? -.35 : gap == 2 ? -.1 : 0;
    return logistic(logits[s][static_cast<std::size_t>(made)] + soon +
                    drift[s] * (day + 1) / kDays);
  }
};

// leads[day][segment]
using Arrivals = std::vector<std::vector<int>>;

inline Arrivals arrivals_of(Random& random, double leads_a_day) {
  boost::random::poisson_distribution<int, double> some(leads_a_day / kSegments);
  Arrivals arrivals(kDays, std::vector<int>(kSegments));
  for (auto& day : arrivals) {
    for (auto& count : day) count = some(random);
  }
  return arrivals;
}

}  // namespace tandem::bench
