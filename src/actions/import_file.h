// Importing a file: leads, companies, deals or revenue, as another system exported them.
//
// Rows go in by batches, each durable before the next. The same file again changes nothing, and a
// file whose import was cut off (Ctrl-C, kill -9, a power cut) is simply imported again: rows taken
// before are known by their fingerprint. A row that cannot be taken is told with its line and the
// reason.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "domain/imports/map_row.h"
#include "storage/csv/csv_file.h"
#include "storage/ledger/ledger.h"

namespace tandem::actions {

// Rows refused for the same kind of reason.
struct RefusedRows {
  std::string code;  // of the errors
  std::int64_t count = 0;
  std::int64_t first_line = 0;
  std::string reason;  // the first one in words; left to whoever knows the reader's language
  Error first;         // not described: the words above are for people
};
BOOST_DESCRIBE_STRUCT(RefusedRows, (), (code, count, first_line, reason))

struct ImportCounts {
  std::int64_t rows = 0;  // records below the header, lines that sum up the others aside
  std::int64_t created = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t matched = 0;  // deals and revenue that found whom they belong to
  std::int64_t unmatched =
      0;  // and those that did not: told like the rejected, but not their own fault
  std::int64_t rejected = 0;
  std::int64_t flagged = 0;      // odd, and kept
  std::int64_t total_lines = 0;  // lines that sum up the others: passed over
  std::int64_t companies_created = 0;
  std::optional<Money> revenue;  // sum of the revenue rows that were taken
  std::vector<RefusedRows> refused;
  bool interrupted = false;
};
BOOST_DESCRIBE_STRUCT(ImportCounts, (),
                      (rows, created, changed, unchanged, matched, unmatched, rejected, flagged,
                       total_lines, companies_created, revenue, refused, interrupted))

struct ImportOptions {
  std::string file_name;  // as told in the timeline
  imports::Layout layout;
  imports::Defaults defaults;
  // Called for each row that is not taken, in the order of the file.
  std::function<void(const storage::CsvRecord&, const Error&)> on_refused;
  // Called after each batch with the bytes read so far; false interrupts the import.
  std::function<bool(std::int64_t bytes)> on_progress;
};

// Errors: those of RowMapper::make, imports.key_unknown {key, known}.
Result<ImportCounts> import_file(storage::Ledger& ledger, storage::CsvFile& file,
                                 const ImportOptions& options);

}  // namespace tandem::actions
