// Columns that know the outcome because they were filled in after it: a model that uses them looks
// splendid and is of no use on the day of the hand-off. They are pointed out, never dropped
// silently: only the team knows when a column is filled in.
//
// A column is suspect when it predicts the label nearly perfectly on its own, or when its name
// says so: an outcome ("Status"), a judgement ("Lead Quality", "Tags", "Score"), or something that
// is overwritten until the day of the export ("Last Activity").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "domain/scoring/features.h"

namespace tandem::scoring {

inline constexpr double kNearlyPerfect = 0.9;  // AUC of a column alone

enum class LeakSign { predicts_alone, outcome, judgement, latest, like_label };
BOOST_DESCRIBE_ENUM(LeakSign, predicts_alone, outcome, judgement, latest, like_label)

struct Leak {
  std::string column;
  std::optional<double> auc;  // of the column alone
  std::vector<LeakSign> signs;
};
BOOST_DESCRIBE_STRUCT(Leak, (), (column, auc, signs))

// AUC of the conversion rates of the column's levels (numbers in twenty parts, "missing" and rare
// levels as one each); the rates of even rows are tried on odd rows and the other way round, so
// that many levels do not look better than they are.
std::optional<double> auc_alone(const TextColumn& column, const Encoding& encoding,
                                const MissingWords& missing, const std::vector<bool>& labels);

// The suspects among the columns of use, the strongest first. `label` is the label's name.
std::vector<Leak> find_leaks(const Features& features, const TextTable& table,
                             const std::vector<bool>& labels, const std::string& label);

}  // namespace tandem::scoring
