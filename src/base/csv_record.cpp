#include "base/csv_record.h"

namespace tandem {
namespace {

void append_quoted(std::string& record, std::string_view value) {
  record += '"';
  for (const char c : value) {
    if (c == '"') record += '"';
    record += c;
  }
  record += '"';
}

}  // namespace

std::string csv_record(const std::vector<std::string>& values) {
  std::string record;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) record += ',';
    if (values[i].find_first_of(",\"\r\n") == std::string::npos) {
      record += values[i];
    } else {
      append_quoted(record, values[i]);
    }
  }
  return record += '\n';
}

std::string unlike_formula(std::string_view text) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != text.npos;
  std::string harmless(formula ? 1 : 0, '\'');
  return harmless += text;
}

}  // namespace tandem
