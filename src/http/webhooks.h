// Webhooks: who is told of what happens, and what became of it.
#pragma once

#include "base/fetch.h"
#include "http/router.h"
#include "storage/ledger/ledger.h"

namespace tandem::http {

// /api/v1/webhooks and what is below. The ledger outlives the router. `reach`: as the sender's.
void add_webhook_routes(Router& router, storage::Ledger& ledger, Reach reach);

}  // namespace tandem::http
