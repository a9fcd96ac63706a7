#include "domain/imports/map_row.h"

#include <algorithm>
#include <stdexcept>

#include "domain/imports/columns.h"
#include "domain/imports/dates.h"
#include "domain/imports/kinds.h"
#include "domain/imports/words.h"

namespace tandem::imports {
namespace {

constexpr std::size_t kLongestValue = 10'000;  // bytes

Error missing(const std::string& column) {
  return Error::invalid("imports.missing_column", {{"column", column}}, column);
}

// Nothing may be missing of a user's own map; of a known layout, all but what it is recognised by.
Result<void> bind_fields(BoundLayout& plan) {
  const Layout& layout = plan.layout;
  for (const auto& names : layout.recognised_by.value_or(std::vector<std::string>{})) {
    if (find_columns(plan.header, names).empty()) return missing(names);
  }
  for (const auto& [name, columns] : layout.columns) {
    auto found = find_columns(plan.header, columns);
    if (found.empty() && !layout.recognised_by) return missing(columns);
    plan.fields[static_cast<std::size_t>(*parse_enum<F>(name))] = std::move(found);
  }
  for (const Field& field : fields_of(layout.kind)) {
    const std::string name(field.name);
    if (field.required && plan.columns(*parse_enum<F>(name)).empty()) {
      return missing(layout.columns.at(name));
    }
  }
  return {};
}

Result<void> bind_attributes(BoundLayout& plan) {
  if (!plan.layout.attributes) {
    std::set<std::size_t> mapped;
    for (const auto& columns : plan.fields) mapped.insert(columns.begin(), columns.end());
    for (std::size_t i = 0; i < plan.header.size(); ++i) {
      if (!mapped.contains(i)) plan.attributes.push_back(i);
    }
    return {};
  }
  for (const auto& name : *plan.layout.attributes) {
    const auto column = find_column(plan.header, name);
    if (!column && !plan.layout.recognised_by) return missing(name);
    if (column) plan.attributes.push_back(*column);
  }
  return {};
}

// The names ids go by are spelt as the layout spells the columns, so that a file whose header is in
// capitals still means the same records.
Result<void> bind_references(BoundLayout& plan) {
  const Layout& layout = plan.layout;
  // Revenue speaks of another file's deals, and does not know whose.
  const bool own = !layout.source.empty() && layout.kind != Kind::revenue;
  const std::string prefix = own ? layout.source + ":" : "";
  for (const auto& column : plan.header) plan.known_as.push_back(prefix + column);
  for (const auto& [field, columns] : layout.columns) {
    const auto found = find_columns(plan.header, columns);
    if (found.size() == 1 && columns.find(" | ") == columns.npos) {
      plan.known_as[found[0]] = prefix + columns;
    }
  }
  for (const auto& name : layout.references.value_or(std::vector<std::string>{})) {
    const auto column = find_column(plan.header, name);
    if (!column && !layout.recognised_by) return missing(name);
    if (!column) continue;
    plan.known_as[*column] = prefix + name;
    plan.references.push_back({*column, {}});
  }
  for (const auto& [name, known_as] :
       layout.known_as.value_or(std::map<std::string, std::string>{})) {
    if (const auto column = find_column(plan.header, name)) plan.known_as[*column] = known_as;
  }
  for (auto& reference : plan.references) reference.name = plan.known_as[reference.column];
  return {};
}

Result<void> bind_money(BoundLayout& plan, const Defaults& defaults) {
  plan.currency = plan.layout.currency.value_or(defaults.currency);
  if (!is_currency(plan.currency)) {
    return Error::invalid("money.unknown_currency", {{"currency", plan.currency}}, "currency");
  }
  for (const auto& column : plan.header) {
    plan.header_currency.push_back(in_company_currency(column) ? defaults.currency
                                                               : currency_of(column).value_or(""));
  }
  return {};
}

Result<void> bind_zone(BoundLayout& plan, const Defaults& defaults) {
  const std::string zone = plan.layout.time_zone.value_or(defaults.time_zone);
  try {
    plan.zone = date::locate_zone(zone);
  } catch (const std::runtime_error&) {  // the library's way of saying that it knows none
    return Error::invalid("imports.unknown_zone", {{"zone", zone}}, "time_zone");
  }
  return {};
}

void bind_words(BoundLayout& plan) {
  const Layout& layout = plan.layout;
  for (const auto& [name, stage] : layout.stages.value_or(std::map<std::string, std::string>{})) {
    plan.stages.emplace(lower(trimmed(name)), stage);
  }
  for (const auto& value : layout.missing.value_or(std::vector<std::string>{})) {
    plan.missing.insert(lower(trimmed(value)));
  }
  if (!layout.stage) return;
  if (layout.kind == Kind::leads) plan.lead_stage = parse_enum<lifecycle::Stage>(*layout.stage);
  if (layout.kind == Kind::deals) plan.deal_state = *parse_enum<people::DealState>(*layout.stage);
}

// "Total", "Grand total", "Total: account", "Total général".
bool names_a_total(std::string_view text) {
  static const std::set<std::vector<std::string>> kNames{
      {"total"},         {"totals"},   {"grand", "total"},
      {"sub", "total"},  {"subtotal"}, {"total", "general"},
      {"sous", "total"}, {"totaux"},   {"overall", "total"},
      {"somme"},         {"sum"}};
  const auto found = words(text);
  if (kNames.contains(found)) return true;
  if (found.empty() || found[0] != "total") return false;
  return trimmed(text.substr(0, std::min(text.find(':'), text.size()))).size() == 5;
}

// A date is made of figures too, but nobody sums up days.
bool sums_up(std::string_view cell) {
  return is_figure(cell) && date_shape(cell) == DateShape::no_date;
}

std::vector<F> identity_of(Kind kind) {
  if (kind == Kind::revenue) return {F::deal};
  if (kind == Kind::leads) return {F::id, F::email, F::name, F::first_name, F::last_name};
  return {F::id, F::name};
}

}  // namespace

Result<RowMapper> RowMapper::make(const Layout& layout, const std::vector<std::string>& header,
                                  const Defaults& defaults) {
  if (auto valid = layout.validate(); !valid) return std::move(valid).error();
  auto plan = std::make_shared<BoundLayout>();
  plan->layout = layout;
  plan->header = header;
  if (auto bound = bind_fields(*plan); !bound) return std::move(bound).error();
  if (auto bound = bind_attributes(*plan); !bound) return std::move(bound).error();
  if (auto bound = bind_references(*plan); !bound) return std::move(bound).error();
  if (auto bound = bind_money(*plan, defaults); !bound) return std::move(bound).error();
  if (auto bound = bind_zone(*plan, defaults); !bound) return std::move(bound).error();
  bind_words(*plan);
  return RowMapper(std::move(plan));
}

bool RowMapper::is_total(const std::vector<std::string>& record) const {
  std::vector<std::string_view> filled;
  for (const auto& value : record) {
    if (const auto cell = trimmed(value); !cell.empty()) filled.push_back(cell);
  }
  if (filled.empty()) return false;
  const bool rest_figures = std::all_of(filled.begin() + 1, filled.end(), sums_up);
  if (!rest_figures) return false;
  if (filled.size() > 1 && names_a_total(filled[0])) return true;
  if (!sums_up(filled[0]) || record.size() < plan_->header.size()) return false;
  const RowReader reader(*plan_, record);
  return std::ranges::none_of(identity_of(plan_->layout.kind),
                              [&](F field) { return reader.column(field).has_value(); });
}

Result<Row> RowMapper::map(const std::vector<std::string>& record) const {
  const std::size_t width = plan_->header.size();
  const bool only_blanks_more =
      record.size() > width &&
      std::all_of(record.begin() + static_cast<std::ptrdiff_t>(width), record.end(),
                  [](const auto& value) { return trimmed(value).empty(); });
  if (record.size() != width && !only_blanks_more) {
    return Error::invalid("imports.wrong_width", {{"expected", std::to_string(width)},
                                                  {"found", std::to_string(record.size())}});
  }
  for (std::size_t i = 0; i < width; ++i) {
    if (record[i].size() <= kLongestValue) continue;
    return Error::invalid("imports.value_too_long", {{"limit", std::to_string(kLongestValue)}},
                          plan_->header[i]);
  }
  RowReader reader(*plan_, record);
  Row row;
  switch (plan_->layout.kind) {
    case Kind::leads:
      row = lead_row(reader);
      break;
    case Kind::companies:
      row = company_row(reader);
      break;
    case Kind::deals:
      row = deal_row(reader);
      break;
    case Kind::revenue:
      row = revenue_row(reader);
      break;
  }
  if (reader.error()) return *reader.error();
  return row;
}

}  // namespace tandem::imports
