#include "domain/scoring/leaks.h"

#include <algorithm>
#include <array>
#include <map>

#include "domain/scoring/column_name.h"
#include "domain/scoring/evaluation.h"

namespace tandem::scoring {
namespace {

constexpr std::size_t kParts = 20;  // of a numeric column
constexpr std::size_t kLongWord = 4;

// The level of each row: the features of a category; twentieths of a number, by rank.
std::vector<std::size_t> levels_of(const TextColumn& column, const Encoding& encoding,
                                   const MissingWords& missing) {
  const Encoder encoder(encoding, missing);
  std::vector<EncodedValue> by_code;
  for (const auto& value : column.values()) by_code.push_back(encoder.encode(value));
  std::vector<std::size_t> levels(column.rows());
  std::vector<std::pair<double, std::size_t>> numbers;
  for (std::size_t row = 0; row < levels.size(); ++row) {
    const auto& value = by_code[column.code(row)];
    const auto& feature = value.features[value.count - 1];
    if (encoding.kind == ColumnKind::categorical) {
      levels[row] = static_cast<std::size_t>(feature.index);
    } else if (value.count == 1) {
      numbers.emplace_back(feature.value, row);
    } else {
      levels[row] = kParts;  // missing
    }
  }
  std::ranges::sort(numbers);
  std::size_t part = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i == 0 || numbers[i].first != numbers[i - 1].first) part = i * kParts / numbers.size();
    levels[numbers[i].second] = part;
  }
  return levels;
}

// A word of the label's name in that of the column: "Converted" and "Converted Account".
bool named_like_label(const std::string& column, const std::string& label) {
  const auto words = words_of_name(column);
  return std::ranges::any_of(words_of_name(label), [&](const auto& word) {
    return word.size() >= kLongWord && std::ranges::find(words, word) != words.end();
  });
}

std::vector<LeakSign> signs_of(const std::string& column, const std::string& label,
                               const std::optional<double>& auc) {
  std::vector<LeakSign> signs;
  if (auc && *auc >= kNearlyPerfect) signs.push_back(LeakSign::predicts_alone);
  if (named_like_outcome(column)) signs.push_back(LeakSign::outcome);
  if (named_like_judgement(column)) signs.push_back(LeakSign::judgement);
  if (named_like_latest(column)) signs.push_back(LeakSign::latest);
  if (named_like_label(column, label)) signs.push_back(LeakSign::like_label);
  return signs;
}

}  // namespace

std::optional<double> auc_alone(const TextColumn& column, const Encoding& encoding,
                                const MissingWords& missing, const std::vector<bool>& labels) {
  const auto levels = levels_of(column, encoding, missing);
  struct Count {
    double rows = 0;
    double positives = 0;
  };
  std::map<std::size_t, std::array<Count, 2>> counts;  // by level, of even and odd rows
  std::array<Count, 2> all;
  for (std::size_t row = 0; row < labels.size(); ++row) {
    for (auto* count : {&counts[levels[row]][row % 2], &all[row % 2]}) {
      count->rows += 1;
      count->positives += labels[row] ? 1 : 0;
    }
  }
  std::vector<double> rates(labels.size());
  for (std::size_t row = 0; row < labels.size(); ++row) {
    const auto other = 1 - row % 2;
    const auto& count = counts[levels[row]][other];
    // As if one more row had the rate of all.
    const double prior = all[other].rows > 0 ? all[other].positives / all[other].rows : 0;
    rates[row] = (count.positives + prior) / (count.rows + 1);
  }
  return area_under_curve(labels, rates);
}

std::vector<Leak> find_leaks(const Features& features, const TextTable& table,
                             const std::vector<bool>& labels, const std::string& label) {
  const MissingWords missing(features.missing);
  std::vector<Leak> leaks;
  auto column = table.columns.begin();
  for (const auto& encoding : features.encodings) {
    while (column->name() != encoding.column) ++column;
    Leak leak{encoding.column, auc_alone(*column, encoding, missing, labels), {}};
    leak.signs = signs_of(leak.column, label, leak.auc);
    if (!leak.signs.empty()) leaks.push_back(std::move(leak));
  }
  std::ranges::stable_sort(leaks, std::greater(),
                           [](const Leak& leak) { return leak.auc.value_or(0); });
  return leaks;
}

}  // namespace tandem::scoring
