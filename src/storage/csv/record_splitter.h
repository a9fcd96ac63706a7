// Cuts one record off the front of a text. A small state machine, because the rejects file needs
// the exact line of every record, also when values hold line ends.
//
// Rules: values are separated by the delimiter; a value that begins with the quote (spaces before
// it aside) runs to the closing quote and may hold delimiters, line ends and, doubled or escaped,
// the quote itself. A quote inside an unquoted value is an ordinary character, and what follows a
// closing quote belongs to the value: 5" pipe and "Bob" Smith are read as people meant them. Lines
// end with LF, CRLF or CR.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/csv/dialect.h"

namespace tandem::storage {

struct Cut {
  enum class End {
    record,    // `values` holds the record
    more,      // the text ends before the record does, and is not the last there is
    unclosed,  // the last text ends inside a quoted value
  };
  End end = End::record;
  std::size_t content = 0;     // bytes of the record without its line end
  std::size_t bytes = 0;       // and with it
  std::int64_t line_ends = 0;  // in those bytes
  bool stray = false;          // text stands between a closing quote and the next delimiter
  // The quoted value that the text ends in (more, unclosed); npos when it ends in none.
  std::size_t quote_at = std::string_view::npos;
};

// Cuts the first record of `text` into `values`, reusing their memory. `last`: nothing follows
// `text`.
Cut cut_record(std::string_view text, bool last, const CsvDialect& dialect,
               std::vector<std::string>& values);

// The place after the end of the first line; npos when it does not end in `text`. A CR at the very
// end counts as a line end only when `last`, as an LF may follow it.
std::size_t after_line_end(std::string_view text, bool last);

}  // namespace tandem::storage
