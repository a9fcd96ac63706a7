// Contacts: adding one, reading one with its standing and its timeline, moving it on.
#pragma once

#include "http/router.h"
#include "storage/ledger/ledger.h"

namespace tandem::http {

// POST /api/v1/contacts; GET /api/v1/contacts/{id} and .../{id}/activities;
// POST /api/v1/contacts/{id}/transitions. The ledger outlives the router.
void add_people_routes(Router& router, storage::Ledger& ledger);

}  // namespace tandem::http
