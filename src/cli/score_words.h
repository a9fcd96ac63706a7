// A score's reasons in words: "Lead Origin: Lead Add Form (×8.8)".
#pragma once

#include <unordered_map>

#include "cli/context.h"
#include "domain/scoring/effects.h"
#include "domain/scoring/model.h"

namespace tandem::cli {

// "×3.06", "×0.32", "×0.0041". Remembers what it wrote, as formatting takes microseconds and a file
// of a million leads has six million odds.
class OddsWords {
 public:
  explicit OddsWords(Language language) : language_(language) {}
  const std::string& of(double odds);

 private:
  Language language_;
  std::unordered_map<double, std::string> known_;  // by the odds, rounded
};

// What a feature does to the odds in general.
std::string effect_in_words(const Context& context, const scoring::FeatureEffect& effect);

// Why one lead's score is what it is: its value and what that does to the odds.
std::string reason_in_words(const Context& context, const std::string& column,
                            std::string_view value, scoring::ValueState state,
                            const std::string& odds);

// Why a model was promoted, or was not. `auc`, `brier` and `base` are those of the ordered split.
std::string verdict_in_words(const Context& context, scoring::Verdict verdict,
                             const TextArgs& figures = {});

}  // namespace tandem::cli
