#include "domain/lifecycle/standing.h"

namespace tandem::lifecycle {
namespace {

using Entry = std::optional<Timestamp> Standing::*;
constexpr std::array<Entry, 6> kEntries{&Standing::visitor_at,     &Standing::lead_at,
                                        &Standing::mql_at,         &Standing::sql_at,
                                        &Standing::opportunity_at, &Standing::customer_at};

constexpr int position(Stage stage) {
  return static_cast<int>(stage);
}

// Stages strictly between the two; none when the move goes back.
std::vector<Stage> between(int from, int to) {
  std::vector<Stage> skipped;
  for (int i = from + 1; i < to; ++i) skipped.push_back(static_cast<Stage>(i));
  return skipped;
}

void note_entry(Standing& standing, Stage stage, Timestamp at) {
  auto& first = standing.entered(stage);
  if (!first || at < *first) first = at;
}

void enter(Standing& standing, Stage stage, Timestamp at) {
  standing.stage = stage;
  standing.stage_since = at;
  note_entry(standing, stage, at);
}

}  // namespace

const std::optional<Timestamp>& Standing::entered(Stage of) const {
  return this->*kEntries[static_cast<std::size_t>(of)];
}

std::optional<Timestamp>& Standing::entered(Stage of) {
  return this->*kEntries[static_cast<std::size_t>(of)];
}

Move begin(Stage stage, Timestamp at, std::string why) {
  Move move;
  enter(move.standing, stage, at);
  move.transition = {.from = {},
                     .to = stage,
                     .skipped = between(-1, position(stage)),
                     .recalled = false,
                     .why = std::move(why)};
  return move;
}

Result<Move> move(const Standing& standing, Stage to, Timestamp at, std::string why) {
  if (to == standing.stage) {
    return Error::conflict("lifecycle.same_stage", {{"stage", std::string(name_of(to))}});
  }
  Move move{.standing = standing, .transition = {}};
  enter(move.standing, to, at);
  move.transition = {.from = standing.stage,
                     .to = to,
                     .skipped = between(position(standing.stage), position(to)),
                     .recalled = false,
                     .why = std::move(why)};
  return move;
}

Result<Move> recall(const Standing& standing, Stage stage, Timestamp at, std::string why) {
  if (stage >= standing.stage) {
    return Error::conflict("lifecycle.not_earlier", {{"stage", std::string(name_of(stage))}});
  }
  Move move{.standing = standing, .transition = {}};
  note_entry(move.standing, stage, at);
  move.transition = {
      .from = standing.stage, .to = stage, .skipped = {}, .recalled = true, .why = std::move(why)};
  return move;
}

Stage furthest(const Standing& standing) {
  for (auto stage = kStages.rbegin(); stage != kStages.rend(); ++stage) {
    if (*stage == standing.stage || standing.entered(*stage)) return *stage;
  }
  return standing.stage;
}

std::optional<Millis> time_to(const Standing& standing, Stage stage) {
  const auto& entry = standing.entered(stage);
  if (!entry) return std::nullopt;
  for (int i = position(stage) - 1; i >= 0; --i) {
    const auto& before = standing.entered(static_cast<Stage>(i));
    if (before) return *entry - *before;
  }
  return std::nullopt;
}

Standing replay(const std::vector<std::pair<Transition, Timestamp>>& history) {
  Standing standing;
  for (const auto& [transition, at] : history) {
    if (transition.recalled) {
      note_entry(standing, transition.to, at);
    } else {
      enter(standing, transition.to, at);
    }
  }
  return standing;
}

}  // namespace tandem::lifecycle
