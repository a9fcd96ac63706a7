// What sales logs by hand: a call, an e-mail, a meeting, a note.
//
// A call and an e-mail have a direction; a call and a meeting an outcome and minutes; all may have
// a text, and a note is nothing but one. Whoever logged something may take it back for a while,
// because a click is easily a wrong one; the log keeps what was said and that it was taken back.
//
// Example. {outcome: left_message, direction: outgoing, text: "about the booths"} is a call. With
// the outcome held it is refused: that is for meetings.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "domain/timeline/activity.h"

namespace tandem::timeline {

enum class Direction { outgoing, incoming };
BOOST_DESCRIBE_ENUM(Direction, outgoing, incoming)

enum class Outcome {
  connected,  // calls, up to wrong_number
  no_answer,
  left_message,
  busy,
  wrong_number,
  held,  // meetings
  missed
};
BOOST_DESCRIBE_ENUM(Outcome, connected, no_answer, left_message, busy, wrong_number, held, missed)

// The detail of such an activity.
struct Logged {
  std::optional<Direction> direction;
  std::optional<Outcome> outcome;
  std::optional<std::int64_t> minutes;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Logged, (), (direction, outcome, minutes, text))

inline constexpr std::size_t kLongestWords = 10'000;  // bytes
inline constexpr std::int64_t kMostMinutes = 1'440;   // a day
inline constexpr std::chrono::minutes kTakenBackWithin{10};
inline constexpr std::chrono::minutes kClockTolerance{5};

bool is_logged_by_hand(ActivityKind kind);

// Precondition: is_logged_by_hand(kind). Errors, with their field: timeline.direction_needed,
// timeline.no_direction_here, timeline.outcome_needed, timeline.no_outcome_here,
// timeline.bad_minutes {most}, timeline.no_minutes_here, timeline.text_needed, timeline.text_long
// {most}.
Result<void> check(ActivityKind kind, const Logged& logged);

// Whether the member may take it back at `now`. Errors: timeline.not_logged_by_hand,
// timeline.logged_by_another, timeline.too_late {minutes}.
Result<void> may_take_back(const Activity& activity, std::optional<Id> member, Timestamp now);

}  // namespace tandem::timeline
