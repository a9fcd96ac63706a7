#include "domain/personas/outcomes.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tandem::personas {
namespace {

struct Interval {
  double low, high;
};

// Wilson, JASA 1927. Precondition: whole > 0.
Interval wilson(std::int64_t part, std::int64_t whole) {
  constexpr double z = 1.959963984540054;  // 97.5th percentile of the normal distribution
  const auto n = static_cast<double>(whole);
  const double p = static_cast<double>(part) / n;
  const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return {part == 0 ? 0 : centre - half, part == whole ? 1 : centre + half};
}

std::optional<double> mean(const std::vector<double>& numbers) {
  if (numbers.empty()) return std::nullopt;
  double sum = 0;
  for (const double number : numbers) sum += number / static_cast<double>(numbers.size());
  return sum;
}

std::optional<double> median(std::vector<double> numbers) {
  if (numbers.empty()) return std::nullopt;
  std::ranges::sort(numbers);
  const auto middle = numbers.size() / 2;
  if (numbers.size() % 2 == 1) return numbers[middle];
  return numbers[middle - 1] / 2 + numbers[middle] / 2;
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
    const auto interval = wilson(won, result.decided);
    result.won = won;
    result.win_rate = static_cast<double>(won) / static_cast<double>(result.decided);
    result.win_rate_low = interval.low;
    result.win_rate_high = interval.high;
  }
  result.mean_margin = mean(margins);
  result.median_lag = median(std::move(lags));
  return result;
}

Result<bool> parse_won(std::string_view text) {
  constexpr std::array<std::string_view, 7> kWon{"1",          "true", "yes", "won",
                                                 "closed won", "oui",  "y"};
  constexpr std::array<std::string_view, 7> kLost{"0",           "false", "no", "lost",
                                                  "closed lost", "non",   "n"};
  std::string lower(text);
  for (auto& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  if (std::ranges::find(kWon, lower) != kWon.end()) return true;
  if (std::ranges::find(kLost, lower) != kLost.end()) return false;
  return Error::invalid("personas.not_an_outcome", {{"value", std::string(text)}});
}

}  // namespace tandem::personas
