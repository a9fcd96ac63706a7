#include "domain/scoring/explanation.h"

#include <algorithm>
#include <cmath>

namespace tandem::scoring {
namespace {

constexpr double kNegligible = 0.005;  // of log-odds

}  // namespace

Result<std::vector<double>> contributions(std::span<const double> weights,
                                          std::span<const double> values,
                                          std::span<const double> means) {
  if (weights.size() != values.size() || weights.size() != means.size()) {
    return Error::invalid("scoring.sizes_differ");
  }
  std::vector<double> result(weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) result[i] = weights[i] * (values[i] - means[i]);
  return result;
}

Explanation explain(std::span<const double> contributions, std::size_t count) {
  Explanation result;
  // Inserted into short sorted lists: this is done for every lead of a file.
  const auto insert = [&](std::vector<Reason>& reasons, std::size_t feature) {
    const double strength = std::abs(contributions[feature]);
    auto place = reasons.end();
    while (place != reasons.begin() &&
           std::abs(contributions[std::prev(place)->feature]) < strength) {
      --place;
    }
    if (place == reasons.end() && reasons.size() >= count) return;
    reasons.insert(place, {feature, std::exp(contributions[feature])});
    if (reasons.size() > count) reasons.pop_back();
  };
  for (std::size_t i = 0; i < contributions.size(); ++i) {
    if (contributions[i] >= kNegligible) insert(result.up, i);
    if (contributions[i] <= -kNegligible) insert(result.down, i);
  }
  return result;
}

}  // namespace tandem::scoring
