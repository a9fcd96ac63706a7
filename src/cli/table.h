// Tables for a terminal and for a spreadsheet.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace tandem::cli {

enum class Align { left, right };

struct TableColumn {
  std::string title;
  Align align = Align::right;
};

// Every row has one text per column.
struct Table {
  std::vector<TableColumn> columns;
  std::vector<std::vector<std::string>> rows;
};

// Columns as wide as their widest text, two spaces apart; widths count characters, not bytes.
void print(std::ostream& out, const Table& table);

// One CSV record.
void print_csv(std::ostream& out, const std::vector<std::string>& values);

}  // namespace tandem::cli
