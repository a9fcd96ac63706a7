// API tokens of everybody and of integrations, and the write keys of the tracking script.
#pragma once

#include "http/router.h"
#include "storage/ledger/ledger.h"

namespace tandem::http {

// /api/v1/tokens, /api/v1/write_keys. The ledger outlives the router.
void add_token_routes(Router& router, storage::Ledger& ledger);

}  // namespace tandem::http
