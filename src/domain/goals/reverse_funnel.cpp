#include "domain/goals/reverse_funnel.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "domain/goals/chances.h"

namespace tandem::goals {
namespace {

constexpr const char* kLead = "lead";
constexpr const char* kCustomer = "customer";

// 500.00000000000006 is 500: a product of rates carries an error of a few parts in 10^16.
constexpr double kNoise = 1e-13;

Result<std::int64_t> rounded_up(double contacts, const std::string& stage) {
  if (!(contacts <= static_cast<double>(kMostLeads))) {
    return Error::invalid("goals.too_many",
                          {{"stage", stage}, {"most", fmt::format("{}", kMostLeads)}});
  }
  return static_cast<std::int64_t>(std::ceil(contacts * (1 - kNoise)));
}

Error disagree(double stages, double rate) {
  return Error::invalid(
      "goals.rates_disagree",
      {{"stages", fmt::format("{:.4g}", stages)}, {"rate", fmt::format("{:.4g}", rate)}}, "stages");
}

// The step from the last stage named to the customer, when the steps end before it.
Result<std::optional<Step>> last_step(const std::vector<Step>& steps, double to_end,
                                      const std::optional<Rate>& rate) {
  if (steps.back().to == kCustomer) return std::optional<Step>();
  if (!rate) return Error::invalid("goals.no_rate", {}, "rate");
  const double share = rate->mean / to_end;
  if (share > 1 + kNoise) {
    return Error::invalid("goals.step_too_low",
                          {{"stage", steps.back().to},
                           {"stages", fmt::format("{:.4g}", to_end)},
                           {"rate", fmt::format("{:.4g}", rate->mean)}},
                          "stages");
  }
  return std::optional(Step{steps.back().to, kCustomer, share});
}

}  // namespace

Result<Funnel> join_funnel(const std::vector<Step>& steps, const std::optional<Rate>& rate) {
  if (steps.empty()) {
    if (!rate) return Error::invalid("goals.no_rate", {}, "rate");
    return Funnel{{{kLead, 1}, {kCustomer, rate->mean}}, *rate};
  }
  Funnel funnel{{{steps.front().from, 1}}, {}};
  for (const auto& step : steps) {
    funnel.places.push_back({step.to, funnel.places.back().per_lead * step.rate});
  }
  const auto lead = std::ranges::find(funnel.places, kLead, &Funnel::Place::stage);
  if (lead == funnel.places.end()) {
    return Error::invalid("goals.stages_without_lead", {}, "stages");
  }
  const double leads = lead->per_lead;
  for (auto& place : funnel.places) place.per_lead /= leads;

  const double to_end = funnel.places.back().per_lead;
  const auto last = last_step(steps, to_end, rate);
  if (!last) return last.error();
  if (*last) {
    funnel.places.push_back({kCustomer, rate->mean});
  } else if (rate && std::abs(rate->mean - to_end) > 0.01 * to_end) {
    return disagree(to_end, rate->mean);
  }
  if (rate) {
    funnel.rate = *rate;
  } else {
    auto known = known_rate(to_end);
    if (!known) return std::move(known).error();
    funnel.rate = *known;
  }
  funnel.places.back().per_lead = funnel.rate.mean;
  return funnel;
}

Result<std::int64_t> customers_needed(const Money& revenue, const Money& average_sale) {
  if (average_sale.amount <= 0)
    return Error::invalid("goals.sale_not_positive", {}, "average_sale");
  if (revenue.currency != average_sale.currency) {
    return Error::invalid("money.mixed_currencies",
                          {{"first", revenue.currency}, {"second", average_sale.currency}});
  }
  if (revenue.amount <= 0) return 0;
  return (revenue.amount - 1) / average_sale.amount + 1;
}

Result<std::map<std::string, std::int64_t>> contacts_needed(const Funnel& funnel,
                                                            const Money& revenue,
                                                            const Money& average_sale,
                                                            double in_time) {
  const auto customers = customers_needed(revenue, average_sale);
  if (!customers) return customers.error();
  const double sales = *customers == 0 ? 0
                                       : static_cast<double>(revenue.amount) /
                                             static_cast<double>(average_sale.amount);
  const double leads = sales / (funnel.rate.mean * in_time);
  std::map<std::string, std::int64_t> needed;
  for (const auto& place : funnel.places) {
    // Customers are what the goal counts; the stages before them are what has to be brought in.
    const auto count =
        place.stage == kCustomer ? customers : rounded_up(leads * place.per_lead, place.stage);
    if (!count) return count.error();
    needed[place.stage] = *count;
  }
  return needed;
}

Result<std::map<std::string, std::int64_t>> contacts_of(const Funnel& funnel, std::int64_t leads) {
  std::map<std::string, std::int64_t> contacts;
  for (const auto& place : funnel.places) {
    const auto count = rounded_up(static_cast<double>(leads) * place.per_lead, place.stage);
    if (!count) return count.error();
    contacts[place.stage] = *count;
  }
  return contacts;
}

}  // namespace tandem::goals
