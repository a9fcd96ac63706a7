// Quiet hours: part of the day in which a member is not disturbed. What would be told is kept until
// they end.
//
// Example. Quiet from 20:00 to 08:00 in Paris: what happens at 23:30 is told at 08:00 the next day;
// what happens at 08:00 is told at once.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "domain/people/preferences.h"

namespace tandem::people {

inline constexpr int kQuietFrom = 20 * 60;  // minutes after midnight, for who chose none
inline constexpr int kQuietTo = 8 * 60;

// Errors: people.bad_quiet_minute (fields quiet_from_minute, quiet_to_minute), outside 0 to 1439;
// people.always_quiet (field quiet_to_minute), when both are the same and quiet hours are wanted.
Result<void> check_quiet_hours(const Preferences& preferences);

// When the quiet hours that `at` lies in end; nothing when it lies in none.
// Precondition: check_quiet_hours(preferences), and the zone is known.
std::optional<Timestamp> quiet_until(const Preferences& preferences, const std::string& time_zone,
                                     Timestamp at);

}  // namespace tandem::people
