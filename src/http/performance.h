// The figures both teams read: the funnel and the sources.
#pragma once

#include "http/router.h"
#include "storage/ledger/ledger.h"
#include "storage/mirror/mirror.h"

namespace tandem::http {

// GET /api/v1/funnel, /api/v1/sources. Both stores outlive the router.
void add_performance_routes(Router& router, storage::Ledger& ledger, storage::Mirror& mirror);

}  // namespace tandem::http
