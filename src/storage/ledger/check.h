// Whether the ledger is whole: what doctor looks at. Reads everything once, in bounded memory.
#pragma once

#include <string>
#include <vector>

#include "storage/ledger/ledger.h"

namespace tandem::storage {

// Records that refer to some that are not there.
struct BrokenReferences {
  std::string table;
  std::string parent;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(BrokenReferences, (), (table, parent, count))

struct LedgerReport {
  int schema = 0;        // of the file
  int known_schema = 0;  // the newest that this program knows
  // SQLite's own words for what is wrong with the file, at most 100; empty when it is whole. When
  // it is so damaged that reading fails, nothing below is filled.
  std::vector<std::string> integrity;
  std::vector<BrokenReferences> broken_references;
  std::int64_t contacts = 0;
  std::int64_t activities = 0;
  // Contacts whose stage or dates are not what their stage changes lead to, or cannot be read; the
  // first 20 of them by id.
  std::int64_t standings_wrong = 0;
  std::vector<Id> wrong_contacts;
  // Activities kept under another writer node than the one that made their id: the mirror, which
  // follows each node by its newest id, could pass over them.
  std::int64_t activities_misfiled = 0;

  bool sound() const;
};
BOOST_DESCRIBE_STRUCT(LedgerReport, (),
                      (schema, known_schema, integrity, broken_references, contacts, activities,
                       standings_wrong, wrong_contacts, activities_misfiled))

// Never throws for what it finds: a file that cannot be read is itself a finding.
LedgerReport check_ledger(Ledger& ledger);

}  // namespace tandem::storage
