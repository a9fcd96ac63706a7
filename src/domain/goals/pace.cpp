#include "domain/goals/pace.h"

#include <algorithm>

namespace tandem::goals {

std::optional<Pace> pace(double target, double actual, double weight) {
  if (!(weight >= kLeastWeight) || !(target > 0)) return std::nullopt;
  const double expected = target * weight;
  return Pace{weight, expected, actual / expected, actual / weight};
}

double elapsed_weight(const BusinessCalendar& calendar, Timestamp from, Timestamp to,
                      Timestamp now) {
  if (to <= from || now <= from) return 0;
  const auto whole = calendar.between(from, to).count();
  const auto passed = calendar.between(from, std::min(now, to)).count();
  return whole > 0 ? static_cast<double>(passed) / static_cast<double>(whole) : 0;
}

}  // namespace tandem::goals
