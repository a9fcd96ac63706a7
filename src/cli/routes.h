// Every route of the API, for the server and for the OpenAPI document.
#pragma once

#include "base/fetch.h"
#include "http/collector.h"
#include "http/live.h"
#include "http/router.h"
#include "storage/ledger/ledger.h"
#include "storage/mirror/mirror.h"

namespace tandem::cli {

// All five outlive the router's use. `setup_secret` is what a first setup must show; empty: none
// works. `webhook_reach`: to whom webhooks may be sent.
void add_routes(http::Router& router, storage::Ledger& ledger, storage::Mirror& mirror,
                http::Live& live, http::Collector& collector, std::string setup_secret = {},
                Reach webhook_reach = Reach::public_only);

}  // namespace tandem::cli
