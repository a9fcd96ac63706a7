// Signing in and out, choosing a password by a link, and the first setup.
#pragma once

#include "http/router.h"
#include "storage/ledger/ledger.h"

namespace tandem::http {

// /api/v1/session, /api/v1/setup, /api/v1/links. The ledger outlives the router. `setup_secret` is
// what a setup must show; empty: none works.
void add_session_routes(Router& router, storage::Ledger& ledger, std::string setup_secret);

}  // namespace tandem::http
