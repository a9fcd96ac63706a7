#include "storage/imports.h"

#include "queries.h"

namespace tandem::storage {

void insert_import(Connection& db, const Import& import) {
  db.execute(sql::imports::insert_import, import);
}

void finish_import(Connection& db, const Import& import) {
  db.execute(sql::imports::finish_import, import);
}

std::optional<Import> find_import_of_kind(Connection& db, const std::string& kind) {
  return db.find<Import>(sql::imports::find_import_of_kind, param("kind", kind));
}

}  // namespace tandem::storage
