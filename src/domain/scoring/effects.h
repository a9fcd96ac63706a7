// What a model has learned, for people: which features move the odds most.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/scoring/model.h"

namespace tandem::scoring {

enum class FeatureKind { amount, level, other, missing };
BOOST_DESCRIBE_ENUM(FeatureKind, amount, level, other, missing)

// What a feature does to the odds: of a level, against the average lead; of an amount, each `per`
// more of it.
struct FeatureEffect {
  std::string column;
  FeatureKind kind = FeatureKind::amount;
  std::optional<std::string> value;  // of a level
  std::optional<double> per;         // of an amount: one standard deviation
  double odds = 1;
};
BOOST_DESCRIBE_STRUCT(FeatureEffect, (), (column, kind, value, per, odds))

// The `count` that matter most: an effect weighs more when it concerns many leads.
std::vector<FeatureEffect> strongest_effects(const Model& model, std::size_t count = 10);

}  // namespace tandem::scoring
