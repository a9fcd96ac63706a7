#include "cli/table.h"

#include <algorithm>
#include <ostream>

#include "base/csv_record.h"

namespace tandem::cli {
namespace {

// Characters of UTF-8 text: bytes that do not continue one.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

void print_row(std::ostream& out, const Table& table, const std::vector<std::string>& row,
               const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string pad(widths[i] - width(row[i]), ' ');
    if (i > 0) line += "  ";
    line += table.columns[i].align == Align::left ? row[i] + pad : pad + row[i];
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out << line << "\n";
}

}  // namespace

void print(std::ostream& out, const Table& table) {
  std::vector<std::size_t> widths;
  std::vector<std::string> titles;
  for (const auto& column : table.columns) {
    titles.push_back(column.title);
    widths.push_back(width(column.title));
  }
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  }
  print_row(out, table, titles, widths);
  for (const auto& row : table.rows) print_row(out, table, row, widths);
}

void print_csv(std::ostream& out, const std::vector<std::string>& values) {
  out << csv_record(values);
}

}  // namespace tandem::cli
