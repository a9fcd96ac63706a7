#include "http/workspace.h"

#include "actions/workspace.h"
#include "storage/performance.h"

namespace tandem::http {
namespace {

struct WorkspaceView {
  std::string name;
  std::string currency;
  Language language = Language::en;
  std::string time_zone;
  std::vector<std::vector<OpeningPeriod>> opening_hours;  // seven days, Monday first
  std::string version;
  std::int64_t contacts = 0;
  std::int64_t deals = 0;
  std::optional<Date> first_contact_on;
  std::optional<Date> last_contact_on;
  std::vector<std::string> origins;
};
BOOST_DESCRIBE_STRUCT(WorkspaceView, (),
                      (name, currency, language, time_zone, opening_hours, version, contacts, deals,
                       first_contact_on, last_contact_on, origins))

struct WorkspaceSettings {
  std::string name;
  std::string currency;
  Language language = Language::en;
  std::string time_zone;
  std::vector<std::vector<OpeningPeriod>> opening_hours;
};
BOOST_DESCRIBE_STRUCT(WorkspaceSettings, (), (name, currency, language, time_zone, opening_hours))

WorkspaceView view(const storage::Workspace& workspace, storage::Holdings holdings,
                   const std::string& version) {
  return {.name = workspace.name,
          .currency = workspace.currency,
          .language = workspace.language,
          .time_zone = workspace.time_zone,
          .opening_hours = workspace.opening_hours,
          .version = version,
          .contacts = holdings.contacts,
          .deals = holdings.deals,
          .first_contact_on = holdings.first_contact_on,
          .last_contact_on = holdings.last_contact_on,
          .origins = std::move(holdings.origins)};
}

}  // namespace

void add_workspace_routes(Router& router, storage::Ledger& ledger, storage::Mirror& mirror,
                          std::string version) {
  router.get<Nothing, WorkspaceView>(
      "/api/v1/workspace", Permission::read_figures, "What the workspace holds",
      [&, version = std::move(version)](const Nothing&, const Call&) -> Result<WorkspaceView> {
        return view(ledger.read(storage::find_workspace), storage::holdings(mirror), version);
      });
  router.patch<actions::WorkspaceEdit, WorkspaceSettings>(
      "/api/v1/workspace", Permission::manage_workspace, "Change the workspace's settings",
      [&](const actions::WorkspaceEdit& edit, const Call& call) {
        return ledger.write([&](storage::Write& write) -> Result<WorkspaceSettings> {
          const auto changed = actions::change_workspace(write, edit, call.caller.actor());
          if (!changed) return changed.error();
          return WorkspaceSettings{changed->name, changed->currency, changed->language,
                                   changed->time_zone, changed->opening_hours};
        });
      });
}

}  // namespace tandem::http
