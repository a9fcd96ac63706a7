#include "storage/ledger/statement_parameters.h"

#include <algorithm>
#include <cctype>

namespace tandem::storage {

std::vector<std::string> named_parameters(std::string_view sql) {
  const auto is_name = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
  };
  std::vector<std::string> names;
  bool quoted = false;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] == '\'') quoted = !quoted;
    if (quoted || sql[i] != ':') continue;
    if (i + 1 < sql.size() && sql[i + 1] == ':') {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (end < sql.size() && is_name(sql[end])) ++end;
    std::string name(sql.substr(i + 1, end - i - 1));
    if (!name.empty() && std::ranges::find(names, name) == names.end()) {
      names.push_back(std::move(name));
    }
    i = end - 1;
  }
  return names;
}

}  // namespace tandem::storage
