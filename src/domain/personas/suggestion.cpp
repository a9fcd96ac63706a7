#include "domain/personas/suggestion.h"

#include <algorithm>
#include <cmath>

#include "domain/personas/drift.h"
#include "domain/personas/persona_description.h"
#include "domain/personas/stability.h"

namespace tandem::personas {
namespace {

// One K: its groups, and how well each is found again.
struct Grouping {
  Clustering groups;
  Choice choice;
  std::vector<double> stability;  // of each group
};

Grouping group(const MixedData& data, std::size_t k, const SuggestionOptions& options) {
  const std::array<std::uint32_t, 2> seed{options.seed, static_cast<std::uint32_t>(k)};
  Grouping result{k_prototypes(data, {}, k, options.clustering, seed), {}, {}};
  std::vector<std::int64_t> sizes(k, 0);
  for (const auto label : result.groups.labels) ++sizes[static_cast<std::size_t>(label)];
  result.choice.k = static_cast<std::int64_t>(k);
  result.choice.smallest = std::ranges::min(sizes);
  result.choice.large_enough = result.choice.smallest >= options.least_customers &&
                               static_cast<double>(result.choice.smallest) >=
                                   options.least_share * static_cast<double>(data.rows);
  return result;
}

// The resamples of every K whose groups are large enough, as one list of independent work.
void find_stability(const MixedData& data, std::vector<Grouping>& groupings,
                    const SuggestionOptions& options, const ForEach& for_each) {
  std::vector<Grouping*> considered;
  for (auto& grouping : groupings) {
    if (grouping.choice.large_enough) considered.push_back(&grouping);
  }
  const auto resamples = static_cast<std::size_t>(options.resamples);
  std::vector<std::vector<double>> likeness(considered.size() * resamples);
  for_each(likeness.size(), [&](std::size_t i) {
    likeness[i] = likeness_in_resample(data, considered[i / resamples]->groups, options.clustering,
                                       options.seed, static_cast<std::uint32_t>(i % resamples));
  });
  for (std::size_t i = 0; i < considered.size(); ++i) {
    auto& stability = considered[i]->stability;
    stability.assign(considered[i]->groups.prototypes.size(), 0);
    for (std::size_t j = 0; j < resamples; ++j) {
      const auto& one = likeness[i * resamples + j];
      for (std::size_t c = 0; c < one.size(); ++c) {
        stability[c] += one[c] / static_cast<double>(resamples);
      }
    }
    considered[i]->choice.stability = std::ranges::min(stability);
  }
}

}  // namespace

MixedData mixed_data(const Customers& customers) {
  MixedData data;
  data.rows = customers.rows;
  for (std::size_t i = 0; i < customers.columns.size(); ++i) {
    const auto& column = customers.columns[i];
    if (customers.verdicts[i].use == ColumnUse::numeric) {
      data.numbers.push_back(z_scores(numbers_of(column)));
    } else if (customers.verdicts[i].use == ColumnUse::categorical) {
      const auto unknown = static_cast<std::int32_t>(column.values.size());
      auto& codes = data.categories.emplace_back(column.rows);
      std::ranges::replace(codes, kUnknown, unknown);
      data.levels.push_back(unknown + 1);
    }
  }
  return data;
}

std::optional<std::size_t> best_choice(const std::vector<Choice>& choices,
                                       const SuggestionOptions& options) {
  double most = 0;
  for (const auto& choice : choices) most = std::max(most, choice.stability.value_or(0));
  if (most < options.stable) return std::nullopt;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const auto& stability = choices[i].stability;
    // The tolerance never lets one through that is not stable itself; 1e-9 is for rounding.
    if (stability && *stability >= options.stable && *stability >= most - options.as_good - 1e-9) {
      return i;
    }
  }
  return std::nullopt;
}

Suggestion suggest(const Customers& customers, const SuggestionOptions& options,
                   const ForEach& for_each) {
  Suggestion suggestion;
  suggestion.customers = static_cast<std::int64_t>(customers.rows);
  suggestion.columns = customers.verdicts;
  for (const auto k : kNumbersOfPersonas) suggestion.stability[std::to_string(k)];
  const auto data = mixed_data(customers);
  if (suggestion.customers < kEnoughCustomers) {
    suggestion.why = WhyNoPersonas::not_enough;
    return suggestion;
  }
  if (data.numbers.empty() && data.categories.empty()) {
    suggestion.why = WhyNoPersonas::nothing_to_compare;
    return suggestion;
  }
  std::vector<Grouping> groupings(kNumbersOfPersonas.size());
  for_each(groupings.size(),
           [&](std::size_t i) { groupings[i] = group(data, kNumbersOfPersonas[i], options); });
  find_stability(data, groupings, options, for_each);
  for (const auto& grouping : groupings) {
    suggestion.choices.push_back(grouping.choice);
    suggestion.stability[std::to_string(grouping.choice.k)] = grouping.choice.stability;
  }
  const auto best = best_choice(suggestion.choices, options);
  if (!best) {
    suggestion.why = WhyNoPersonas::not_stable;
    return suggestion;
  }
  suggestion.stable = true;
  suggestion.k = suggestion.choices[*best].k;
  suggestion.personas =
      describe(customers, groupings[*best].groups.labels, groupings[*best].stability);
  return suggestion;
}

}  // namespace tandem::personas
