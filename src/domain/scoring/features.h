// A table of texts as the design matrix of a model: every column of use encoded (see encoding.h),
// the others named with the reason they are of none.
#pragma once

#include <Eigen/SparseCore>

#include "base/result.h"
#include "domain/scoring/encoding.h"

namespace tandem::scoring {

// Rows by features; most features of a row are zero, as each category has many flags.
using Design = Eigen::SparseMatrix<double, Eigen::RowMajor>;

struct DroppedColumn {
  std::string column;
  DropReason reason = DropReason::constant;
};
BOOST_DESCRIBE_STRUCT(DroppedColumn, (), (column, reason))

struct UnreadableValues {
  std::string column;
  std::int64_t rows = 0;  // that hold no finite number, and count as missing
};
BOOST_DESCRIBE_STRUCT(UnreadableValues, (), (column, rows))

struct Features {
  std::vector<Encoding> encodings;
  std::vector<std::string> missing;  // EncodingOptions::missing
  std::vector<DroppedColumn> dropped;
  std::vector<UnreadableValues> unreadable;
};

inline constexpr std::size_t kMostFeatures = 3000;

std::size_t feature_count(const std::vector<Encoding>& encodings);

// Learned on `rows` only. Errors: scoring.no_features, when no column is of use;
// scoring.too_many_features {count, most}.
Result<Features> learn_features(const TextTable& table, const Rows& rows,
                                const EncodingOptions& options);

// One row of the matrix per row of `rows`, in that order. Precondition: the columns of `features`
// are those of `table`.
Design design(const Features& features, const TextTable& table, const Rows& rows);

}  // namespace tandem::scoring
