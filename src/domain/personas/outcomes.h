// What became of each persona's people: how many bought, what that brought, how long it took. A
// persona that marketing declares and that never buys is a dispute made visible.
//
// Example. "Shop": 40 people, 10 won, win rate 25 % (95 % interval 14 to 40 %), 300 of margin each,
// 12 days in the middle.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/result.h"

namespace tandem::personas {

// Of one person; each part only where its column is there and filled.
struct Outcome {
  std::optional<bool> won;
  std::optional<double> margin;  // in the unit of its column
  std::optional<double> lag;     // likewise: days, mostly
};

// Margins and lags are of those who won, or of all where nothing says who did.
struct PersonaOutcome {
  std::string persona;
  std::int64_t people = 0;
  std::int64_t decided = 0;         // with a known outcome
  std::optional<std::int64_t> won;  // of these; nothing when none is known
  std::optional<double> win_rate;
  std::optional<double> win_rate_low;  // Wilson's 95 % interval
  std::optional<double> win_rate_high;
  std::optional<double> mean_margin;
  std::optional<double> median_lag;
};
BOOST_DESCRIBE_STRUCT(PersonaOutcome, (),
                      (persona, people, decided, won, win_rate, win_rate_low, win_rate_high,
                       mean_margin, median_lag))

PersonaOutcome outcome_of(std::string persona, const std::vector<Outcome>& people);

}  // namespace tandem::personas
