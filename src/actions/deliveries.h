// From activities to deliveries, and what becomes of each attempt.
#pragma once

#include <map>

#include "storage/ledger/ledger.h"
#include "storage/webhooks.h"

namespace tandem::actions {

// How far webhooks have read the log of each node, beyond what the ledger says. Nothing in between
// concerned them, so it costs no write to remember it, and only reading to forget it.
using ReadAhead = std::map<std::pair<Id, int>, Id>;

// Makes a delivery of each activity since last time that a webhook wants to be told of. The
// deliveries and the webhook's new position are one change, so that each activity has exactly one,
// whatever happens meanwhile. A webhook with webhooks::kMostPending of them gets no more for now:
// the rest is safe in the log. Whether there may be more to queue at once.
bool queue_deliveries(storage::Ledger& ledger, ReadAhead& ahead);

// What came of an attempt. 410 Gone disables the webhook; after any failure, what has waited for
// three days is dead. `chance` as in webhooks::after. Does nothing when the webhook or the delivery
// is gone.
void note_attempt(storage::Write& write, Id delivery, const webhooks::Outcome& outcome,
                  double chance);

// Those settled long ago, and those of webhooks that were removed; a few at a time. Whether there
// may be more.
bool forget_old_deliveries(storage::Ledger& ledger);

}  // namespace tandem::actions
