#include "domain/imports/columns.h"

#include <algorithm>

#include "base/money.h"
#include "domain/imports/words.h"

namespace tandem::imports {
namespace {

constexpr std::string_view kOr = " | ";

// The name without a currency at its end; the same name when it has none.
std::string_view without_currency(std::string_view column) {
  const auto open = column.rfind('(');
  return currency_of(column) && open != column.npos ? trimmed(column.substr(0, open)) : column;
}

}  // namespace

std::optional<std::size_t> find_column(const std::vector<std::string>& header,
                                       std::string_view name) {
  const auto position = [&](auto found) -> std::optional<std::size_t> {
    if (found == header.end()) return std::nullopt;
    return static_cast<std::size_t>(found - header.begin());
  };
  if (auto same = position(std::ranges::find(header, name))) return same;
  const std::string wanted = lower(trimmed(name));
  if (auto alike = position(std::ranges::find_if(
          header, [&](const auto& column) { return lower(trimmed(column)) == wanted; }))) {
    return alike;
  }
  return position(std::ranges::find_if(
      header, [&](const auto& column) { return lower(without_currency(column)) == wanted; }));
}

std::vector<std::size_t> find_columns(const std::vector<std::string>& header,
                                      std::string_view names) {
  if (auto whole = find_column(header, names)) return {*whole};
  std::vector<std::size_t> found;
  while (!names.empty()) {
    const auto end = std::min(names.find(kOr), names.size());
    if (auto column = find_column(header, trimmed(names.substr(0, end)))) found.push_back(*column);
    names.remove_prefix(std::min(end + kOr.size(), names.size()));
  }
  return found;
}

std::optional<std::string> currency_of(std::string_view column) {
  column = trimmed(column);
  if (column.ends_with(')')) column.remove_suffix(1);
  const auto start = column.find_last_of(" (");
  if (start == column.npos || start == 0) return std::nullopt;
  const auto last = column.substr(start + 1);
  if (last == "\u20ac") return "EUR";
  if (last == "\u00a3") return "GBP";
  if (last == "R$") return "BRL";
  if (!is_currency(last)) return std::nullopt;
  return std::string(last);
}

bool in_company_currency(std::string_view column) {
  return lower(column).ends_with("in company currency");
}

}  // namespace tandem::imports
