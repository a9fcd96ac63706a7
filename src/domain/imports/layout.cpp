#include "domain/imports/layout.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/json.h"
#include "domain/imports/columns.h"
#include "domain/imports/words.h"
#include "import_layouts.h"

namespace tandem::imports {
namespace {

constexpr std::string_view kMapName = "map";  // of a map file that gives none

std::string joined(const auto& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

// Who a lead is must be told by one of these.
bool tells_who(const Layout& layout) {
  return std::ranges::any_of(std::array{"id", "email", "name", "first_name", "last_name"},
                             [&](const char* field) { return layout.columns.contains(field); });
}

Result<void> check_fields(const Layout& layout) {
  const auto& fields = fields_of(layout.kind);
  std::vector<std::string_view> names;
  names.reserve(fields.size());
  for (const Field& field : fields) names.push_back(field.name);
  for (const auto& [field, column] : layout.columns) {
    if (std::ranges::find(names, field) != names.end()) continue;
    return Error::invalid("imports.unknown_field_in_map",
                          {{"value", field}, {"names", joined(names)}}, "columns." + field);
  }
  for (const Field& field : fields) {
    if (!field.required || layout.columns.contains(std::string(field.name))) continue;
    return Error::invalid("imports.field_required", {{"value", std::string(field.name)}},
                          "columns");
  }
  if (layout.kind == Kind::leads && !tells_who(layout)) {
    return Error::invalid("imports.nobody_in_map", {}, "columns");
  }
  return {};
}

Result<void> check_stage(Kind kind, const std::string& stage, const std::string& field) {
  const auto& names = stage_names(kind);
  if (std::ranges::find(names, stage) != names.end()) return {};
  return Error::invalid("imports.stage_unknown_in_map",
                        {{"value", stage}, {"names", joined(names)}}, field);
}

bool has_all(const std::vector<std::string>& header, const std::vector<std::string>& columns) {
  return std::ranges::all_of(
      columns, [&](const auto& names) { return !find_columns(header, names).empty(); });
}

// How well a layout fits: first by what it insists on, then by what it can use.
std::pair<std::size_t, std::ptrdiff_t> fit(const std::vector<std::string>& header,
                                           const Layout& layout) {
  return {layout.recognised_by->size(), std::ranges::count_if(layout.columns, [&](const auto& c) {
            return !find_columns(header, c.second).empty();
          })};
}

}  // namespace

Result<void> Layout::validate() const {
  if (auto fields = check_fields(*this); !fields) return fields;
  if (stage) {
    if (auto known = check_stage(kind, *stage, "stage"); !known) return known;
  }
  if (!stages) return {};
  for (const auto& [name_in_file, ours] : *stages) {
    if (auto known = check_stage(kind, ours, "stages." + name_in_file); !known) return known;
  }
  return {};
}

const std::vector<Field>& fields_of(Kind kind) {
  static const std::vector<Field> kLeads{
      {"id"},           {"email"},  {"name"},           {"first_name"},   {"last_name"},
      {"phone"},        {"title"},  {"company"},        {"company_name"}, {"origin"},
      {"landing_page"}, {"stage"},  {"first_seen_at"},  {"visitor_at"},   {"lead_at"},
      {"mql_at"},       {"sql_at"}, {"opportunity_at"}, {"customer_at"},  {"deleted"}};
  static const std::vector<Field> kCompanies{{"name", true}, {"id"},        {"domain"},
                                             {"industry"},   {"employees"}, {"deleted"}};
  static const std::vector<Field> kDeals{
      {"id", true},     {"name"},     {"contact"},   {"contact_email"}, {"company"},
      {"company_name"}, {"state"},    {"won"},       {"closed"},        {"amount"},
      {"revenue"},      {"currency"}, {"opened_at"}, {"closed_at"},     {"deleted"}};
  static const std::vector<Field> kRevenue{{"deal", true}, {"amount", true}, {"currency"}};
  switch (kind) {
    case Kind::leads:
      return kLeads;
    case Kind::companies:
      return kCompanies;
    case Kind::deals:
      return kDeals;
    case Kind::revenue:
      return kRevenue;
  }
  return kLeads;
}

const std::vector<Layout>& known_layouts() {
  static const auto kKnown = [] {
    std::vector<Layout> layouts;
    for (const auto& [name, json] : embedded::import_layouts) {
      // Ours are read without error; a test sees to it.
      if (auto layout = read_map(json)) layouts.push_back(*std::move(layout));
    }
    return layouts;
  }();
  return kKnown;
}

Result<Layout> find_layout(std::string_view name) {
  std::vector<std::string> names;
  for (const Layout& layout : known_layouts()) {
    if (layout.name == name) return layout;
    names.push_back(layout.name);
  }
  return Error::not_found("imports.unknown_layout",
                          {{"name", std::string(name)}, {"names", joined(names)}});
}

std::optional<Layout> recognise(const std::vector<std::string>& header) {
  const Layout* best = nullptr;
  for (const Layout& layout : known_layouts()) {
    if (!layout.recognised_by || !has_all(header, *layout.recognised_by)) continue;
    if (!best || fit(header, layout) > fit(header, *best)) best = &layout;
  }
  if (!best) return std::nullopt;
  return *best;
}

Result<Layout> read_map(std::string_view json) {
  auto value = parse_json(json);
  if (!value) return std::move(value).error();
  if (auto* object = value->if_object()) {
    // What a map file of a user's own need not say.
    if (!object->contains("name")) (*object)["name"] = kMapName;
    if (!object->contains("source")) (*object)["source"] = (*object)["name"];
  }
  return from_json<Layout>(*value);
}

}  // namespace tandem::imports
