// One contact: adding it, reading it with its standing, editing and assigning it, moving it on.
#pragma once

#include "http/router.h"
#include "storage/ledger/ledger.h"

namespace tandem::http {

// POST /api/v1/contacts; GET and PATCH /api/v1/contacts/{id}; PUT .../{id}/owner;
// POST .../{id}/transitions. The ledger outlives the router.
void add_people_routes(Router& router, storage::Ledger& ledger);

}  // namespace tandem::http
