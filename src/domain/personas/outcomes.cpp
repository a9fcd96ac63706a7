#include "domain/personas/outcomes.h"

#include <algorithm>

#include "base/ratio.h"
#include "domain/personas/median.h"

namespace tandem::personas {
namespace {

std::optional<double> mean(const std::vector<double>& numbers) {
  if (numbers.empty()) return std::nullopt;
  double sum = 0;
  for (const double number : numbers) sum += number / static_cast<double>(numbers.size());
  return sum;
}

}  // namespace

PersonaOutcome outcome_of(std::string persona, const std::vector<Outcome>& people) {
  PersonaOutcome result;
  result.persona = std::move(persona);
  result.people = static_cast<std::int64_t>(people.size());
  result.decided =
      std::ranges::count_if(people, [](const Outcome& o) { return o.won.has_value(); });
  std::vector<double> margins;
  std::vector<double> lags;
  std::int64_t won = 0;
  for (const auto& person : people) {
    won += int{person.won.value_or(false)};
    if (!person.won.value_or(result.decided == 0)) continue;
    if (person.margin) margins.push_back(*person.margin);
    if (person.lag) lags.push_back(*person.lag);
  }
  if (result.decided > 0) {
    const auto interval = *wilson(won, result.decided);
    result.won = won;
    result.win_rate = static_cast<double>(won) / static_cast<double>(result.decided);
    result.win_rate_low = interval.low;
    result.win_rate_high = interval.high;
  }
  result.mean_margin = mean(margins);
  result.median_lag = median(std::move(lags));
  return result;
}

}  // namespace tandem::personas
