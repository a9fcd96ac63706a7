#include "domain/personas/declared.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "domain/personas/numeric_distribution.h"

namespace tandem::personas {
namespace {

std::string at(std::string_view list, std::size_t i, std::string_view member) {
  return fmt::format("{}[{}]{}{}", list, i, member.empty() ? "" : ".", member);
}

Result<void> within_limits(double number, const std::string& field) {
  if (std::isfinite(number) && std::abs(number) <= kLargestNumber) return {};
  return Error::invalid("personas.too_large", {{"value", fmt::format("{}", number)}}, field);
}

Result<void> weight_within_limits(double weight, const std::string& field) {
  if (weight < 0) return Error::invalid("personas.negative", {}, field);
  return within_limits(weight, field);
}

// That each name is said once.
template <class List, class Name>
Result<void> said_once(const List& list, std::string_view name_of_list, std::string_view member,
                       Name name) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string& said = list[i].*name;
    if (!seen.insert(said).second) {
      return Error::invalid("personas.duplicate", {{"name", said}}, at(name_of_list, i, member));
    }
  }
  return {};
}

Result<void> check_values(const std::vector<DeclaredValue>& values) {
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (auto fine = weight_within_limits(values[i].weight, at("values", i, "weight")); !fine) {
      return fine;
    }
    sum += values[i].weight;
  }
  if (sum == 0) return Error::invalid("personas.no_weight", {}, "values");
  return said_once(values, "values", "value", &DeclaredValue::value);
}

Result<void> check_sample(const std::vector<double>& sample) {
  if (sample.empty()) return Error::invalid("personas.empty_list", {}, "sample");
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (auto fine = within_limits(sample[i], at("sample", i, "")); !fine) return fine;
  }
  return {};
}

Result<void> check_quantiles(const std::vector<DeclaredQuantile>& quantiles) {
  if (quantiles.size() < 2 || quantiles.front().share != 0 || quantiles.back().share != 1) {
    return Error::invalid("personas.quantile_ends", {}, "quantiles");
  }
  for (std::size_t i = 0; i < quantiles.size(); ++i) {
    if (auto fine = within_limits(quantiles[i].value, at("quantiles", i, "value")); !fine) {
      return fine;
    }
    if (i == 0) continue;
    const auto& before = quantiles[i - 1];
    // Written so that a NaN is refused, too.
    if (!(quantiles[i].share > before.share) || quantiles[i].value < before.value) {
      return Error::invalid("personas.not_rising", {}, at("quantiles", i, ""));
    }
  }
  return {};
}

Result<void> check_range(const DeclaredRange& range) {
  if (auto fine = within_limits(range.low, "range.low"); !fine) return fine;
  if (auto fine = within_limits(range.high, "range.high"); !fine) return fine;
  if (range.high < range.low) return Error::invalid("personas.not_rising", {}, "range");
  return {};
}

Result<void> check_shares(const std::vector<DeclaredPersona>& personas) {
  double sum = 0;
  for (std::size_t i = 0; i < personas.size(); ++i) {
    const auto& share = personas[i].share;
    if (share.has_value() != personas.front().share.has_value()) {
      return Error::invalid("personas.share_for_some", {}, at("personas", i, "share"));
    }
    sum += share.value_or(1);
  }
  return sum > 0 ? Result<void>() : Error::invalid("personas.no_weight", {}, "personas");
}

Result<void> check_kinds(const std::vector<DeclaredPersona>& personas) {
  std::map<std::string_view, bool> numeric;
  for (std::size_t i = 0; i < personas.size(); ++i) {
    const auto& attributes = personas[i].attributes;
    for (std::size_t j = 0; j < attributes.size(); ++j) {
      const auto& attribute = attributes[j];
      const auto known = numeric.emplace(attribute.name, attribute.numeric()).first;
      if (known->second != attribute.numeric()) {
        return Error::invalid("personas.two_kinds", {{"name", attribute.name}},
                              fmt::format("personas[{}].attributes[{}]", i, j));
      }
    }
  }
  return {};
}

}  // namespace

double DeclaredAttribute::weight_sum() const {
  double sum = 0;
  if (values) {
    for (const auto& value : *values) sum += value.weight;
  }
  return sum;
}

Result<void> DeclaredAttribute::validate() const {
  if (name.empty()) return Error::invalid("personas.no_name", {}, "name");
  const int ways = int{values.has_value()} + int{sample.has_value()} + int{quantiles.has_value()} +
                   int{range.has_value()};
  if (ways != 1) return Error::invalid("personas.one_declaration");
  if (sample_size) {
    if (sample) return Error::invalid("personas.sample_has_size", {}, "sample_size");
    if (*sample_size < 1) return Error::invalid("personas.not_positive", {}, "sample_size");
  }
  if (values) return check_values(*values);
  if (sample) return check_sample(*sample);
  return quantiles ? check_quantiles(*quantiles) : check_range(*range);
}

Result<void> DeclaredPersona::validate() const {
  if (name.empty()) return Error::invalid("personas.no_name", {}, "name");
  if (share) {
    if (auto fine = weight_within_limits(*share, "share"); !fine) return fine;
  }
  if (attributes.empty()) return Error::invalid("personas.empty_list", {}, "attributes");
  return said_once(attributes, "attributes", "name", &DeclaredAttribute::name);
}

Result<void> Declaration::validate() const {
  if (personas.empty()) return Error::invalid("personas.empty_list", {}, "personas");
  if (auto fine = said_once(personas, "personas", "name", &DeclaredPersona::name); !fine) {
    return fine;
  }
  if (auto fine = check_shares(personas); !fine) return fine;
  return check_kinds(personas);
}

}  // namespace tandem::personas
