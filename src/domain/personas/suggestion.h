// Personas that the data itself suggests: three to five groups of customers who resemble each
// other, if such groups are found again when the customers are drawn anew.
//
// Example. Of 600 customers, 200 are small offline shops, 200 online beginners and 200 large
// makers. Three groups are found again almost exactly in each of 100 resamples: three personas. Of
// 600 customers whose attributes have nothing to do with each other the groups are others each
// time: "no stable personas".
//
// For each number K of groups: its stability is the least of its groups' mean likeness over the
// resamples. K is considered when each group has 5 % of the customers and 30 of them. The most
// stable K wins, a smaller one within .02 before it; below .6 none does.
#pragma once

#include <array>
#include <functional>
#include <map>

#include "domain/personas/columns.h"
#include "domain/personas/k_prototypes.h"
#include "domain/personas/outcomes.h"

namespace tandem::personas {

inline constexpr std::array<std::size_t, 3> kNumbersOfPersonas{3, 4, 5};

struct SuggestionOptions {
  ClusteringOptions clustering;
  std::int64_t resamples = 100;
  std::uint32_t seed = 1;
  double least_share = 0.05;  // of the customers, in each group
  std::int64_t least_customers = 30;
  double stable = 0.6;
  double as_good = 0.02;  // a smaller K within this is preferred
};

// The customers as the grouping sees them, and the columns that describe them.
struct Customers {
  std::vector<CustomerColumn> columns;  // of the same number of rows
  std::vector<ColumnVerdict> verdicts;  // of each column
  std::vector<Outcome> outcomes;        // of each customer; empty when no column says
  std::size_t rows = 0;
};

// By which columns are used. Precondition: judged.
MixedData mixed_data(const Customers& customers);

// Runs work(0) to work(count − 1), in any order, perhaps at once.
using ForEach =
    std::function<void(std::size_t count, const std::function<void(std::size_t)>& work)>;

enum class WhyNoPersonas { none, not_enough, nothing_to_compare, not_stable };
BOOST_DESCRIBE_ENUM(WhyNoPersonas, none, not_enough, nothing_to_compare, not_stable)

struct Choice {
  std::int64_t k = 0;
  std::int64_t smallest = 0;        // customers of the smallest group
  bool large_enough = false;        // every group is
  std::optional<double> stability;  // when they are
};
BOOST_DESCRIBE_STRUCT(Choice, (), (k, smallest, large_enough, stability))

struct TypicalNumber {
  std::string column;
  std::optional<double> median;  // nothing when not known of anybody
  std::optional<double> median_of_all;
};
BOOST_DESCRIBE_STRUCT(TypicalNumber, (), (column, median, median_of_all))

struct TypicalValue {
  std::string column;
  std::string value;  // empty: not known
  double share = 0;   // within the group, shrunk
  double share_of_all = 0;
  double lift = 0;  // the one by the other
};
BOOST_DESCRIBE_STRUCT(TypicalValue, (), (column, value, share, share_of_all, lift))

struct SuggestedPersona {
  std::int64_t number = 0;  // 1 is the largest
  std::int64_t customers = 0;
  double share = 0;
  double stability = 0;  // mean likeness over the resamples
  std::vector<TypicalNumber> numbers;
  std::vector<TypicalValue> values;  // most over-represented first, six at most
  std::optional<PersonaOutcome> outcome;
};
BOOST_DESCRIBE_STRUCT(SuggestedPersona, (),
                      (number, customers, share, stability, numbers, values, outcome))

struct Suggestion {
  bool stable = false;
  std::optional<std::int64_t> k;
  WhyNoPersonas why = WhyNoPersonas::none;
  std::int64_t customers = 0;
  std::map<std::string, std::optional<double>> stability;  // of each K; see Choice
  std::vector<Choice> choices;
  std::vector<SuggestedPersona> personas;  // largest first
  std::vector<ColumnVerdict> columns;
};
BOOST_DESCRIBE_STRUCT(Suggestion, (),
                      (stable, k, why, customers, stability, choices, personas, columns))

Suggestion suggest(const Customers& customers, const SuggestionOptions& options,
                   const ForEach& for_each);

// The place of the best of `choices`; nothing when none is stable. `choices` by rising k.
std::optional<std::size_t> best_choice(const std::vector<Choice>& choices,
                                       const SuggestionOptions& options);

}  // namespace tandem::personas
