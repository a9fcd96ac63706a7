// Tracking: where the script sends what visitors do, and what became of it.
#pragma once

#include "http/collector.h"
#include "http/router.h"

namespace tandem::http {

// POST /e, GET /e.gif for pages without scripts; GET /api/v1/intake, PUT /api/v1/intake/settings;
// GET /metrics. The collector and the ledger outlive the router.
void add_tracking_routes(Router& router, storage::Ledger& ledger, Collector& collector);

}  // namespace tandem::http
