#include "domain/goals/win_chances.h"

#include <algorithm>

#include <fmt/format.h>

namespace tandem::goals {

std::optional<double> WinChances::within(std::int64_t periods, std::int64_t age) const {
  const auto oldest = static_cast<std::int64_t>(open.size()) - 1;
  if (age < 0 || age >= oldest || periods < 0) return std::nullopt;
  const auto now = static_cast<std::size_t>(age);
  const auto then = static_cast<std::size_t>(age + std::min(periods, oldest - age));
  if (!(open[now] > 0)) return std::nullopt;
  return std::clamp((won[then] - won[now]) / open[now], 0., 1.);
}

Result<std::vector<AgePeriod>> age_periods(const std::vector<SeenDeal>& deals) {
  if (deals.empty()) return Error::invalid("goals.no_deals");
  std::vector<AgePeriod> periods;
  std::vector<std::int64_t> left;  // ended or last seen
  for (std::size_t i = 0; i < deals.size(); ++i) {
    const auto& deal = deals[i];
    if (deal.period < 0 || deal.period > kOldestPeriod) {
      return Error::invalid(
          "goals.bad_duration",
          {{"value", fmt::format("{}", deal.period)}, {"most", fmt::format("{}", kOldestPeriod)}},
          fmt::format("[{}]", i));
    }
    const auto period = static_cast<std::size_t>(deal.period);
    if (period >= periods.size()) {
      periods.resize(period + 1);
      left.resize(period + 1);
    }
    ++left[period];
    if (deal.ending == Ending::won) ++periods[period].won;
    if (deal.ending == Ending::lost) ++periods[period].lost;
  }
  auto at_risk = static_cast<std::int64_t>(deals.size());
  for (std::size_t i = 0; i < periods.size(); at_risk -= left[i++]) periods[i].at_risk = at_risk;
  return periods;
}

Result<WinChances> win_chances(const std::vector<AgePeriod>& periods) {
  WinChances chances{{1}, {0}, {0}};
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const auto& [at_risk, won, lost] = periods[i];
    if (won < 0 || lost < 0 || won > at_risk || lost > at_risk - won) {
      return Error::invalid("goals.bad_age_period", {}, fmt::format("[{}]", i));
    }
    if (at_risk == 0) break;  // nobody was seen that old
    const double open = chances.open.back();
    const auto n = static_cast<double>(at_risk);
    chances.won.push_back(chances.won.back() + open * static_cast<double>(won) / n);
    chances.lost.push_back(chances.lost.back() + open * static_cast<double>(lost) / n);
    chances.open.push_back(open * static_cast<double>(at_risk - won - lost) / n);
  }
  return chances;
}

}  // namespace tandem::goals
