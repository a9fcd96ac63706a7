// The plan played many times: what the exact formulas of chances.h cannot do, because the rate is a
// product of uncertain ones, or because sales differ in size.
//
// Each play draws the rates from what is believed of them, the customers of each period's leads
// (binomial), how many of them come before the horizon (the lag), and the size of each sale from
// past ones. The seed makes it the same on every machine.
//
// Example. 500 leads at 2 %, each sale 1,000, target 10,000: the goal is reached in 54 % of the
// plays, give or take half a point.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "domain/goals/lag.h"
#include "domain/goals/rates.h"

namespace tandem::goals {

inline constexpr int kPlays = 10'000;
// Fewer past sales than this are no picture of how sales are spread; a lognormal is fitted instead.
inline constexpr std::size_t kSalesToDrawFrom = 20;

struct Play {
  std::vector<Rate> rates;          // their product is the rate from lead to customer
  std::vector<std::int64_t> leads;  // by period; the last is the horizon
  Lag lag{{1}};
  std::vector<std::int64_t> sales;  // past amounts, minor units, at least one
  std::int64_t target = 0;          // minor units, > 0
  std::uint64_t seed = 1;
  int plays = kPlays;
};

struct Played {
  double probability = 0;     // of reaching the target
  double standard_error = 0;  // of that share, from playing only so often
  double revenue_p10 = 0;     // minor units
  double revenue_p50 = 0;
  double revenue_p90 = 0;
  std::int64_t customers_p10 = 0;
  std::int64_t customers_p50 = 0;
  std::int64_t customers_p90 = 0;
  // Leads, spread over the periods as they are, that reach the target in so many of the plays;
  // nothing when they do not exist.
  std::optional<std::int64_t> leads_for_50;
  std::optional<std::int64_t> leads_for_80;
  std::optional<std::int64_t> leads_for_90;
};

// Errors: goals.no_sales, field "sales"; goals.sale_amount {value}, field "sales[3]", unless it is
// positive; goals.too_many {stage, most}, field "leads". Preconditions: a rate, a period, a
// positive target and a play at least; no negative leads.
Result<Played> play(const Play& setting);

}  // namespace tandem::goals
