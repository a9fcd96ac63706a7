#include "cli/score_input.h"

#include <algorithm>
#include <set>

#include "base/number.h"
#include "base/time.h"
#include "base/yes_no.h"

namespace tandem::cli {
namespace {

struct Columns {
  std::size_t label = 0;
  std::optional<std::size_t> order;
  std::vector<std::size_t> features;
};

Result<Columns> find_columns(const AnalysisTable& table, const ScoreInput& input) {
  Columns columns;
  const auto label = table.column(input.label);
  if (!label) return label.error();
  columns.label = *label;
  std::set<std::size_t> apart{*label};
  if (!input.order_by.empty()) {
    const auto order = table.column(input.order_by);
    if (!order) return order.error();
    if (*order == *label) return Error::invalid("cli.score.label_is_order", {}, "--order-by");
    columns.order = *order;
    apart.insert(*order);
  }
  for (const auto& name : input.excluded) {
    const auto excluded = table.column(name);
    if (!excluded) return excluded.error();
    apart.insert(*excluded);
  }
  for (std::size_t i = 0; i < table.header().size(); ++i) {
    if (!apart.contains(i)) columns.features.push_back(i);
  }
  return columns;
}

// A number or a time, as something that can be ordered.
std::optional<double> order_of(const AnalysisTable& table, std::size_t column) {
  if (const auto number = parse_number(table.value(column))) return *number;
  if (const auto at = table.time(column)) {
    return static_cast<double>(at->time_since_epoch().count());
  }
  return std::nullopt;
}

Result<void> take_row(const AnalysisTable& table, const Columns& columns,
                      const scoring::MissingWords& missing, LabelledLeads& leads) {
  const auto& written = table.value(columns.label);
  const auto label = parse_yes_no(written);
  if (!label) {
    if (!missing.contain(written)) {
      return table.at(columns.label,
                      Error::invalid("scoring.label_not_binary", {{"value", written}}));
    }
    ++leads.unlabelled;
    return {};
  }
  auto& data = leads.data;
  if (columns.order) {
    const auto& when = table.value(*columns.order);
    const auto order = order_of(table, *columns.order);
    if (!order) {
      return table.at(*columns.order,
                      missing.contain(when)
                          ? Error::invalid("scoring.order_missing")
                          : Error::invalid("scoring.order_unreadable", {{"value", when}}));
    }
    data.order.push_back(*order);
  }
  data.labels.push_back(*label);
  for (std::size_t i = 0; i < columns.features.size(); ++i) {
    data.table.columns[i].add(table.value(columns.features[i]));
  }
  return {};
}

}  // namespace

Result<LabelledLeads> read_labelled_leads(const std::string& path, const ScoreInput& input,
                                          Language language) {
  auto table = AnalysisTable::open(path, language);
  if (!table) return std::move(table).error();
  const auto columns = find_columns(*table, input);
  if (!columns) return columns.error();
  LabelledLeads leads;
  leads.data.label = table->header()[columns->label];
  if (columns->order) leads.data.order_by = table->header()[*columns->order];
  for (const auto column : columns->features) {
    leads.data.table.columns.emplace_back(table->header()[column]);
  }
  const scoring::MissingWords missing(input.encoding.missing);
  while (true) {
    const auto more = table->next();
    if (!more) return more.error();
    if (!*more) return leads;
    if (auto taken = take_row(*table, *columns, missing, leads); !taken) {
      return std::move(taken).error();
    }
  }
}

}  // namespace tandem::cli
