// One open copy of the ledger's facts: a DuckDB file or a database in memory, with the statements
// that fill it. What Mirror is made of.
#pragma once

#include <map>
#include <mutex>

#include "storage/ledger/ledger.h"
#include "storage/mirror/duck.h"
#include "storage/mirror/facts.h"
#include "storage/mirror/mirror.h"
#include "storage/workspace.h"

namespace tandem::storage {

struct Mirror::Copy {
  // An existing file or a new one; in memory when `file` is empty. Throws DuckFailure.
  explicit Copy(const std::filesystem::path& file)
      : database_(file), writer_(database_.connect()) {}

  // Whether what is in it copies this workspace with this program's schema, as far as can be told
  // without reading it all.
  bool belongs_to(const Workspace& workspace, Connection& ledger);
  // Whether its days are those of this workspace's time zone.
  bool counts_days_as(const Workspace& workspace) const;
  // Makes the tables and copies everything.
  void build(const Workspace& workspace, Connection& ledger);
  // Copies what is new; gives the number of activities.
  std::int64_t follow(Connection& ledger);

  std::unique_ptr<DuckConnection> take();
  void give_back(std::unique_ptr<DuckConnection> connection);

 private:
  void load_watermarks();
  void save_watermarks();
  std::int64_t copy_activities(Connection& ledger, int node, Id after);

  DuckDatabase database_;
  DuckConnection writer_;
  const date::time_zone* zone_ = nullptr;
  std::map<int, Id> watermarks_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<DuckConnection>> idle_;
};

}  // namespace tandem::storage
