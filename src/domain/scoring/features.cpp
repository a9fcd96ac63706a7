#include "domain/scoring/features.h"

#include <algorithm>

namespace tandem::scoring {
namespace {

constexpr std::int64_t kLevelsInAll = 2000;  // shared by the columns of a wide table
constexpr std::int64_t kFewestLevels = 2;

// Columns of a design that stand side by side: the column of the table, its values encoded once
// each, and where its features begin.
struct Block {
  const TextColumn* column;
  std::vector<EncodedValue> by_code;
  Eigen::Index first;
};

std::vector<Block> blocks_of(const Features& features, const TextTable& table) {
  const MissingWords missing(features.missing);
  std::vector<Block> blocks;
  Eigen::Index first = 0;
  auto column = table.columns.begin();
  for (const auto& encoding : features.encodings) {
    while (column->name() != encoding.column) ++column;
    const Encoder encoder(encoding, missing);
    Block block{&*column, {}, first};
    block.by_code.reserve(column->values().size());
    for (const auto& value : column->values()) block.by_code.push_back(encoder.encode(value));
    blocks.push_back(std::move(block));
    first += static_cast<Eigen::Index>(feature_count(encoding));
  }
  return blocks;
}

}  // namespace

std::size_t feature_count(const std::vector<Encoding>& encodings) {
  std::size_t count = 0;
  for (const auto& encoding : encodings) count += feature_count(encoding);
  return count;
}

Result<Features> learn_features(const TextTable& table, const Rows& rows,
                                const EncodingOptions& options) {
  auto shared = options;
  const auto columns = std::max<std::int64_t>(1, std::ssize(table.columns));
  shared.most_levels = std::clamp(kLevelsInAll / columns, kFewestLevels,
                                  std::max(kFewestLevels, options.most_levels));
  Features features;
  features.missing = options.missing;
  for (const auto& column : table.columns) {
    auto learned = learn_column(column, rows, shared);
    if (learned.dropped) {
      features.dropped.push_back({column.name(), *learned.dropped});
      continue;
    }
    features.encodings.push_back(*std::move(learned.encoding));
    if (learned.unreadable > 0) features.unreadable.push_back({column.name(), learned.unreadable});
  }
  if (features.encodings.empty()) return Error::invalid("scoring.no_features");
  const auto count = feature_count(features.encodings);
  if (count > kMostFeatures) {
    return Error::invalid("scoring.too_many_features", {{"count", std::to_string(count)},
                                                        {"most", std::to_string(kMostFeatures)}});
  }
  return features;
}

Design design(const Features& features, const TextTable& table, const Rows& rows) {
  const auto blocks = blocks_of(features, table);
  Design matrix(std::ssize(rows), static_cast<Eigen::Index>(feature_count(features.encodings)));
  matrix.reserve(std::ssize(rows) * std::ssize(blocks) * 2);
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    matrix.startVec(i);
    for (const auto& block : blocks) {
      const auto& value = block.by_code[block.column->code(rows[static_cast<std::size_t>(i)])];
      for (std::size_t f = 0; f < value.count; ++f) {
        const auto& feature = value.features[f];
        matrix.insertBack(i, block.first + feature.index) = feature.value;
      }
    }
  }
  matrix.finalize();
  return matrix;
}

}  // namespace tandem::scoring
