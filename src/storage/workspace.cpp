#include "storage/workspace.h"

#include "queries.h"

namespace tandem::storage {

Workspace find_workspace(Connection& db) {
  return *db.find<Workspace>(sql::workspace::find_workspace);
}

void save_workspace(Connection& db, const Workspace& workspace) {
  db.execute(sql::workspace::save_workspace, workspace);
}

}  // namespace tandem::storage
