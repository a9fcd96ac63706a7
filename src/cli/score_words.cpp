#include "cli/score_words.h"

#include <algorithm>
#include <cmath>

namespace tandem::cli {
namespace {

// As many decimals as show two digits that count.
int decimals_for(double value) {
  if (value >= 100 || value <= 0) return 0;
  return std::clamp(1 - static_cast<int>(std::floor(std::log10(value))), 0, 6);
}

}  // namespace

const std::string& OddsWords::of(double odds) {
  const int decimals = std::max(odds >= 10 ? 1 : 2, decimals_for(odds));
  const double unit = std::pow(10, decimals);
  const double rounded = odds < 1e9 ? std::round(odds * unit) / unit : odds;
  auto& words = known_[rounded];
  if (words.empty()) words = "×" + format_number(language_, rounded, decimals);
  return words;
}

std::string effect_in_words(const Context& context, const scoring::FeatureEffect& effect) {
  const auto language = context.language();
  const TextArgs args{
      {"column", effect.column},
      {"value", effect.value.value_or("")},
      {"per", effect.per ? format_number(language, *effect.per, decimals_for(*effect.per)) : ""},
      {"odds", OddsWords(language).of(effect.odds)}};
  return context.say("cli.score.effect." + std::string(name_of(effect.kind)), args);
}

std::string reason_in_words(const Context& context, const std::string& column,
                            std::string_view value, scoring::ValueState state,
                            const std::string& odds) {
  const bool missing = state == scoring::ValueState::missing;
  return context.say(missing ? "cli.score.reason_missing" : "cli.score.reason",
                     {{"column", column}, {"value", std::string(value)}, {"odds", odds}});
}

std::string verdict_in_words(const Context& context, scoring::Verdict verdict,
                             const TextArgs& figures) {
  return context.say("cli.score.verdict." + std::string(name_of(verdict)), figures);
}

}  // namespace tandem::cli
