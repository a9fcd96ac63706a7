// A member's own account: name, password, one-time code, sessions, API tokens.
#pragma once

#include "http/router.h"
#include "storage/ledger/ledger.h"

namespace tandem::http {

// /api/v1/account... The ledger outlives the router.
void add_account_routes(Router& router, storage::Ledger& ledger);

}  // namespace tandem::http
