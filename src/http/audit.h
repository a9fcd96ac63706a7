// The audit log, on screen and as a file.
#pragma once

#include "http/router.h"
#include "storage/ledger/ledger.h"

namespace tandem::http {

// /api/v1/audit, /api/v1/audit.csv. The ledger outlives the router.
void add_audit_routes(Router& router, storage::Ledger& ledger);

}  // namespace tandem::http
