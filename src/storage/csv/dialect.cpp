#include "storage/csv/dialect.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <vector>

#include "storage/csv/record_splitter.h"

namespace tandem::storage {
namespace {

constexpr std::size_t kMeasured = 2000;  // records that are looked at
constexpr std::size_t kLongestValue =
    std::size_t{64} * 1024;                             // of the quoted ones, while measuring
constexpr std::size_t kLongestName = 256;               // of a column: longer is prose
constexpr std::array kDelimiters{',', ';', '\t', '|'};  // the likelier first

bool is_blank(std::string_view value) {
  return std::ranges::all_of(value, [](unsigned char c) { return std::isspace(c) != 0; });
}

// What the search for the header needs to know of a record.
struct Line {
  std::int64_t line = 0;
  std::size_t width = 0;
  std::size_t filled = 0;
  std::size_t longest = 0;
  bool ends_blank = false;
};

Line describe(std::int64_t line, const std::vector<std::string>& values) {
  Line result{.line = line, .width = values.size()};
  for (const auto& value : values) {
    result.ends_blank = is_blank(value);
    result.filled += result.ends_blank ? 0 : 1;
    result.longest = std::max(result.longest, value.size());
  }
  return result;
}

std::vector<Line> measure(std::string_view head, bool whole, const CsvDialect& dialect) {
  std::vector<Line> lines;
  std::vector<std::string> values;
  std::int64_t line = 1;
  while (!head.empty() && lines.size() < kMeasured) {
    const auto window = head.substr(0, kLongestValue);
    const bool last = whole && window.size() == head.size();
    const Cut cut = cut_record(window, last, dialect, values);
    if (cut.end == Cut::End::record) {
      Line next = describe(line, values);
      // Excel's way of naming the delimiter, "sep=;", is no part of the table.
      if (line == 1 && values[0].starts_with("sep=")) next.width = 0;
      if (next.filled > 0) lines.push_back(next);
      line += cut.line_ends;
      head.remove_prefix(cut.bytes);
    } else {
      // Too long or with a quote that does not close: passed over as one line without values.
      const auto end = after_line_end(head, whole);
      if (end == std::string_view::npos) break;
      lines.push_back({.line = line});
      ++line;
      head.remove_prefix(end);
    }
  }
  return lines;
}

// The number of values that most records have, of those with several; the larger of equals.
std::size_t usual_width(const std::vector<Line>& lines) {
  std::map<std::size_t, std::size_t> counts;
  for (const Line& line : lines) {
    if (line.width > 1) ++counts[line.width];
  }
  std::size_t best = 0;
  for (const auto& [width, count] : counts) {
    if (best == 0 || count >= counts[best]) best = width;
  }
  return best;
}

struct Table {
  std::int64_t header_line = 1;
  std::size_t width = 0;
  double fit = 0;  // the share of all records that have the usual width
};

// The header is the first record of the usual width that is not mostly blank, as a padded line of
// preamble is; or the one before it, when the rows only end with one delimiter more than the
// header.
std::optional<Table> find_table(const std::vector<Line>& lines) {
  const std::size_t width = usual_width(lines);
  if (width == 0) return std::nullopt;
  auto header = std::ranges::find_if(
      lines, [&](const Line& line) { return line.width == width && line.filled * 2 >= width; });
  if (header == lines.end()) return std::nullopt;
  if (header != lines.begin() && header->ends_blank) {
    const auto before = std::prev(header);
    if (before->width + 1 == width && before->filled == before->width && width > 2) header = before;
  }
  if (header->longest > kLongestName) return std::nullopt;
  const auto fitting =
      std::count_if(header, lines.end(), [&](const Line& line) { return line.width == width; });
  const auto below = std::distance(header, lines.end());
  const bool only_header = below == 1;
  if (fitting * 2 < below && fitting + 1 != below) return std::nullopt;
  if (only_header && header != lines.begin()) return std::nullopt;
  const double fit = static_cast<double>(fitting) / static_cast<double>(lines.size());
  if (fit < 1.0 / 3) return std::nullopt;
  return Table{header->line, width, fit};
}

}  // namespace

std::optional<CsvDialect> find_dialect(std::string_view head, bool whole) {
  std::vector<CsvDialect> candidates;
  if (const auto sniffed = sniff_dialect(head)) candidates.push_back(*sniffed);
  for (const char delimiter : kDelimiters) candidates.push_back({.delimiter = delimiter});
  std::optional<CsvDialect> best;
  Table best_table;
  for (CsvDialect& candidate : candidates) {
    const auto table = find_table(measure(head, whole, candidate));
    if (!table || (best && table->fit <= best_table.fit)) continue;
    candidate.header_line = table->header_line;
    best = candidate;
    best_table = *table;
  }
  return best;
}

}  // namespace tandem::storage
