// The funnel read backwards: from revenue to the customers, leads and visitors that it takes.
//
// Example. 10,000 $ at 1,000 $ a sale is ten customers; when 2 % of leads become customers that is
// 500 leads; when 3 % of visitors become leads, 16,667 visitors. These are averages: see chances.h
// for how likely they are to suffice.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "domain/goals/rates.h"
#include "domain/goals/stage_rates.h"

namespace tandem::goals {

// The chain from the first stage named to the customer, and how much of a lead a place in it is.
struct Funnel {
  struct Place {
    std::string stage;
    double per_lead = 1;  // how many contacts in this stage go with one lead
  };
  std::vector<Place> places;  // in order; "lead" and "customer" are among them
  Rate rate;                  // lead to customer
};

// Joins steps with what is known of the rate from lead to customer, which fills the one gap they
// may leave; both may be given when they agree within 1 %. Errors: goals.no_rate, field "rate",
// when neither gives it; goals.stages_without_lead, goals.rates_disagree {stages, rate} and
// goals.step_too_low {rate, needed}, all with field "stages".
Result<Funnel> join_funnel(const std::vector<Step>& steps, const std::optional<Rate>& rate);

// Sales that make up `revenue`, rounded up: 10,500 at 1,000 each is 11; 0 when the revenue is not
// positive. Errors: goals.sale_not_positive, field "average_sale"; money.mixed_currencies.
Result<std::int64_t> customers_needed(const Money& revenue, const Money& average_sale);

// Contacts per stage so that the average outcome is `revenue`: revenue / (sale x rates), rounded up
// once per stage, never because of binary fractions: ten customers at 2 % are 500 leads, not 501.
// `in_time` is the share that comes before the horizon, > 0. Errors: those of customers_needed;
// goals.too_many {stage, most}.
Result<std::map<std::string, std::int64_t>> contacts_needed(const Funnel& funnel,
                                                            const Money& revenue,
                                                            const Money& average_sale,
                                                            double in_time = 1);

// Contacts per stage that go with `leads`. Error: goals.too_many {stage, most}.
Result<std::map<std::string, std::int64_t>> contacts_of(const Funnel& funnel, std::int64_t leads);

}  // namespace tandem::goals
