// The list of contacts, and its saved views.
#pragma once

#include "http/router.h"
#include "storage/ledger/ledger.h"

namespace tandem::http {

// GET /api/v1/contacts; GET and POST /api/v1/views; PATCH and DELETE /api/v1/views/{id}. The ledger
// outlives the router.
void add_contact_list_routes(Router& router, storage::Ledger& ledger);

}  // namespace tandem::http
