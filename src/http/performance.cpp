#include "http/performance.h"

#include "storage/performance.h"
#include "storage/workspace.h"

namespace tandem::http {
namespace {

struct WorkspaceView {
  std::string name;
  std::string currency;
  Language language = Language::en;
  std::string time_zone;
  std::string version;
  std::int64_t contacts = 0;
  std::int64_t deals = 0;
  std::optional<Date> first_contact_on;
  std::optional<Date> last_contact_on;
  std::vector<std::string> origins;
};
BOOST_DESCRIBE_STRUCT(WorkspaceView, (),
                      (name, currency, language, time_zone, version, contacts, deals,
                       first_contact_on, last_contact_on, origins))

storage::Workspace workspace_of(storage::Ledger& ledger) {
  return ledger.read([](storage::Connection& db) { return storage::find_workspace(db); });
}

WorkspaceView view(const storage::Workspace& workspace, storage::Holdings holdings,
                   const std::string& version) {
  return {.name = workspace.name,
          .currency = workspace.currency,
          .language = workspace.language,
          .time_zone = workspace.time_zone,
          .version = version,
          .contacts = holdings.contacts,
          .deals = holdings.deals,
          .first_contact_on = holdings.first_contact_on,
          .last_contact_on = holdings.last_contact_on,
          .origins = std::move(holdings.origins)};
}

}  // namespace

void add_performance_routes(Router& router, storage::Ledger& ledger, storage::Mirror& mirror,
                            std::string version) {
  router.get<Nothing, WorkspaceView>(
      "/api/v1/workspace", Permission::read_figures, "What the workspace holds",
      [&, version = std::move(version)](const Nothing&, const Call&) -> Result<WorkspaceView> {
        return view(workspace_of(ledger), storage::holdings(mirror), version);
      });
  router.get<storage::FunnelQuery, performance::Funnel>(
      "/api/v1/funnel", Permission::read_figures, "The funnel by stage, of a period and an origin",
      [&](const storage::FunnelQuery& query, const Call& call) {
        return storage::funnel(mirror, query, call.language());
      });
  router.get<storage::SourcesQuery, performance::Sources>(
      "/api/v1/sources", Permission::read_figures, "Leads, customers and revenue by origin",
      [&](const storage::SourcesQuery& query, const Call& call) {
        return storage::sources(mirror, query, workspace_of(ledger).currency, call.language());
      });
}

}  // namespace tandem::http
