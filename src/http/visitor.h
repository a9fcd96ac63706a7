// Whoever signs in, as the actions of signing in want to know them.
#pragma once

#include "actions/sign_in.h"
#include "http/route.h"

namespace tandem::http {

actions::Visitor visitor_of(const Call& call);

// A new session never goes on under an old one's secret.
void close_old_session(storage::Ledger& ledger, const Call& call);

}  // namespace tandem::http
