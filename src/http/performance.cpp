#include "http/performance.h"

#include "storage/performance.h"
#include "storage/workspace.h"

namespace tandem::http {
namespace {

std::string currency_of(storage::Ledger& ledger) {
  return ledger.read(storage::find_workspace).currency;
}

}  // namespace

void add_performance_routes(Router& router, storage::Ledger& ledger, storage::Mirror& mirror) {
  router.get<storage::FunnelQuery, performance::Funnel>(
      "/api/v1/funnel", Permission::read_figures, "The funnel by stage, of a period and an origin",
      [&](const storage::FunnelQuery& query, const Call& call) {
        return storage::funnel(mirror, query, call.language());
      });
  router.get<storage::SourcesQuery, performance::Sources>(
      "/api/v1/sources", Permission::read_figures, "Leads, customers and revenue by origin",
      [&](const storage::SourcesQuery& query, const Call& call) {
        return storage::sources(mirror, query, currency_of(ledger), call.language());
      });
}

}  // namespace tandem::http
