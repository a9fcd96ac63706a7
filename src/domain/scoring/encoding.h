// How one column of texts becomes features, the numbers a model sees; learned on training rows
// only and never from the label.
//
// A column is numeric when nearly all of its values are numbers. Its features are the value,
// clipped to the training rows' 1st and 99th percentile (so that 1e300 weighs no more than any
// large value) and standardised, and a flag "missing"; a missing value counts as the median. Any
// other column is categorical: one flag per frequent level, one for all other levels together
// (rare ones, and those never seen in training) and one for "missing".
//
// Example. Visits 0, 2, 4 and a blank: median 2, mean 2, scale 1.633; the blank is (0, 1), "4" is
// (1.2247, 0).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <Eigen/Core>

#include "base/described.h"
#include "domain/scoring/table.h"

namespace tandem::scoring {

struct EncodingOptions {
  // Texts that say nothing; compared without regard to case and surrounding spaces.
  std::vector<std::string> missing{"",    "Select", "NA",   "N/A", "#N/A",
                                   "NaN", "null",   "None", "-",   "?"};
  double clip = 0.01;             // share of values at each end that are clipped
  double numeric_share = 0.95;    // of the values must be numbers for a column to be numeric
  double id_share = 0.9;          // of the texts distinct: an identifier, no category
  std::int64_t fewest_rows = 5;   // a level with fewer is rare, ...
  double fewest_share = 0.002;    // ... as is one with a smaller share of the rows
  std::int64_t most_levels = 30;  // the most frequent ones have a feature of their own
};

enum class ColumnKind { numeric, categorical };
BOOST_DESCRIBE_ENUM(ColumnKind, numeric, categorical)

struct Encoding {
  std::string column;
  ColumnKind kind = ColumnKind::numeric;
  double low = 0;  // numeric: values are clipped to low .. high
  double high = 0;
  double fill = 0;  // what a missing value counts as
  double mean = 0;
  double scale = 1;
  std::vector<std::string> levels;  // categorical: the most frequent first
};
BOOST_DESCRIBE_STRUCT(Encoding, (), (column, kind, low, high, fill, mean, scale, levels))

// Numeric: value, missing. Categorical: each level, other, missing.
std::size_t feature_count(const Encoding& encoding);

// Why a column is of no use: `order` tells when a row happened, `constant` has one value, `empty`
// none at all, `identifier` names a row, `rare` has no value that comes often enough.
enum class DropReason { order, constant, empty, identifier, rare };
BOOST_DESCRIBE_ENUM(DropReason, order, constant, empty, identifier, rare)

struct LearnedColumn {
  std::optional<Encoding> encoding;  // or
  std::optional<DropReason> dropped;
  std::int64_t unreadable =
      0;  // rows of a numeric column that hold no finite number, nor "missing"
};

LearnedColumn learn_column(const TextColumn& column, const Rows& rows,
                           const EncodingOptions& options);

class MissingWords {
 public:
  explicit MissingWords(const std::vector<std::string>& words);
  bool contain(std::string_view text) const;

 private:
  std::vector<std::string> words_;  // trimmed, lower case
};

struct Feature {
  Eigen::Index index = 0;  // within the column's features
  double value = 0;
};

enum class ValueState { known, missing, other, unreadable };

// The features of one value that are not zero, one or two.
struct EncodedValue {
  std::array<Feature, 2> features;
  std::size_t count = 0;
  ValueState state = ValueState::known;
};

// Encodes values quickly. Holds references to what it is made of.
class Encoder {
 public:
  Encoder(const Encoding& encoding, const MissingWords& missing);
  EncodedValue encode(std::string_view text) const;

 private:
  EncodedValue number(std::string_view text) const;
  EncodedValue level(std::string_view text) const;
  EncodedValue no_number(ValueState state) const;

  const Encoding* encoding_;
  const MissingWords* missing_;
  std::unordered_map<std::string_view, Eigen::Index> level_of_;
};

}  // namespace tandem::scoring
