#include "actions/lifecycle.h"

#include "storage/people.h"

namespace tandem::actions {

void tell(storage::Write& write, Id contact, const lifecycle::Transition& transition, Timestamp at,
          const Cause& cause) {
  auto told = activity(timeline::ActivityKind::stage_changed, at, cause, to_json(transition));
  told.contact_id = contact;
  write.append(std::move(told));
}

Result<lifecycle::Standing> move_contact(storage::Write& write, Id contact, lifecycle::Stage to,
                                         Timestamp at, const Cause& cause) {
  const auto standing = storage::find_standing(write.db, contact);
  if (!standing) return Error::not_found("people.contact_not_found");
  const auto move = lifecycle::move(*standing, to, at, cause.why);
  if (!move) return move.error();
  storage::update_standing(write.db, contact, move->standing);
  tell(write, contact, move->transition, at, cause);
  return move->standing;
}

int learn_stages(storage::Write& write, Id contact, const std::vector<imports::StageEntry>& stages,
                 Timestamp when_undated, const Cause& cause) {
  auto standing = storage::find_standing(write.db, contact).value();
  int moves = 0;
  for (const auto& [stage, dated] : stages) {
    const auto at = dated.value_or(when_undated);
    const bool forward = stage > standing.stage;
    if (!forward && (stage == standing.stage || standing.entered(stage) || !dated)) continue;
    const auto learned = forward ? lifecycle::move(standing, stage, at, cause.why)
                                 : lifecycle::recall(standing, stage, at, cause.why);
    standing = learned->standing;
    tell(write, contact, learned->transition, at, cause);
    ++moves;
  }
  if (moves > 0) storage::update_standing(write.db, contact, standing);
  return moves;
}

}  // namespace tandem::actions
