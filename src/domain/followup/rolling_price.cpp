#include "domain/followup/rolling_price.h"

#include <map>
#include <tuple>
#include <vector>

namespace tandem::followup {
namespace {

// How many leads there are in each state: far fewer states than leads.
using State = std::tuple<std::int32_t, int, int, int>;  // segment, attempts made, age, gap

std::map<State, double> count_states(std::span<const OpenLead> open) {
  std::map<State, double> states;
  for (const auto& lead : open) {
    ++states[{lead.segment, lead.attempts_made, lead.age_days,
              lead.attempts_made == 0 ? 1 : lead.days_since_attempt}];
  }
  return states;
}

}  // namespace

double rolling_price(std::span<SegmentProgramme> programmes, std::span<const OpenLead> open,
                     std::span<const ExpectedLeads> expected, double minutes_a_day, int days) {
  const auto states = count_states(open);
  const auto solve = [&](double price) {
    for (auto& programme : programmes) programme.solve(price);
  };
  const auto minutes_at = [&](double price) {
    solve(price);
    double minutes = 0;
    for (const auto& [state, leads] : states) {
      const auto [segment, made, age, gap] = state;
      const auto& programme = programmes[static_cast<std::size_t>(segment)];
      minutes += leads * programme.minutes_within(days, made, age, gap);
    }
    for (const auto& some : expected) {
      const auto& programme = programmes[static_cast<std::size_t>(some.segment)];
      minutes += some.leads * programme.minutes_within(days - some.in_days, 0, 0, 1);
    }
    return minutes;
  };
  const double capacity = minutes_a_day * days;
  double low = 0;
  if (minutes_at(low) <= capacity) return low;
  double high = 1;
  while (minutes_at(high) > capacity) {
    low = high;
    high *= 2;
  }
  constexpr double kPrecision = 1e-4;  // of the price
  while (high - low > kPrecision * high) {
    const double price = (low + high) / 2;
    (minutes_at(price) > capacity ? low : high) = price;
  }
  solve(low);
  return low;
}

}  // namespace tandem::followup
