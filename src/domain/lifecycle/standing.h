// Where a contact stands in its lifecycle, and how it moves.
//
// A contact moves forward one stage at a time or skips some: a skip is allowed, because history
// often knows only the end ("won on 26 February"), and is recorded as such. It may move back: sales
// returns a lead that marketing must nurture. Every move says when, who and why.
//
// Example. A standing of {mql since 1 Feb} that becomes customer on 26 Feb gives
// {customer since 26 Feb; mql_at 1 Feb, customer_at 26 Feb} and the transition
// {from mql, to customer, skipped [sql, opportunity]}.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/lifecycle/stage.h"

namespace tandem::lifecycle {

// The current stage, and the first entry into each; stages that were skipped have no entry.
struct Standing {
  Stage stage = Stage::visitor;
  Timestamp stage_since;
  std::optional<Timestamp> visitor_at;
  std::optional<Timestamp> lead_at;
  std::optional<Timestamp> mql_at;
  std::optional<Timestamp> sql_at;
  std::optional<Timestamp> opportunity_at;
  std::optional<Timestamp> customer_at;

  bool operator==(const Standing&) const = default;

  const std::optional<Timestamp>& entered(Stage stage) const;
  std::optional<Timestamp>& entered(Stage stage);
};
BOOST_DESCRIBE_STRUCT(Standing, (),
                      (stage, stage_since, visitor_at, lead_at, mql_at, sql_at, opportunity_at,
                       customer_at))

// A move as the timeline tells it; `from` is absent for a contact's first stage.
struct Transition {
  std::optional<Stage> from;
  Stage to = Stage::visitor;
  std::vector<Stage> skipped;  // stages passed over by a move forward
  bool recalled = false;       // an entry into an earlier stage, learned only later: no move
  std::string why;

  bool operator==(const Transition&) const = default;
};
BOOST_DESCRIBE_STRUCT(Transition, (), (from, to, skipped, recalled, why))

struct Move {
  Standing standing;
  Transition transition;
};

// The first stage of a new contact.
Move begin(Stage stage, Timestamp at, std::string why);

// Moves on, skips or goes back. Error: lifecycle.same_stage {stage} when the contact is there
// already.
Result<Move> move(const Standing& standing, Stage to, Timestamp at, std::string why);

// Learns that the contact had once entered a stage before its present one: the standing remembers
// the date and stays where it is. Error: lifecycle.not_earlier {stage}.
Result<Move> recall(const Standing& standing, Stage stage, Timestamp at, std::string why);

// The furthest stage ever entered, the present one included.
Stage furthest(const Standing& standing);

// Time between the entry into the nearest earlier stage that was recorded and the entry into
// `stage`; negative when the records say so. Nothing when either is not recorded.
std::optional<Millis> time_to(const Standing& standing, Stage stage);

// The standing that a history of transitions, each with its date, leads to; what doctor compares.
Standing replay(const std::vector<std::pair<Transition, Timestamp>>& history);

}  // namespace tandem::lifecycle
