// The clock of an obligation: business time that runs until somebody does what was promised.
//
// A clock starts with an allowance of business time. It pauses when the lead asked to be called on
// a date, runs on from that date (or when somebody resumes it) with what was left, and stops when
// the promise is kept. It breaches at the moment its allowance is used up. That moment follows from
// the events and the calendar alone: nobody has to be watching, a restart changes nothing, and a
// machine whose clock is wrong invents no breach, as no event is ever written for one.
//
// Example. Weekdays 10:00-18:00, allowance 10 h: started on Wednesday 15:00, due Thursday 17:00;
// started on Wednesday 20:00, due Friday 12:00. Paused on Thursday 11:00 (after 4 h) until Monday
// 10:00, the first is due on Monday 16:00.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/business_calendar.h"
#include "base/id.h"

namespace tandem::agreement {

// In this share of its allowance before the end a clock is due soon.
inline constexpr double kSoonShare = .25;

enum class ClockEventKind { paused, resumed, stopped, excused };
BOOST_DESCRIBE_ENUM(ClockEventKind, paused, resumed, stopped, excused)

struct ClockEvent {
  ClockEventKind kind = ClockEventKind::stopped;
  Timestamp at;                    // one before the start counts from the start
  std::optional<Timestamp> until;  // of a pause: it resumes by itself then; else when resumed
  Id by;                           // who paused, resumed, stopped or excused it
  std::string why;

  bool operator==(const ClockEvent&) const = default;
};
BOOST_DESCRIBE_STRUCT(ClockEvent, (), (kind, at, until, by, why))

inline constexpr std::chrono::days kLongestPause{731};

// Of an event that somebody enters at `now`. Errors, each with its field: agreement.no_reason
// (why: an excuse or a pause says why), agreement.pause_past (until), agreement.pause_far {days}
// (until), agreement.not_yet (at: nothing that is still to come has happened).
Result<void> check(const ClockEvent& event, Timestamp now);

struct BusinessClock {
  Timestamp started_at;
  Millis allowance{0};             // business time, more than none
  std::vector<ClockEvent> events;  // in any order; those of one instant in the order they happened
};

// What is known of a clock from its events.
struct Course {
  Millis left{0};                        // business time not used: at the stop, the breach or pause
  std::optional<Timestamp> due_at;       // nothing while paused without a date, or never
  std::optional<Timestamp> soon_at;      // when it becomes due soon, unless it is now paused
  std::optional<Timestamp> paused_at;    // it stands still now
  std::optional<Timestamp> resumes_at;   // by itself
  std::optional<Timestamp> breached_at;  // the last event that could have prevented it came later
  std::optional<Timestamp> stopped_at;   // also of one that was stopped too late
  std::optional<ClockEvent> excuse;      // the first
};

// Of the events up to `now`, each of which happened. Whoever stops or pauses a clock at the very
// moment it is due is in time. A pause of a paused clock replaces its date; resuming a running one
// changes nothing.
Course course(const BusinessClock& clock, const BusinessCalendar& calendar, Timestamp now,
              double soon_share = kSoonShare);

enum class ClockState { on_track, due_soon, breached, met, excused };
BOOST_DESCRIBE_ENUM(ClockState, on_track, due_soon, breached, met, excused)

// A clock that was met stays so when somebody excuses it. Precondition: `now` is that of the
// course, or later than it with no event between them.
ClockState state(const Course& course, Timestamp now);

// The next instant at which the state changes without anybody's doing; nothing when it cannot.
std::optional<Timestamp> next_change(const Course& course, Timestamp now);

// How long a visitor who converted waited, and for whom: the system until it told the rep, the
// people from then to their first attempt.
struct Delay {
  Millis wall{0};
  Millis business{0};
};

struct Delays {
  Delay system;
  std::optional<Delay> people;  // nothing before the first attempt
};

// An attempt before the rep was told leaves people no delay.
Delays delays(Timestamp converted_at, Timestamp told_at, std::optional<Timestamp> first_attempt_at,
              const BusinessCalendar& calendar);

}  // namespace tandem::agreement
