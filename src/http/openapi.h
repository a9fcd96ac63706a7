// The OpenAPI 3.1 document of everything registered with a router.
#pragma once

#include "http/router.h"

namespace tandem::http {

// Deterministic: paths, methods and schemas in order of name. Each operation says the permission it
// needs as "x-permission".
boost::json::object openapi(const Router& router, std::string_view version);

// Serves the document at /api/openapi.json. The router outlives the route.
void add_openapi_route(Router& router, std::string version);

}  // namespace tandem::http
