#include "domain/goals/chances.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <boost/math/quadrature/gauss.hpp>

#include "domain/goals/beta.h"

namespace tandem::goals {
namespace {

// The k-th smallest of n uniform numbers is Beta(k, n - k + 1), and at least k of n leads convert
// exactly when it lies below the rate. So the chance is P(Y <= p g), which needs no sum over k.
struct OrderStatistic {
  double a;
  double b;

  double mean() const { return a / (a + b); }
  double deviation() const { return std::sqrt(a * b / (a + b + 1)) / (a + b); }
  // Relative to the mean, so that large exponents lose no digits.
  double relative_density(double y) const {
    if (y <= 0 || y >= 1) return 0;
    const double m = mean();
    return std::exp((a - 1) * std::log1p((y - m) / m) +
                    (b - 1) * std::log1p((m - y) * (a + b) / b));
  }
};

// Where the integrand bends: around the order statistic, around the belief, and near an end that
// the order statistic touches, where a belief with little evidence is steep. Between two of these
// points it is smooth.
std::vector<double> bends(const OrderStatistic& order, const Belief& belief, double in_time) {
  const double mean = order.mean();
  const double deviation = order.deviation();
  const double sum = belief.alpha + belief.beta;
  const double centre = belief.alpha / sum * in_time;
  const double width = std::sqrt(belief.alpha * belief.beta / (sum + 1)) / sum * in_time;
  std::vector<double> points;
  for (const double step : {-40., -20., -10., -5., -2., 0., 2., 5., 10., 20., 40.}) {
    points.push_back(mean + step * deviation);
  }
  for (const double step : {-8., -4., -2., 0., 2., 4., 8.}) points.push_back(centre + step * width);
  for (const double step : {1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6}) {
    if (mean < 5 * deviation) points.push_back(step * mean);
    if (in_time - mean < 5 * deviation) points.push_back(in_time - step * (in_time - mean));
  }
  const double lowest = std::max(0., points.front());  // beyond these Y has no mass
  const double highest = std::min(in_time, mean + 40 * deviation);
  for (double& point : points) point = std::clamp(point, lowest, std::max(lowest, highest));
  std::ranges::sort(points);
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

// P(Y <= p g) for p ~ Beta: the density of Y times P(p > y / g), by Gauss-Legendre between bends.
double believed_chance(const OrderStatistic& order, const Belief& belief, double in_time) {
  const auto points = bends(order, belief, in_time);
  const double scale = beta_density(order.a, order.b, order.mean());
  const auto integrand = [&](double y) {
    const double density = order.relative_density(y);
    return density > 1e-18 ? density * beta_above(belief.alpha, belief.beta, y / in_time) : 0;
  };
  double chance = 0;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    chance +=
        boost::math::quadrature::gauss<double, 20>::integrate(integrand, points[i], points[i + 1]);
  }
  return std::clamp(chance * scale, 0., 1.);
}

// The least whole number in (low, high] for which `holds`, which it does for `high` and not for
// `low`. Looks near `guess` first, in steps that double.
template <class Predicate>
std::int64_t first_that(std::int64_t low, std::int64_t high, double guess, double step,
                        Predicate&& holds) {
  const auto near = [&](double value) {
    const auto least = static_cast<double>(low + 1);
    const auto most = static_cast<double>(high - 1);
    return static_cast<std::int64_t>(std::min(std::max(value, least), most));
  };
  if (high - low > 1) {
    const bool down = holds(near(guess));
    (down ? high : low) = near(guess);
    for (; high - low > 1; step *= 2) {
      const auto next =
          near(down ? static_cast<double>(high) - step : static_cast<double>(low) + step);
      const bool held = holds(next);
      (held ? high : low) = next;
      if (held != down) break;
    }
  }
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (holds(middle) ? high : low) = middle;
  }
  return high;
}

// Of the rate, relative to its mean: the root of the variances of the customers drawn and of what
// is not known of the rate.
double uncertainty(const Conversion& conversion, double customers) {
  const auto& belief = conversion.rate.belief;
  return std::sqrt(1 / std::max(1., customers) + (belief ? 1 / belief->alpha : 0));
}

}  // namespace

double chance_of(const Conversion& conversion, std::int64_t leads, std::int64_t customers) {
  if (customers <= 0) return 1;
  if (leads < customers || conversion.in_time <= 0) return 0;
  const OrderStatistic order{static_cast<double>(customers),
                             static_cast<double>(leads - customers) + 1};
  if (!conversion.rate.belief) {
    return beta_below(order.a, order.b, conversion.rate.mean * conversion.in_time);
  }
  return believed_chance(order, *conversion.rate.belief, conversion.in_time);
}

std::optional<std::int64_t> leads_for(const Conversion& conversion, std::int64_t customers,
                                      double chance) {
  if (customers <= 0) return 0;
  if (customers > kMostLeads) return std::nullopt;
  const auto enough = [&](std::int64_t leads) {
    return chance_of(conversion, leads, customers) >= chance;
  };
  const double average =
      static_cast<double>(customers) / (conversion.rate.mean * conversion.in_time);
  // Doubling from the leads needed on average; the chance only grows with the leads.
  std::int64_t low = customers - 1;
  std::int64_t high = average < static_cast<double>(kMostLeads)
                          ? std::max(customers, static_cast<std::int64_t>(average))
                          : kMostLeads;
  while (!enough(high)) {
    if (high == kMostLeads) return std::nullopt;
    low = high;
    high = std::min(kMostLeads, high * 2);
  }
  const double step =
      std::max(1., average * uncertainty(conversion, static_cast<double>(customers)) / 16);
  const double guess = low < customers ? static_cast<double>(high) : static_cast<double>(low);
  return first_that(low, high, guess, step, enough);
}

std::int64_t customers_at(const Conversion& conversion, std::int64_t leads, double share) {
  const auto reached = [&](std::int64_t customers) {
    return chance_of(conversion, leads, customers + 1) <= 1 - share;
  };
  const double average = static_cast<double>(leads) * conversion.rate.mean * conversion.in_time;
  const double step = std::max(1., average * uncertainty(conversion, average) / 4);
  return first_that(-1, leads, average, step, reached);
}

}  // namespace tandem::goals
