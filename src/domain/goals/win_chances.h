// How likely an open deal is to be won, given how old it is.
//
// Winning and losing compete: a deal that is lost can no longer be won. The Aalen-Johansen estimate
// keeps both, and counts deals that are still open for as long as they were seen (Aalen and
// Johansen, Scand. J. Statist. 1978; one starting state, two endings).
//
// Example. Of 100 deals 10 were won and 20 lost in their first month; of the 70 left 14 and 21 in
// the second; of the 35 left 7 and 14 in the third. A new deal is won within three months with
// 31 %, one that is a month old with 30 %, one that is two months old with 20 %.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <boost/describe.hpp>

#include "base/result.h"

namespace tandem::goals {

enum class Ending { open, won, lost };
BOOST_DESCRIBE_ENUM(Ending, open, won, lost)

// A deal as it was last seen.
struct SeenDeal {
  std::int64_t period = 0;  // of its age, in which it ended or was last seen; 0 is the first
  Ending ending = Ending::open;
};

// What happened in one period of age.
struct AgePeriod {
  std::int64_t at_risk = 0;  // open when the period began
  std::int64_t won = 0;
  std::int64_t lost = 0;
};

// By age in whole periods, 0 first: the share of deals still open (S), won (CIF_w) and lost (CIF_l)
// by then. At every age they sum to 1.
struct WinChances {
  std::vector<double> open;
  std::vector<double> won;
  std::vector<double> lost;

  // P(won within `periods` | open at `age`) = (CIF_w(age + periods) - CIF_w(age)) / S(age). What
  // lies beyond the oldest age seen counts as not won. Nothing when no deal was seen open that old.
  std::optional<double> within(std::int64_t periods, std::int64_t age) const;
};

// The oldest period of age a deal may have.
inline constexpr std::int64_t kOldestPeriod = 12'000;

// Who was at risk in each period: all that had not ended or gone out of sight before it. Errors:
// goals.no_deals; goals.bad_duration {value, most}, field "[3]".
Result<std::vector<AgePeriod>> age_periods(const std::vector<SeenDeal>& deals);

// Error: goals.bad_age_period, field "[3]", when won + lost > at_risk or a count is negative.
Result<WinChances> win_chances(const std::vector<AgePeriod>& periods);

}  // namespace tandem::goals
