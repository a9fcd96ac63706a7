// Declared personas: whom marketing says it is looking for, as shares of each attribute's values.
//
// Example. "Of our shops half sell online in earnest, three in ten a little, the rest offline; they
// employ 5 to 50 people":
//
//   {"personas": [{"name": "Shop", "attributes": [
//     {"name": "lead_type", "values": [{"value": "online_big", "weight": 50},
//       {"value": "online_small", "weight": 30}, {"value": "offline", "weight": 20}]},
//     {"name": "employees", "range": {"low": 5, "high": 50}}]}]}
//
// An attribute is declared in one of four ways: by weights of its values (of any sum; the value ""
// is "not known"), or, of a number, by a sample, by quantiles from share 0 to share 1, or by a
// range over which customers are taken to be spread evenly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/result.h"

namespace tandem::personas {

struct DeclaredValue {
  std::string value;
  double weight = 0;  // 0 or more
};
BOOST_DESCRIBE_STRUCT(DeclaredValue, (), (value, weight))

struct DeclaredQuantile {
  double share = 0;  // of the customers at or below `value`
  double value = 0;
};
BOOST_DESCRIBE_STRUCT(DeclaredQuantile, (), (share, value))

struct DeclaredRange {
  double low = 0;
  double high = 0;  // >= low
};
BOOST_DESCRIBE_STRUCT(DeclaredRange, (), (low, high))

struct DeclaredAttribute {
  std::string name;  // of the column
  std::optional<std::vector<DeclaredValue>> values;
  std::optional<std::vector<double>> sample;
  std::optional<std::vector<DeclaredQuantile>> quantiles;
  std::optional<DeclaredRange> range;
  // How many customers the weights or quantiles were estimated from; taken for certain without it.
  std::optional<std::int64_t> sample_size;

  bool numeric() const { return !values; }
  double weight_sum() const;  // of the values; the weights are shares when it is 1

  // Errors: personas.one_declaration, when it is declared in no way or in several;
  // personas.sample_has_size; personas.no_weight, when all are 0; personas.negative,
  // personas.too_large {value}, personas.duplicate {name}, personas.quantile_ends,
  // personas.not_rising, personas.empty_list, personas.no_name, personas.not_positive, at the
  // field.
  Result<void> validate() const;
};
BOOST_DESCRIBE_STRUCT(DeclaredAttribute, (), (name, values, sample, quantiles, range, sample_size))

struct DeclaredPersona {
  std::string name;
  std::optional<double> share;  // of the customers, of any sum over the personas
  std::vector<DeclaredAttribute> attributes;

  // Errors: personas.no_name, personas.negative, personas.empty_list, personas.duplicate {name}.
  Result<void> validate() const;
};
BOOST_DESCRIBE_STRUCT(DeclaredPersona, (), (name, share, attributes))

struct Declaration {
  std::vector<DeclaredPersona> personas;

  // Errors: personas.empty_list, personas.duplicate {name}; personas.no_weight, when no persona has
  // a share; personas.share_for_some, when only some have one; personas.two_kinds {name}, when an
  // attribute is a number to one persona and not to another.
  Result<void> validate() const;
};
BOOST_DESCRIBE_STRUCT(Declaration, (), (personas))

}  // namespace tandem::personas
