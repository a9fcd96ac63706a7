// The plan: how many leads a revenue goal takes, and how sure that is.
//
// Example. 10,000 of revenue at 1,000 a sale and 2 %: ten customers, 500 leads. But 500 leads bring
// ten customers with a chance of 54 % only; 625 with 80 %. When the leads come evenly over a
// quarter and buy in the same month, the next or the one after (30, 40, 30 %), it takes 750 leads
// for ten customers before the quarter ends.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/goals/chances.h"
#include "domain/goals/lag.h"
#include "domain/goals/reverse_funnel.h"

namespace tandem::goals {

struct PlanRequest {
  Money revenue;
  Money average_sale;
  std::vector<Step> steps;
  std::optional<Rate> rate;  // lead to customer
  std::optional<Lag> lag;    // by month; without one every customer counts, whenever they buy
  std::optional<std::int64_t> months;  // the horizon; as long as the lag where absent
  std::optional<std::int64_t> leads;   // what if there were so many?
};

// What a number of leads brings. p10, p50 and p90 are customers: with so much probability there are
// no more than that.
struct Prospect {
  std::int64_t leads = 0;
  double probability = 0;  // of reaching the goal
  double expected = 0;     // customers on average
  std::int64_t p10 = 0;
  std::int64_t p50 = 0;
  std::int64_t p90 = 0;
};
BOOST_DESCRIBE_STRUCT(Prospect, (), (leads, probability, expected, p10, p50, p90))

struct PlanMonth {
  std::int64_t month = 1;
  double leads = 0;      // that come in it
  double customers = 0;  // won in it, on average
  double customers_so_far = 0;
};
BOOST_DESCRIBE_STRUCT(PlanMonth, (), (month, leads, customers, customers_so_far))

struct Horizon {
  std::int64_t months = 0;
  double share_in_time = 0;  // of the eventual customers
  std::int64_t leads_without_lag = 0;
  double customers_without_lag = 0;        // that those leads would bring before the horizon
  std::int64_t first_reachable_month = 1;  // before it nobody can have bought
  std::vector<PlanMonth> by_month;         // of `leads`; empty when unreachable
};
BOOST_DESCRIBE_STRUCT(Horizon, (),
                      (months, share_in_time, leads_without_lag, customers_without_lag,
                       first_reachable_month, by_month))

// The keys of its JSON are stable. Where the goal is unreachable, what would be infinite is null.
struct Plan {
  Money revenue;
  Money average_sale;
  Rate rate;
  std::optional<Interval> rate_interval;  // 95 %, of a rate that is believed
  std::int64_t customers = 0;
  bool unreachable = false;           // the horizon is shorter than the shortest lag
  std::optional<std::int64_t> leads;  // so that the average outcome is the goal
  std::map<std::string, std::optional<std::int64_t>> stages;  // by name, the same way
  std::optional<double> probability;                          // of the goal with `leads`
  // By chance in percent: "50", "80", "90". Null when no number of leads gives it.
  std::map<std::string, std::optional<std::int64_t>> leads_for;
  std::optional<std::int64_t> p10;  // customers of `leads`
  std::optional<std::int64_t> p50;
  std::optional<std::int64_t> p90;
  std::optional<Horizon> horizon;
  std::optional<Prospect> what_if;
};
BOOST_DESCRIBE_STRUCT(Plan, (),
                      (revenue, average_sale, rate, rate_interval, customers, unreachable, leads,
                       stages, probability, leads_for, p10, p50, p90, horizon, what_if))

inline constexpr int kChances[] = {50, 80, 90};  // percent

// Errors: those of join_funnel, customers_needed and contacts_needed; goals.too_many {stage, most};
// goals.bad_months {value, most}, field "months"; goals.bad_leads {value, most}, field "leads".
Result<Plan> make_plan(const PlanRequest& request);

}  // namespace tandem::goals
