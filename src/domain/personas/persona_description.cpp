#include "domain/personas/persona_description.h"

#include <algorithm>
#include <cmath>

#include "domain/personas/median.h"
#include "domain/personas/shrinkage.h"

namespace tandem::personas {
namespace {

constexpr std::size_t kMostTypical = 6;  // values
constexpr double kTypicalShare = 0.1;  // of the group, which a value must have to be typical of it
constexpr double kTypicalLift = 1.1;

using Rows = std::vector<std::size_t>;

std::optional<double> median_of(const std::vector<double>& numbers, const Rows& rows) {
  std::vector<double> known;
  for (const auto row : rows) {
    if (!std::isnan(numbers[row])) known.push_back(numbers[row]);
  }
  return median(std::move(known));
}

// Of each value, and last of "not known" where there are such customers.
std::vector<double> counts_of(const CustomerColumn& column, const Rows& rows, bool with_unknown) {
  std::vector<double> counts(column.values.size() + (with_unknown ? 1 : 0), 0);
  for (const auto row : rows) {
    const auto value = column.rows[row];
    ++counts[value == kUnknown ? column.values.size() : static_cast<std::size_t>(value)];
  }
  return counts;
}

void add_typical(std::vector<TypicalValue>& typical, const CustomerColumn& column,
                 const Rows& group, const Rows& all) {
  const bool with_unknown = column.unknown() > 0;
  const auto share = shrunk_shares(counts_of(column, group, with_unknown));
  const auto share_of_all = shrunk_shares(counts_of(column, all, with_unknown));
  for (std::size_t i = 0; i < share.size(); ++i) {
    const double lift = share[i] / share_of_all[i];
    if (share[i] < kTypicalShare || lift < kTypicalLift) continue;
    const bool known = i < column.values.size();
    typical.push_back(
        {column.name, known ? column.values[i] : std::string(), share[i], share_of_all[i], lift});
  }
}

SuggestedPersona describe_group(const Customers& customers, const Rows& group, const Rows& all) {
  SuggestedPersona persona;
  persona.customers = static_cast<std::int64_t>(group.size());
  persona.share = static_cast<double>(group.size()) / static_cast<double>(all.size());
  for (std::size_t i = 0; i < customers.columns.size(); ++i) {
    const auto& column = customers.columns[i];
    if (customers.verdicts[i].use == ColumnUse::numeric) {
      const auto numbers = numbers_of(column);
      persona.numbers.push_back({column.name, median_of(numbers, group), median_of(numbers, all)});
    } else if (customers.verdicts[i].use == ColumnUse::categorical) {
      add_typical(persona.values, column, group, all);
    }
  }
  std::ranges::stable_sort(persona.values, std::ranges::greater{}, &TypicalValue::lift);
  persona.values.resize(std::min(kMostTypical, persona.values.size()));
  return persona;
}

}  // namespace

std::vector<SuggestedPersona> describe(const Customers& customers,
                                       const std::vector<std::int32_t>& labels,
                                       const std::vector<double>& stability) {
  std::vector<Rows> groups(stability.size());
  Rows all;
  for (std::size_t row = 0; row < labels.size(); ++row) {
    groups[static_cast<std::size_t>(labels[row])].push_back(row);
    all.push_back(row);
  }
  std::vector<std::size_t> order(groups.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, std::ranges::greater{},
                           [&](std::size_t i) { return groups[i].size(); });
  std::vector<SuggestedPersona> personas;
  for (const auto i : order) {
    auto& persona = personas.emplace_back(describe_group(customers, groups[i], all));
    persona.number = static_cast<std::int64_t>(personas.size());
    persona.stability = stability[i];
    if (customers.outcomes.empty()) continue;
    std::vector<Outcome> outcomes;
    for (const auto row : groups[i]) outcomes.push_back(customers.outcomes[row]);
    persona.outcome = outcome_of(std::to_string(persona.number), outcomes);
  }
  return personas;
}

}  // namespace tandem::personas
