#include "domain/scoring/effects.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "domain/scoring/features.h"

namespace tandem::scoring {
namespace {

struct Weighed {
  double strength = 0;  // standard deviation, over the leads, of what it adds to the log-odds
  FeatureEffect effect;
};

// A flag that `share` of the leads have.
Weighed flag(FeatureEffect effect, double log_odds, double share) {
  effect.odds = std::exp(log_odds);
  return {std::abs(log_odds) * std::sqrt(std::max(0.0, share * (1 - share))), std::move(effect)};
}

void weigh_number(const Encoding& encoding, const double* weights, const double* means,
                  std::vector<Weighed>& all) {
  const FeatureEffect amount{
      encoding.column, FeatureKind::amount, {}, encoding.scale, std::exp(weights[0])};
  all.push_back({std::abs(weights[0]) * std::sqrt(std::max(0.0, 1 - means[1])), amount});
  const double filled = encoding.fill / encoding.scale - encoding.mean / encoding.scale;
  const double missing = weights[0] * (filled - means[0]) + weights[1] * (1 - means[1]);
  all.push_back(flag({encoding.column, FeatureKind::missing, {}, {}, 1}, missing, means[1]));
}

void weigh_levels(const Encoding& encoding, const double* weights, const double* means,
                  std::vector<Weighed>& all) {
  const auto count = feature_count(encoding);
  double average = 0;
  for (std::size_t i = 0; i < count; ++i) average += weights[i] * means[i];
  for (std::size_t i = 0; i < count; ++i) {
    FeatureEffect effect{encoding.column, FeatureKind::level, {}, {}, 1};
    if (i < encoding.levels.size()) {
      effect.value = encoding.levels[i];
    } else {
      effect.kind = i == encoding.levels.size() ? FeatureKind::other : FeatureKind::missing;
    }
    all.push_back(flag(std::move(effect), weights[i] - average, means[i]));
  }
}

}  // namespace

std::vector<FeatureEffect> strongest_effects(const Model& model, std::size_t count) {
  std::vector<Weighed> all;
  std::size_t first = 0;
  for (const auto& encoding : model.columns) {
    const auto* weights = model.weights.data() + first;
    const auto* means = model.means.data() + first;
    if (encoding.kind == ColumnKind::numeric) {
      weigh_number(encoding, weights, means, all);
    } else {
      weigh_levels(encoding, weights, means, all);
    }
    first += feature_count(encoding);
  }
  std::ranges::stable_sort(all, std::greater(), &Weighed::strength);
  std::vector<FeatureEffect> strongest;
  for (const auto& weighed : all) {
    if (strongest.size() == count || weighed.strength == 0) break;
    strongest.push_back(weighed.effect);
  }
  return strongest;
}

}  // namespace tandem::scoring
