// How likely a number of leads is to bring a number of customers.
//
// Every lead becomes a customer with probability p, in time with probability p g; so customers are
// binomial when p is known, and beta-binomial (a binomial whose rate is itself uncertain) when p is
// believed to be Beta(alpha, beta).
//
// Example. Ten customers at 2 % need 500 leads *on average*: 500 leads bring ten or more with a
// chance of 54.33 % only; 625 bring them with 80 %, 708 with 90 %. When the 2 % was measured on 20
// customers of 1,000 leads, 500 leads give 51.88 %, and 80 % needs 678.
#pragma once

#include <cstdint>
#include <optional>

#include "domain/goals/rates.h"

namespace tandem::goals {

// More leads, or visitors, than this are no plan; counts stay exact as doubles.
inline constexpr std::int64_t kMostLeads = 1'000'000'000'000;

struct Conversion {
  Rate rate;
  double in_time = 1;  // g: the share of the eventual customers that come before the horizon, 0..1
};

// P(at least `customers` of `leads`). 0 <= leads <= kMostLeads. Within 1e-8 of the exact value.
double chance_of(const Conversion& conversion, std::int64_t leads, std::int64_t customers);

// The least leads whose chance of bringing `customers` is at least `chance`, 0 < chance < 1.
// Nothing when kMostLeads are not enough.
std::optional<std::int64_t> leads_for(const Conversion& conversion, std::int64_t customers,
                                      double chance);

// The number of customers that `leads` do not exceed with probability `share`, 0 < share < 1: the
// smallest k with P(customers <= k) >= share.
std::int64_t customers_at(const Conversion& conversion, std::int64_t leads, double share);

}  // namespace tandem::goals
