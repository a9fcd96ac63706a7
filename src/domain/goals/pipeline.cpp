#include "domain/goals/pipeline.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace tandem::goals {
namespace {

using Outcomes = std::vector<Outcome>;

// Appends to outcomes in order of amount; equal amounts are one outcome.
void append(Outcomes& outcomes, std::int64_t amount, double probability) {
  if (probability <= 0) return;
  if (!outcomes.empty() && outcomes.back().amount == amount) {
    outcomes.back().probability += probability;
  } else {
    outcomes.push_back({amount, probability});
  }
}

// The sums with and without one more deal, merged in order.
Outcomes with_deal(const Outcomes& sums, const OpenDeal& deal) {
  Outcomes merged;
  merged.reserve(sums.size() * 2);
  auto lost = sums.begin();
  for (const auto& won : sums) {
    const auto amount = won.amount + deal.amount;
    for (; lost != sums.end() && lost->amount <= amount; ++lost) {
      append(merged, lost->amount, lost->probability * (1 - deal.chance));
    }
    append(merged, amount, won.probability * deal.chance);
  }
  for (; lost != sums.end(); ++lost) {
    append(merged, lost->amount, lost->probability * (1 - deal.chance));
  }
  return merged;
}

// Sums on multiples of `step`, the mean unchanged.
Outcomes on_grid(const Outcomes& sums, std::int64_t step) {
  std::vector<double> grid(static_cast<std::size_t>(sums.back().amount / step) + 2);
  for (const auto& sum : sums) {
    const auto below = static_cast<std::size_t>(sum.amount / step);
    const double above = static_cast<double>(sum.amount % step) / static_cast<double>(step);
    grid[below] += sum.probability * (1 - above);
    grid[below + 1] += sum.probability * above;
  }
  Outcomes outcomes;
  for (std::size_t i = 0; i < grid.size(); ++i) {
    if (grid[i] > 0) outcomes.push_back({static_cast<std::int64_t>(i) * step, grid[i]});
  }
  return outcomes;
}

// The largest possible sum.
Result<std::int64_t> check(const std::vector<OpenDeal>& deals) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < deals.size(); ++i) {
    const auto& [amount, chance] = deals[i];
    if (amount < 0) {
      return Error::invalid("goals.deal_amount", {{"value", fmt::format("{}", amount)}},
                            fmt::format("[{}].amount", i));
    }
    if (!(chance >= 0 && chance <= 1)) {
      return Error::invalid("goals.deal_chance", {{"value", fmt::format("{}", chance)}},
                            fmt::format("[{}].chance", i));
    }
    if (amount > kLargestPipeline - total) {
      return Error::invalid("money.too_large", {{"value", fmt::format("{}", amount)}},
                            fmt::format("[{}].amount", i));
    }
    total += amount;
  }
  return total;
}

}  // namespace

double PipelineForecast::at_least(std::int64_t amount) const {
  const auto from = std::ranges::lower_bound(outcomes, amount, {}, &Outcome::amount);
  return std::accumulate(from, outcomes.end(), 0.,
                         [](double sum, const Outcome& o) { return sum + o.probability; });
}

Result<PipelineForecast> forecast_pipeline(const std::vector<OpenDeal>& deals) {
  const auto total = check(deals);
  if (!total) return total.error();
  PipelineForecast forecast;
  forecast.outcomes = {{0, 1}};
  for (const auto& deal : deals) {
    forecast.mean += static_cast<double>(deal.amount) * deal.chance;
    forecast.outcomes = with_deal(forecast.outcomes, deal);
    if (forecast.outcomes.size() <= kMostOutcomes) continue;
    // The step suits the sum of all deals, so it is the same for those that follow.
    forecast.step = *total / static_cast<std::int64_t>(kMostOutcomes / 2) + 1;
    forecast.outcomes = on_grid(forecast.outcomes, forecast.step);
  }
  return forecast;
}

std::vector<OpenDeal> with_chances(const std::vector<AgedDeal>& deals, const WinChances& chances,
                                   std::int64_t periods) {
  std::vector<OpenDeal> open;
  open.reserve(deals.size());
  for (const auto& deal : deals) {
    open.push_back({deal.amount, chances.within(periods, deal.age).value_or(0)});
  }
  return open;
}

RevenueOutlook revenue_outlook(const std::vector<AgedDeal>& deals, const WinChances& chances,
                               const LeadPlan& plan) {
  RevenueOutlook outlook;
  for (const auto& deal :
       with_chances(deals, chances, static_cast<std::int64_t>(plan.leads.size()))) {
    outlook.from_open_deals += static_cast<double>(deal.amount) * deal.chance;
  }
  outlook.from_new_leads =
      customers_by_end(plan.leads, plan.rate, plan.lag) * static_cast<double>(plan.average_sale);
  outlook.total = outlook.from_open_deals + outlook.from_new_leads;
  return outlook;
}

}  // namespace tandem::goals
