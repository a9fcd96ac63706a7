#include "domain/imports/row_reader.h"

#include <algorithm>
#include <array>

#include "domain/imports/dates.h"
#include "domain/imports/words.h"

namespace tandem::imports {
namespace {

constexpr std::array<std::string_view, 9> kYes{"1", "true", "yes", "oui", "vrai",
                                               "y", "t",    "x",   "o"};
constexpr std::array<std::string_view, 7> kNo{"0", "false", "no", "non", "faux", "n", "f"};
constexpr std::string_view kAllOthers = "*";

bool has(const auto& list, std::string_view value) {
  return std::ranges::find(list, value) != list.end();
}

}  // namespace

RowReader::RowReader(const BoundLayout& plan, const std::vector<std::string>& record)
    : plan_(plan), record_(record) {}

std::optional<std::size_t> RowReader::column(F field) const {
  for (const std::size_t column : plan_.columns(field)) {
    if (!cell(column).empty()) return column;
  }
  return std::nullopt;
}

std::string_view RowReader::cell(std::size_t column) const {
  const auto value = trimmed(record_[column]);
  if (!plan_.missing.empty() && plan_.missing.contains(lower(value))) return {};
  return value;
}

std::string_view RowReader::text(F field) const {
  const auto found = column(field);
  return found ? cell(*found) : std::string_view();
}

std::optional<Timestamp> RowReader::time(F field) {
  const auto found = column(field);
  if (!found) return std::nullopt;
  auto at = read_time(cell(*found), plan_.layout.dates, *plan_.zone);
  if (at) return *at;
  refuse(std::move(at).error(), found);
  return std::nullopt;
}

std::optional<bool> RowReader::flag(F field) {
  const auto found = column(field);
  if (!found) return std::nullopt;
  const std::string value = lower(cell(*found));
  if (has(kYes, value)) return true;
  if (has(kNo, value)) return false;
  refuse(Error::invalid("imports.not_a_boolean", {{"value", value}}), found);
  return std::nullopt;
}

// What the column's name says goes first: an amount "in company currency" stays that in a row whose
// own currency is another.
std::optional<Money> RowReader::money(F field) {
  const auto found = column(field);
  if (!found) return std::nullopt;
  std::string currency = plan_.header_currency[*found];
  auto from = found;
  if (currency.empty() && !text(F::currency).empty()) {
    from = column(F::currency);
    currency = text(F::currency);
    std::ranges::transform(currency, currency.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
    });
  }
  if (currency.empty()) currency = plan_.currency;
  if (!is_currency(currency)) {
    refuse(Error::invalid("money.unknown_currency", {{"currency", currency}}), from);
    return std::nullopt;
  }
  auto amount = parse_money(cell(*found), currency);
  if (amount) return *std::move(amount);
  refuse(std::move(amount).error(), found);
  return std::nullopt;
}

std::string RowReader::email(F field) {
  const auto found = column(field);
  if (!found) return {};
  auto address = people::normalise_email(cell(*found));
  if (address) return *std::move(address);
  refuse(std::move(address).error(), found);
  return {};
}

std::optional<Reference> RowReader::reference(F field) const {
  const auto found = column(field);
  if (!found) return std::nullopt;
  return Reference{plan_.known_as[*found], std::string(cell(*found))};
}

std::optional<std::string_view> RowReader::stage(F field) {
  const auto found = column(field);
  if (!found) return std::nullopt;
  const std::string value = lower(cell(*found));
  const auto listed = [&](std::string_view name) -> std::optional<std::string_view> {
    const auto entry = plan_.stages.find(std::string(name));
    if (entry == plan_.stages.end()) return std::nullopt;
    return entry->second;
  };
  if (auto stage = listed(value)) return stage;
  const auto& ours = stage_names(plan_.layout.kind);
  if (const auto same = std::ranges::find(ours, value); same != ours.end()) return *same;
  if (auto usual = usual_stage(plan_.layout.kind, value)) return usual;
  if (auto others = listed(kAllOthers)) return others;
  refuse(Error::invalid("imports.stage_unknown", {{"value", std::string(cell(*found))}}), found);
  return std::nullopt;
}

boost::json::value RowReader::attributes() const {
  boost::json::object object;
  for (const std::size_t column : plan_.attributes) {
    if (const auto value = cell(column); !value.empty()) object[plan_.header[column]] = value;
  }
  for (const F field : kept_) {
    if (const auto found = column(field)) object[plan_.header[*found]] = cell(*found);
  }
  if (object.empty()) return nullptr;
  return object;
}

void RowReader::refuse(Error error, std::optional<std::size_t> column) {
  if (error_) return;
  if (column) error.field = plan_.header[*column];
  error_ = std::move(error);
}

}  // namespace tandem::imports
