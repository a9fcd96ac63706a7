#include "domain/scoring/threshold.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

namespace tandem::scoring {

Result<double> economic_threshold(double price_per_minute, double minutes, double margin) {
  const std::pair<const char*, double> given[] = {
      {"price_per_minute", price_per_minute}, {"minutes", minutes}, {"margin", margin}};
  for (const auto& [field, value] : given) {
    if (!std::isfinite(value)) return Error::invalid("scoring.not_finite", {}, field);
  }
  if (price_per_minute < 0) return Error::invalid("scoring.negative", {}, "price_per_minute");
  if (minutes < 0) return Error::invalid("scoring.negative", {}, "minutes");
  if (margin <= 0) return Error::invalid("scoring.no_margin", {}, "margin");
  return price_per_minute * minutes / margin;
}

double capacity_threshold(std::span<const double> scores, std::size_t capacity) {
  if (capacity == 0) return std::numeric_limits<double>::infinity();
  if (capacity > scores.size()) return 0;
  std::vector<double> sorted(scores.begin(), scores.end());
  const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(capacity - 1);
  std::ranges::nth_element(sorted, last, std::greater());
  return *last;
}

HandOffThreshold hand_off_threshold(double economic, double capacity, double hysteresis) {
  HandOffThreshold threshold;
  threshold.score = std::max(economic, capacity);
  threshold.rule = capacity > economic ? ThresholdRule::capacity : ThresholdRule::economic;
  threshold.enter = threshold.score * (1 + hysteresis);
  threshold.leave = threshold.score * (1 - hysteresis);
  if (threshold.score < 1) threshold.enter = std::min(threshold.enter, (1 + threshold.score) / 2);
  return threshold;
}

bool handed_off(const HandOffThreshold& threshold, double score, bool before) {
  return score >= (before ? threshold.leave : threshold.enter);
}

}  // namespace tandem::scoring
