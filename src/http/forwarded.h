// Who really asks, when a proxy stands between.
#pragma once

#include "base/network.h"
#include "http/message.h"

namespace tandem::http {

// Takes the client's address, the scheme and the host from X-Forwarded-For, -Proto and -Host, when
// the peer (`request.remote`) is trusted; from anybody else these headers mean nothing. An IPv4
// peer of an IPv6 socket gets its usual name.
//
// Each proxy appends the address it was called from, so a list is read from its end: the first
// address that is not one of ours is the client, and what stands left of it is the client's own
// invention. A list that cannot be read that far leaves the peer's address. Of the scheme and the
// host the last value counts, which the nearest proxy wrote; anything else is left as it was.
//
//   peer 10.0.0.2, trusted 10.0.0.0/8, "X-Forwarded-For: 1.1.1.1, 203.0.113.9, 10.0.0.7"
//   -> remote is 203.0.113.9
void believe_proxies(Request& request, const std::vector<Network>& trusted);

}  // namespace tandem::http
