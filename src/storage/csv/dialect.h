// How a CSV file is written, found out from its beginning.
//
// DuckDB's sniffer says what separates and quotes the values. It does not say where the table
// begins when lines of preamble stand above it, and it takes prose for a table; so its answer is
// measured with our own splitter, which also tries the usual delimiters where the sniffer has no
// good answer. The first line of a table is always its header: an export without one cannot be
// mapped anyway.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tandem::storage {

struct CsvDialect {
  char delimiter = ',';
  char quote = '"';
  char escape = '"';               // what makes a quote part of a quoted value: "" or \"
  std::int64_t header_line = 1;    // 1-based; lines above it are preamble
  std::string encoding = "UTF-8";  // what the bytes were: "UTF-8", "UTF-16LE", "windows-1252" ...
};

// What DuckDB makes of `head`: delimiter, quote and escape. Nothing when it cannot say.
std::optional<CsvDialect> sniff_dialect(std::string_view head);

// The dialect of the table that begins in `head` (UTF-8); `whole` when that is all of the file.
// Nothing when no delimiter gives most of the lines the same number of values, at least two.
std::optional<CsvDialect> find_dialect(std::string_view head, bool whole);

}  // namespace tandem::storage
