// Where the people who really buy differ from those who were declared: each attribute, the most
// different first, with the values that are more or less frequent than declared.
//
// Example (methods.md E1). Declared: 50 % online, 30 % shop, 20 % market. Of 100 customers 20, 30
// and 50 are. The stability index is about .55, far above both .1 and the .06 that chance explains,
// and 30 % of the customers would have to be others: the attribute drifts. "market" has a lift
// of 2.5.
//
// An attribute is flagged when its stability index exceeds both .1 and what chance exceeds one time
// in twenty, and its q value over all attributes (a G test each) is below .05.
// - A customer whose value is not known counts as one value of its own.
// - Values that the declaration does not name count as one value together: it says nothing about
//   how they are spread. They, and declared weights of 0, have no lift, and are given the share
//   that a value without customers has.
// - Of a number, the declared quintiles are the values, and below and above what was declared.
#pragma once

#include <map>

#include "domain/personas/expected.h"

namespace tandem::personas {

inline constexpr std::int64_t kEnoughCustomers = 30;
inline constexpr double kNoticeableStability = 0.1;  // the industry's bands are .1 and .25
inline constexpr double kFalseAlarms = 0.05;

// What the customers have in one attribute.
struct Observed {
  std::int64_t unknown = 0;
  std::map<std::string, std::int64_t> counts;  // of an attribute with values
  std::vector<double> numbers;                 // of a number; within ±kLargestNumber
  std::int64_t customers() const;
};

enum class AttributeKind { categorical, numeric };
BOOST_DESCRIBE_ENUM(AttributeKind, categorical, numeric)

enum class DriftStatus { compared, not_enough, unknown_for_all };
BOOST_DESCRIBE_ENUM(DriftStatus, compared, not_enough, unknown_for_all)

enum class Level { declared, undeclared, unknown };
BOOST_DESCRIBE_ENUM(Level, declared, undeclared, unknown)

struct DriftValue {
  std::string value;  // empty for values together or not known; of a number an interval, "(10, 20]"
  Level level = Level::declared;
  double declared = 0;  // share
  std::int64_t customers = 0;
  std::optional<double> actual;  // share, shrunk: see shrinkage.h
  std::optional<double> lift;    // actual / declared
};
BOOST_DESCRIBE_STRUCT(DriftValue, (), (value, level, declared, customers, actual, lift))

struct UndeclaredValue {
  std::string value;
  std::int64_t customers = 0;
};
BOOST_DESCRIBE_STRUCT(UndeclaredValue, (), (value, customers))

// Measures are there when the status is `compared`.
struct AttributeDrift {
  std::string attribute;
  AttributeKind kind = AttributeKind::categorical;
  DriftStatus status = DriftStatus::compared;
  std::int64_t customers = 0;
  std::int64_t unknown = 0;  // of these
  std::optional<double> psi;
  std::optional<double> psi_critical;
  std::optional<double> jsd_bits;
  std::optional<double> total_variation;
  std::optional<double> hellinger;
  std::optional<double> g;
  std::optional<double> q;
  // Of a number known of enough customers: the mean distance to move, in its own unit and in
  // interquartile ranges of the declaration (nothing when that is 0), and the largest difference of
  // cumulative shares.
  std::optional<double> wasserstein;
  std::optional<double> wasserstein_iqr;
  std::optional<double> kolmogorov_smirnov;
  bool flagged = false;
  bool weights_scaled = false;  // the declared weights did not sum to 1
  std::vector<DriftValue> values;
  std::vector<UndeclaredValue> undeclared;  // the most frequent five
  std::int64_t undeclared_values = 0;       // how many different ones there are
};
BOOST_DESCRIBE_STRUCT(AttributeDrift, (),
                      (attribute, kind, status, customers, unknown, psi, psi_critical, jsd_bits,
                       total_variation, hellinger, g, q, wasserstein, wasserstein_iqr,
                       kolmogorov_smirnov, flagged, weights_scaled, values, undeclared,
                       undeclared_values))

struct Drift {
  std::int64_t customers = 0;
  bool enough = false;                     // kEnoughCustomers at least
  std::vector<AttributeDrift> attributes;  // by Jensen-Shannon divergence, largest first
};
BOOST_DESCRIBE_STRUCT(Drift, (), (customers, enough, attributes))

// `observed` in the order of `expected`, each of the same `customers`.
Drift drift(const std::vector<Expected>& expected, const std::vector<Observed>& observed,
            std::int64_t customers);

}  // namespace tandem::personas
