// What is told as it happens, and who is on the site now.
#pragma once

#include "http/live_hub.h"
#include "http/router.h"
#include "storage/ledger/ledger.h"
#include "storage/live_visitors.h"

namespace tandem::http {

// What the live routes and the jobs that feed them share.
struct Live {
  // `ledger` outlives it.
  explicit Live(storage::Ledger& ledger) : visitors(ledger) {}

  storage::LiveVisitors visitors;
  LiveHub hub;
};

// `live` outlives the router's use.
void add_live_routes(Router& router, storage::Ledger& ledger, Live& live);

}  // namespace tandem::http
