// What a member is told, and what makes a visit worth telling.
#pragma once

#include "http/live_hub.h"
#include "http/router.h"
#include "storage/ledger/ledger.h"

namespace tandem::http {

// Both outlive the router's use. What is read in one window is told to the member's others by
// `hub`.
void add_notification_routes(Router& router, storage::Ledger& ledger, LiveHub& hub);

}  // namespace tandem::http
