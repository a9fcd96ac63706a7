// Reads a CSV file as other systems really write them: any delimiter, quoting and encoding, a
// byte-order mark, lines of preamble above the header. Streams: memory does not grow with the file.
//
// Example. "Campaign report" / "Aug 1 - Aug 3" / Day,Cost / 2026-08-01,12.50 has the header Day,
// Cost on line 3 and one record, on line 4.
//
// A line that cannot be read never takes others with it: the record says why, and reading goes on
// at the next line; after a quote that is not closed, at the line after the one where it opened.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "storage/csv/dialect.h"

namespace tandem::storage {

struct CsvRecord {
  std::int64_t line = 0;            // of its first character, 1-based, as an editor counts
  std::vector<std::string> values;  // UTF-8; those of a record with an error mean nothing
  std::optional<Error> error;       // why it cannot be read: csv.line_too_long (1 MiB),
                                    // csv.unclosed_quote, csv.zero_byte
  std::string raw;  // its text as read, without its line end, for the rejects file; cut at 64 KiB
};

class CsvFile {
 public:
  // `path` "-" is standard input. Errors: csv.not_found {path}, csv.unreadable {path}, csv.empty
  // {path}, csv.workbook {path}, csv.binary {path}, csv.html {path}, csv.json {path},
  // csv.not_a_table {path}: no delimiter that gives most lines the same number of values, two at
  // least.
  static Result<CsvFile> open(const std::string& path);

  CsvFile(CsvFile&&) noexcept;
  CsvFile& operator=(CsvFile&&) noexcept;
  ~CsvFile();

  // Its encoding is what was seen so far: a byte beyond ASCII may come late.
  const CsvDialect& dialect() const;
  // Trimmed. A column without a name is called by its number, "#3"; a name that comes again gets a
  // number, "Email (2)".
  const std::vector<std::string>& header() const;

  // Reads the next record into `record`, reusing its memory; false at the end. Lines without any
  // value are passed over. Throws std::system_error when the disk fails underneath.
  bool next(CsvRecord& record);

  std::int64_t bytes_read() const;           // of the file, up to the end of the last record, about
  std::optional<std::int64_t> size() const;  // in bytes; nothing for standard input

 private:
  struct Impl;
  explicit CsvFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tandem::storage
