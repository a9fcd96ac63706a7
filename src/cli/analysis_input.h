// Files that the commands on a file read: tables with named columns, and JSON documents. A refusal
// says where: "leads.csv:12: hazard: “x” is not a number".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "cli/progress.h"
#include "storage/csv/csv_file.h"

namespace tandem::cli {

// A CSV file, one record at a time; memory does not grow with it. Tells on standard error when the
// file had to be converted to UTF-8, and shows progress on a terminal.
class AnalysisTable {
 public:
  // `path` "-" is standard input. Errors: those of CsvFile::open.
  static Result<AnalysisTable> open(const std::string& path, Language language);

  AnalysisTable(AnalysisTable&&) noexcept;
  AnalysisTable& operator=(AnalysisTable&&) noexcept;
  ~AnalysisTable();

  const std::vector<std::string>& header() const;
  // By name, without regard to case.
  std::optional<std::size_t> find_column(std::string_view name) const;
  // Error: cli.no_column {column, columns}, at the file.
  Result<std::size_t> column(std::string_view name) const;

  // Goes to the next record; false at the end. Errors: those of a record (csv.unclosed_quote ...);
  // cli.value_count {count, expected}, when it has more or fewer values than the header.
  Result<bool> next();

  // Of the record that next() went to.
  std::int64_t line() const;
  const std::vector<std::string>& values() const;
  const std::string& value(std::size_t column) const { return values()[column]; }
  // Errors: those of parse_number and parse_whole_number, at the place.
  Result<double> number(std::size_t column) const;
  Result<std::int64_t> whole_number(std::size_t column) const;
  // As files write times (domain/imports/dates.h), in UTC where the value names no zone. Errors:
  // those of imports::read_time, at the place.
  Result<Timestamp> time(std::size_t column) const;
  // The refusal, at this record and column.
  Error at(std::size_t column, Error error) const;

 private:
  struct Impl;
  explicit AnalysisTable(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The whole of a file, at most 256 MiB. Errors: csv.not_found {path}, csv.unreadable {path},
// cli.too_large {path}.
Result<std::string> read_text_file(const std::string& path);

// "scenario.json: segments[0].leads: must not be negative".
Error at_file(const std::string& path, Error error);

// A described struct from a JSON file, or from standard input for "-". Errors: those of
// read_text_file and read_json, at the file.
template <class T>
Result<T> read_json_file(const std::string& path) {
  const auto document = read_text_file(path);
  if (!document) return document.error();
  auto value = read_json<T>(*document);
  if (!value) return at_file(path, std::move(value).error());
  return value;
}

}  // namespace tandem::cli
