// What the open deals, and those that the plan will still create, are likely to bring.
//
// Example. Deals of 4,000 at 50 %, 6,000 at 40 % and 10,000 at 20 %: 6,400 on average, the figure
// that everyone reports; but it is never 6,400. Nothing at all comes with 24 %, 10,000 or more with
// 36 %.
//
// Amounts are in minor units of one currency; the caller keeps currencies apart. Deals count as
// independent of each other.
#pragma once

#include <cstdint>
#include <vector>

#include <boost/describe.hpp>

#include "base/result.h"
#include "domain/goals/lag.h"
#include "domain/goals/win_chances.h"

namespace tandem::goals {

struct OpenDeal {
  std::int64_t amount = 0;
  double chance = 0;  // of being won: its stage's, or its age's
};

struct Outcome {
  std::int64_t amount = 0;
  double probability = 0;
};
BOOST_DESCRIBE_STRUCT(Outcome, (), (amount, probability))

// The largest sum of all deals, in minor units.
inline constexpr std::int64_t kLargestPipeline = 1'000'000'000'000'000'000;

// Above this many different sums they are gathered on a grid; see PipelineForecast::step.
inline constexpr std::size_t kMostOutcomes = 16'384;

struct PipelineForecast {
  double mean = 0;                // Σ amount x chance
  std::vector<Outcome> outcomes;  // by amount; the probabilities sum to 1
  std::int64_t step = 1;          // of the grid; 1 when every sum is exact

  // P(sum >= amount).
  double at_least(std::int64_t amount) const;
};

// Sum of the deals won, by convolution. Where sums are too many they are moved to a grid, each
// one's probability shared between its two neighbours so that the mean stays exact. Errors:
// goals.deal_amount {value}, negative, field "[3].amount"; goals.deal_chance {value}, not within 0
// and 1, field "[3].chance"; money.too_large {value}, when the sum is above kLargestPipeline.
Result<PipelineForecast> forecast_pipeline(const std::vector<OpenDeal>& deals);

// An open deal whose chance follows from its age.
struct AgedDeal {
  std::int64_t amount = 0;
  std::int64_t age = 0;  // whole periods since it was created
};

// Each deal's chance of being won within `periods`; 0 for one that is older than any seen.
std::vector<OpenDeal> with_chances(const std::vector<AgedDeal>& deals, const WinChances& chances,
                                   std::int64_t periods);

// Leads that the plan brings until the horizon, and what becomes of them.
struct LeadPlan {
  std::vector<double> leads;  // by period from now on; the last is the horizon
  double rate = 0;            // lead to customer
  Lag lag;
  std::int64_t average_sale = 0;
};

struct RevenueOutlook {
  double from_open_deals = 0;
  double from_new_leads = 0;  // deals that do not exist yet
  double total = 0;
};
BOOST_DESCRIBE_STRUCT(RevenueOutlook, (), (from_open_deals, from_new_leads, total))

// Expected revenue until the plan's horizon, in minor units.
RevenueOutlook revenue_outlook(const std::vector<AgedDeal>& deals, const WinChances& chances,
                               const LeadPlan& plan);

}  // namespace tandem::goals
