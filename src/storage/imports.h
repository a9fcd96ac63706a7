// The imports that were made, for people to look back on.
#pragma once

#include "base/json.h"
#include "storage/ledger/connection.h"

namespace tandem::storage {

struct Import {
  Id id;
  std::string file;
  std::string kind;
  std::string layout;
  Timestamp started_at;
  std::optional<Timestamp> finished_at;
  boost::json::value counts;  // actions::ImportCounts
};
BOOST_DESCRIBE_STRUCT(Import, (), (id, file, kind, layout, started_at, finished_at, counts))

void insert_import(Connection& db, const Import& import);
void finish_import(Connection& db, const Import& import);
// The first of its kind.
std::optional<Import> find_import_of_kind(Connection& db, const std::string& kind);

}  // namespace tandem::storage
