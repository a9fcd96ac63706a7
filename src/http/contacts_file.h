// Personal data in bulk: the contacts as a file. Who took them is told in the audit log.
#pragma once

#include "http/router.h"
#include "storage/ledger/ledger.h"

namespace tandem::http {

// GET /api/v1/contacts.csv. The ledger outlives the router.
void add_contacts_file_route(Router& router, storage::Ledger& ledger);

}  // namespace tandem::http
