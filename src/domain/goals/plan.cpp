#include "domain/goals/plan.h"

#include <fmt/format.h>

namespace tandem::goals {
namespace {

Prospect prospect(const Conversion& conversion, std::int64_t leads, std::int64_t customers) {
  return {leads,
          chance_of(conversion, leads, customers),
          static_cast<double>(leads) * conversion.rate.mean * conversion.in_time,
          customers_at(conversion, leads, 0.1),
          customers_at(conversion, leads, 0.5),
          customers_at(conversion, leads, 0.9)};
}

std::vector<double> spread_evenly(std::int64_t leads, std::int64_t months) {
  return std::vector<double>(static_cast<std::size_t>(months),
                             static_cast<double>(leads) / static_cast<double>(months));
}

std::vector<PlanMonth> by_month(std::int64_t leads, double rate, const Lag& lag,
                                std::int64_t months) {
  const auto coming = spread_evenly(leads, months);
  std::vector<PlanMonth> rows;
  double so_far = 0;
  for (const double won : customers_by_period(coming, rate, lag)) {
    so_far += won;
    rows.push_back({static_cast<std::int64_t>(rows.size()) + 1, coming[rows.size()], won, so_far});
  }
  return rows;
}

Result<void> check(const PlanRequest& request) {
  const auto most_months = static_cast<std::int64_t>(kMostPeriods);
  if (request.months && (*request.months < 1 || *request.months > most_months)) {
    return Error::invalid(
        "goals.bad_months",
        {{"value", fmt::format("{}", *request.months)}, {"most", fmt::format("{}", most_months)}},
        "months");
  }
  if (request.leads && (*request.leads < 0 || *request.leads > kMostLeads)) {
    return Error::invalid(
        "goals.bad_leads",
        {{"value", fmt::format("{}", *request.leads)}, {"most", fmt::format("{}", kMostLeads)}},
        "leads");
  }
  return {};
}

// What the lag does before the horizon; `without_lag` leads would do if every customer counted.
Horizon horizon_of(const Lag& lag, std::int64_t months, double rate, std::int64_t without_lag) {
  Horizon horizon;
  horizon.months = months;
  horizon.share_in_time = share_in_time(lag, months);
  horizon.leads_without_lag = without_lag;
  horizon.customers_without_lag = customers_by_end(spread_evenly(without_lag, months), rate, lag);
  horizon.first_reachable_month = first_reachable(lag);
  return horizon;
}

// Fills what `leads` bring and how many more it takes to be surer.
void fill_chances(Plan& plan, const Conversion& conversion) {
  const auto outcome = prospect(conversion, *plan.leads, plan.customers);
  plan.probability = outcome.probability;
  plan.p10 = outcome.p10;
  plan.p50 = outcome.p50;
  plan.p90 = outcome.p90;
  for (const int percent : kChances) {
    plan.leads_for[std::to_string(percent)] = leads_for(conversion, plan.customers, percent / 100.);
  }
}

// Nobody can have bought by then: what would be infinite is absent.
void leave_unreachable(Plan& plan, const Funnel& funnel) {
  plan.unreachable = true;
  for (const auto& place : funnel.places) plan.stages[place.stage] = std::nullopt;
  plan.stages["customer"] = plan.customers;
  for (const int percent : kChances) plan.leads_for[std::to_string(percent)] = std::nullopt;
}

}  // namespace

Result<Plan> make_plan(const PlanRequest& request) {
  if (auto valid = check(request); !valid) return valid.error();
  const auto funnel = join_funnel(request.steps, request.rate);
  if (!funnel) return funnel.error();
  const auto without_lag = contacts_needed(*funnel, request.revenue, request.average_sale);
  if (!without_lag) return without_lag.error();

  Plan plan;
  plan.revenue = request.revenue;
  plan.average_sale = request.average_sale;
  plan.rate = funnel->rate;
  if (plan.rate.belief) plan.rate_interval = credible_interval(*plan.rate.belief);
  plan.customers = without_lag->at("customer");

  Conversion conversion{funnel->rate, 1};
  if (request.lag) {
    const auto listed = static_cast<std::int64_t>(request.lag->shares.size());
    plan.horizon = horizon_of(*request.lag, request.months.value_or(listed), funnel->rate.mean,
                              without_lag->at("lead"));
    conversion.in_time = plan.horizon->share_in_time;
  }
  if (request.leads) plan.what_if = prospect(conversion, *request.leads, plan.customers);
  if (conversion.in_time <= 0 && plan.customers > 0) {
    leave_unreachable(plan, *funnel);
    return plan;
  }
  const auto needed = contacts_needed(*funnel, request.revenue, request.average_sale,
                                      plan.customers > 0 ? conversion.in_time : 1);
  if (!needed) return needed.error();
  for (const auto& [stage, count] : *needed) plan.stages[stage] = count;
  plan.leads = needed->at("lead");
  fill_chances(plan, conversion);
  if (plan.horizon) {
    plan.horizon->by_month =
        by_month(*plan.leads, plan.rate.mean, *request.lag, plan.horizon->months);
  }
  return plan;
}

}  // namespace tandem::goals
