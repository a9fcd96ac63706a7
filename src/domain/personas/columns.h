// Which columns of a table of customers say something about who they are, and how: as numbers or as
// values.
//
// Example. employees (3, 12, 250 ...) is a number; lead_type (online, offline) has values;
// seller_id (a different one for each customer) and country ("Brazil" for all) say nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/result.h"

namespace tandem::personas {

struct CustomerColumn {
  std::string name;
  std::vector<std::string> values;  // the different ones, none empty
  std::vector<std::int32_t> rows;   // of each customer, the place in `values`; kUnknown
  std::int64_t unknown() const;
};
inline constexpr std::int32_t kUnknown = -1;

enum class ColumnUse { numeric, categorical, ignored };
BOOST_DESCRIBE_ENUM(ColumnUse, numeric, categorical, ignored)

enum class WhyIgnored {
  none,
  asked,
  outcome,
  one_value,
  identifier,
  too_many_values,
  mostly_unknown
};
BOOST_DESCRIBE_ENUM(WhyIgnored, none, asked, outcome, one_value, identifier, too_many_values,
                    mostly_unknown)

struct ColumnVerdict {
  std::string column;
  ColumnUse use = ColumnUse::ignored;
  WhyIgnored why = WhyIgnored::none;
  std::int64_t values = 0;   // different ones
  std::int64_t unknown = 0;  // customers
};
BOOST_DESCRIBE_STRUCT(ColumnVerdict, (), (column, use, why, values, unknown))

// More different values than this are no groups.
inline constexpr std::int64_t kMostValues = 100;

// - Numeric: every known value is a number, there are three different ones at least, and half of
// the
//   customers have one.
// - Categorical: at most kMostValues different values, no more than one for two customers. Not
// known
//   is one of them.
// - Ignored: one value for all; an identifier: a value for each customer that is text, a row
// number,
//   or named id.
// `wanted` decides instead, where it is given; one value for all is ignored even then.
// Errors, at the column: number.unreadable {value}, when a number is wanted;
// number.not_finite {value}, when all others are numbers; personas.too_large {value}.
Result<ColumnVerdict> judge(const CustomerColumn& column, std::optional<ColumnUse> wanted);

// The number of each customer; NaN where not known. Precondition: judged numeric.
std::vector<double> numbers_of(const CustomerColumn& column);

// (x − mean) / standard deviation; what is not known is 0, the mean. Does not overflow.
// Precondition: two different numbers.
std::vector<float> z_scores(const std::vector<double>& numbers);

}  // namespace tandem::personas
