// Moving a contact through its lifecycle: the rule decides, the standing is saved and the move
// told.
#pragma once

#include <string>
#include <vector>

#include "actions/cause.h"
#include "domain/imports/rows.h"
#include "domain/lifecycle/standing.h"
#include "storage/ledger/ledger.h"

namespace tandem::actions {

// Moves one contact by hand. Errors: people.contact_not_found, lifecycle.same_stage.
Result<lifecycle::Standing> move_contact(storage::Write& write, Id contact, lifecycle::Stage to,
                                         Timestamp at, const Cause& cause);

// What a file says of a contact's history: stages beyond its present one are moved to, earlier ones
// it was not known to have entered are recalled, the rest is known already. Gives the number of
// moves.
int learn_stages(storage::Write& write, Id contact, const std::vector<imports::StageEntry>& stages,
                 Timestamp when_undated, const Cause& cause);

void tell(storage::Write& write, Id contact, const lifecycle::Transition& transition, Timestamp at,
          const Cause& cause);

}  // namespace tandem::actions
