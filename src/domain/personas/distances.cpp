#include "domain/personas/distances.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <boost/math/distributions/chi_squared.hpp>

namespace tandem::personas {
namespace {

// Σ term(p, q) over the values.
template <class Term>
double sum(Shares p, Shares q, Term term) {
  double total = 0;
  for (std::size_t i = 0; i < p.size(); ++i) total += term(p[i], q[i]);
  return total;
}

// x ln(x / y), which is 0 for x = 0.
double x_log_ratio(double x, double y) {
  return x > 0 ? x * std::log(x / y) : 0;
}

double total(std::span<const double> counts) {
  double n = 0;
  for (const double count : counts) n += count;
  return n;
}

}  // namespace

double population_stability(Shares p, Shares q) {
  return sum(p, q, [](double a, double b) {
    if (a == b) return 0.0;
    if (a == 0 || b == 0) return std::numeric_limits<double>::infinity();
    return (a - b) * std::log(a / b);
  });
}

double jensen_shannon_nats(Shares p, Shares q) {
  const double both = sum(p, q, [](double a, double b) {
    const double middle = (a + b) / 2;
    return x_log_ratio(a, middle) + x_log_ratio(b, middle);
  });
  return std::clamp(both / 2, 0.0, std::numbers::ln2);  // rounding may leave -1e-17
}

double jensen_shannon_bits(Shares p, Shares q) {
  return jensen_shannon_nats(p, q) / std::numbers::ln2;
}

double total_variation(Shares p, Shares q) {
  return sum(p, q, [](double a, double b) { return std::abs(a - b); }) / 2;
}

double hellinger(Shares p, Shares q) {
  // Of differences, which keeps equal distributions at exactly 0.
  return std::sqrt(sum(p, q, [](double a, double b) {
    const double apart = std::sqrt(a) - std::sqrt(b);
    return apart * apart / 2;
  }));
}

double g_statistic(std::span<const double> counts, Shares expected) {
  const double n = total(counts);
  return std::max(
      0.0, 2 * sum(counts, expected, [n](double c, double p) { return x_log_ratio(c, n * p); }));
}

double g_of_two_samples(std::span<const double> one, std::span<const double> other) {
  const double n = total(one);
  const double m = total(other);
  return std::max(0.0, 2 * sum(one, other, [n, m](double c, double d) {
                         const double common = (c + d) / (n + m);
                         return x_log_ratio(c, n * common) + x_log_ratio(d, m * common);
                       }));
}

double g_probability(double g, std::size_t values) {
  if (values < 2) return 1;
  if (std::isinf(g)) return 0;
  const boost::math::chi_squared chance(static_cast<double>(values - 1));
  return boost::math::cdf(boost::math::complement(chance, g));
}

double critical_stability(std::size_t values, double n, double m) {
  if (values < 2) return 0;
  const boost::math::chi_squared chance(static_cast<double>(values - 1));
  return boost::math::quantile(chance, 0.95) * (1 / n + 1 / m);
}

}  // namespace tandem::personas
