// The addresses that libraries made for Segment send to, so that a customer's server can tell what
// its users do by changing nothing but the host.
//
// POST /v1/track, identify, page, screen, group and alias take one message, POST /v1/batch many;
// the write key is the user of Basic authorisation, or `writeKey` in the body. Bodies may be
// compressed with gzip. The answer is 200 {"success": true} once all is durable.
#pragma once

#include "http/collector.h"
#include "http/router.h"

namespace tandem::http {

// The collector outlives the router.
void add_segment_routes(Router& router, Collector& collector);

}  // namespace tandem::http
