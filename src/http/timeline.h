// The timeline of a contact: reading it in pages, logging what sales did, taking that back.
#pragma once

#include "http/router.h"
#include "storage/ledger/ledger.h"

namespace tandem::http {

// GET and POST /api/v1/contacts/{id}/activities; DELETE .../{id}/activities/{activity_id}. The
// ledger outlives the router.
void add_timeline_routes(Router& router, storage::Ledger& ledger);

}  // namespace tandem::http
