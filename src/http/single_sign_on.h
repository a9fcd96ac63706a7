// Single sign-on: its settings; a browser's way to the provider and back.
#pragma once

#include "http/router.h"

namespace tandem::http {

void add_single_sign_on_routes(Router& router, storage::Ledger& ledger);

}  // namespace tandem::http
