// The workspace: what it is called, its defaults, its opening hours, what it holds.
#pragma once

#include "http/router.h"
#include "storage/ledger/ledger.h"
#include "storage/mirror/mirror.h"

namespace tandem::http {

// GET and PATCH /api/v1/workspace. Ledger and mirror outlive the router.
void add_workspace_routes(Router& router, storage::Ledger& ledger, storage::Mirror& mirror,
                          std::string version);

}  // namespace tandem::http
