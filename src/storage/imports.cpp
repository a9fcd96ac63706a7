#include "storage/imports.h"

#include "queries.h"

namespace tandem::storage {

void insert_import(Connection& db, const Import& import) {
  db.execute(sql::imports::insert_import, import);
}

void finish_import(Connection& db, const Import& import) {
  db.execute(sql::imports::finish_import, import);
}

}  // namespace tandem::storage
