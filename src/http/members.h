// The members: who they are, inviting them, changing what they may do.
#pragma once

#include "http/router.h"
#include "storage/ledger/ledger.h"

namespace tandem::http {

// /api/v1/members... The ledger outlives the router.
void add_member_routes(Router& router, storage::Ledger& ledger);

}  // namespace tandem::http
