#include "domain/personas/drift_report.h"

#include <algorithm>

namespace tandem::personas {

DriftCount::DriftCount(Declaration declaration, DriftOptions options)
    : declaration_(std::move(declaration)), options_(options) {
  for (const auto& persona : declaration_.personas) {
    for (const auto& attribute : persona.attributes) {
      const auto known = std::ranges::find(attributes_, attribute.name, &Attribute::name);
      if (known == attributes_.end()) attributes_.push_back({attribute.name, attribute.numeric()});
    }
  }
  all_.observed.resize(attributes_.size());
  if (options_.by_persona) personas_.resize(declaration_.personas.size(), all_);
}

void DriftCount::add(std::span<const Cell> cells, std::string_view persona,
                     const Outcome& outcome) {
  const bool customer = !options_.only_won || outcome.won.value_or(false);
  if (customer) count(all_, cells);
  if (!options_.by_persona) return;
  const auto& declared = declaration_.personas;
  const auto found = std::ranges::find(declared, persona, &DeclaredPersona::name);
  if (found == declared.end()) {
    of_no_persona_ += int{customer};
    return;
  }
  auto& group = personas_[static_cast<std::size_t>(found - declared.begin())];
  if (customer) count(group, cells);
  group.outcomes.push_back(outcome);
}

void DriftCount::count(Group& group, std::span<const Cell> cells) const {
  ++group.customers;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    auto& observed = group.observed[i];
    if (!cells[i].known) {
      ++observed.unknown;
    } else if (attributes_[i].numeric) {
      observed.numbers.push_back(cells[i].number);
    } else {
      ++observed.counts[std::string(cells[i].text)];
    }
  }
}

DriftReport DriftCount::report() const {
  DriftReport report;
  const auto expected = expected_of_all(declaration_);
  auto whole = compare(expected, all_);
  report.customers = whole.customers;
  report.enough = whole.enough;
  report.attributes = std::move(whole.attributes);
  report.of_no_persona = of_no_persona_;
  for (const auto& [name, numeric] : attributes_) {
    if (std::ranges::find(expected, name, &Expected::attribute) == expected.end()) {
      report.left_out.push_back(name);
    }
  }
  const auto shares = persona_shares(declaration_);
  for (std::size_t i = 0; i < personas_.size(); ++i) {
    report.personas.push_back(compare_persona(i, shares[i]));
  }
  return report;
}

PersonaDrift DriftCount::compare_persona(std::size_t persona, double declared_share) const {
  const auto& group = personas_[persona];
  auto drift = compare(expected_of(declaration_.personas[persona]), group);
  PersonaDrift result;
  result.persona = declaration_.personas[persona].name;
  result.declared_share = declared_share;
  if (all_.customers > 0) {
    result.actual_share =
        static_cast<double>(group.customers) / static_cast<double>(all_.customers);
  }
  result.customers = drift.customers;
  result.enough = drift.enough;
  result.attributes = std::move(drift.attributes);
  result.outcome = outcome_of(result.persona, group.outcomes);
  return result;
}

Drift DriftCount::compare(const std::vector<Expected>& expected, const Group& group) const {
  std::vector<Observed> observed;
  for (const auto& each : expected) observed.push_back(group.observed[place_of(each.attribute)]);
  return drift(expected, observed, group.customers);
}

std::size_t DriftCount::place_of(std::string_view attribute) const {
  const auto found = std::ranges::find(attributes_, attribute, &Attribute::name);
  return static_cast<std::size_t>(found - attributes_.begin());
}

}  // namespace tandem::personas
