// What spend came back: by channel, from its credit and its cost.
//
//   return on investment (ROI)    (credited margin - cost) / cost
//   return on ad spend (ROAS)     credited revenue / cost
//   acquisition cost (CAC)        cost / credited customers
//
// Example. 1,000 spent, 4 customers, 12,000 revenue, 3,000 margin: ROI 2, ROAS 12, CAC 250.
// Without cost there is neither ROI nor ROAS; without customers there is no CAC.
#pragma once

#include <optional>

#include "base/money.h"

namespace tandem::attribution {

struct Spend {
  Money cost;
  Money revenue;         // credited
  Money margin;          // credited; may be negative
  double customers = 0;  // credited: seldom a whole number
};

struct Return {
  std::optional<double> roi;
  std::optional<double> roas;
  std::optional<Money> cac;  // rounded to the minor unit
};
BOOST_DESCRIBE_STRUCT(Return, (), (roi, roas, cac))

// Errors: money.mixed_currencies {first, second}, field revenue or margin; attribution.negative,
// field cost or customers; attribution.not_finite, field customers; money.too_large {value}, field
// customers, when so few customers would have cost more than money can say.
Result<Return> return_on(const Spend& spend);

}  // namespace tandem::attribution
