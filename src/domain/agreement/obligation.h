// What the agreement asks of the two teams for one lead: one clock for each promise.
//
// Marketing hands an MQL over within minutes; its clock runs until the rep is told. From then on it
// is sales' turn, so that nobody answers for the delay of the system: a first response, further
// attempts until one reaches the lead or all are made, an answer to the MQL, and news often enough
// that the status is true.
//
// Example. Six attempts, each within two business days of the one before: told on Monday, called
// on Monday and on Tuesday without success, the clock of the third attempt runs until Thursday at
// the closing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/agreement/clock.h"
#include "domain/agreement/terms.h"

namespace tandem::agreement {

enum class Promise { handover, first_response, next_attempt, disposition, status };
BOOST_DESCRIBE_ENUM(Promise, handover, first_response, next_attempt, disposition, status)

constexpr lifecycle::Owner owner(Promise promise) {
  return promise == Promise::handover ? lifecycle::Owner::marketing : lifecycle::Owner::sales;
}

// What has happened to a lead so far; each by whom does not matter here.
struct LeadHistory {
  std::string segment;
  Timestamp qualified_at;                // became an MQL
  std::optional<Timestamp> told_at;      // the rep
  std::vector<Timestamp> attempts;       // by a person, in order
  std::optional<Timestamp> reached_at;   // the first attempt that reached the lead
  std::optional<Timestamp> disposed_at;  // accepted, or rejected with a reason
  std::vector<Timestamp> news;           // changes of status and notes, in order
  std::optional<Timestamp> closed_at;    // rejected, won or lost: nothing is owed any more
  std::vector<ClockEvent> pauses;        // and resumptions, of all that sales owes
};

struct Obligation {
  Promise promise = Promise::first_response;
  int number = 1;       // of the attempt, or of the stretch without news
  BusinessClock clock;  // without excuses, which its record keeps
};

// Of the terms that measure the lead, in the order of the promises and of their numbers. A lead
// that is closed or reached leaves the attempts not made yet unowed. Precondition: faults(terms) is
// empty and `calendar` is made of terms.hours. Error: calendar.too_far.
Result<std::vector<Obligation>> obligations(const Terms& terms, const BusinessCalendar& calendar,
                                            const LeadHistory& lead);

// The minutes within which sales answers a lead of a segment.
int response_minutes(const SalesTerms& terms, std::string_view segment);

// One figure of a half: how many of its clocks stand how.
struct Tally {
  int on_track = 0;
  int due_soon = 0;
  int breached = 0;
  int met = 0;
  int excused = 0;

  // Of those decided, excused ones aside; nothing while none is.
  std::optional<double> kept_share() const;
  bool operator==(const Tally&) const = default;
};
BOOST_DESCRIBE_STRUCT(Tally, (), (on_track, due_soon, breached, met, excused))

void count(Tally& tally, ClockState state);

// A floor under a share: whether enough MQLs were accepted, or became opportunities. `open` of them
// are not decided yet. Kept when the floor holds even if all of those fail, broken when it fails
// even if all of them do well; in between on the way, or at risk when it would fail at the present
// share.
enum class FloorState { kept, on_the_way, at_risk, broken, empty };
BOOST_DESCRIBE_ENUM(FloorState, kept, on_the_way, at_risk, broken, empty)

// Precondition: none is negative.
FloorState floor_state(int percent, int good, int bad, int open);

}  // namespace tandem::agreement
