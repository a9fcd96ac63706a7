// How long it takes a lead to become a customer, and what that does to a plan with a horizon.
//
// Time runs in periods (months, days): a lag of 0 is "within the period in which the lead came".
//
// Example. 30 % of the future customers buy in the month they came, 40 % the month after, 30 % two
// months after. 500 leads at 2 %, spread evenly over a quarter, bring 6.67 customers within it, not
// ten: those of the last month have mostly not bought yet. Ten need 750.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <boost/describe.hpp>

#include "base/result.h"

namespace tandem::goals {

// shares[i]: of the eventual customers, those that buy i periods after they came. Sums to 1, or
// less when some buy later than the list tells.
struct Lag {
  std::vector<double> shares;

  // G(i): bought by the end of period i after they came; 0 before 0.
  double by(std::int64_t period) const;
};

inline constexpr std::size_t kMostPeriods = 1200;

// Errors, field "lag": goals.lag_empty; goals.lag_too_long {most}; goals.lag_sum {sum}, above 1 or
// not above 0. Field "lag[2]": goals.lag_share {value}, unless 0 <= value <= 1.
Result<Lag> make_lag(std::vector<double> shares);

// Σ n_d p G(T - d), where leads[d] came in period d and the last period is the horizon. `leads` may
// be fractions of a lead.
double customers_by_end(const std::vector<double>& leads, double rate, const Lag& lag);

// The same, period by period: the customers won in each.
std::vector<double> customers_by_period(const std::vector<double>& leads, double rate,
                                        const Lag& lag);

// The share of the eventual customers that come within `periods` when the leads are spread evenly
// over them: the mean of G. 0 when the horizon is shorter than the shortest lag.
double share_in_time(const Lag& lag, std::int64_t periods);

// The first horizon in which anybody can buy: 1 + the first period with a share.
std::int64_t first_reachable(const Lag& lag);

// One lead that was followed.
struct Followed {
  std::int64_t periods = 0;  // until it bought, or until it was last seen without having bought
  bool bought = false;
};

struct LagEstimate {
  std::vector<double> surviving;  // S(i): not bought by the end of period i
  double cured = 1;               // those who never will: S where nobody is followed any longer
  std::optional<Lag> lag;         // of those who will; nothing when nobody has bought
};

// Kaplan-Meier (JASA 1958): S(i) = Π (1 - bought / followed), those last seen in a period counting
// as followed in it. G = (1 - S) / (1 - cured). The cured share means something only when leads
// were followed for longer than purchases take. Errors: goals.nobody_followed; goals.bad_duration
// {value, most}, field "[3]".
Result<LagEstimate> estimate_lag(const std::vector<Followed>& leads);

}  // namespace tandem::goals
