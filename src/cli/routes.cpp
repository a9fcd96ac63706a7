#include "cli/routes.h"

#include "http/openapi.h"
#include "http/people.h"
#include "http/performance.h"

namespace tandem::cli {

void add_routes(http::Router& router, storage::Ledger& ledger, storage::Mirror& mirror) {
  http::add_performance_routes(router, ledger, mirror, TANDEM_VERSION);
  http::add_people_routes(router, ledger);
  http::add_openapi_route(router, TANDEM_VERSION);
}

}  // namespace tandem::cli
