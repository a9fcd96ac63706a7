#include "domain/personas/expected.h"

#include <algorithm>
#include <cmath>

namespace tandem::personas {
namespace {

NumericDistribution numbers_of(const DeclaredAttribute& attribute) {
  if (attribute.sample) return NumericDistribution::of_sample(*attribute.sample);
  if (attribute.range) {
    return NumericDistribution::of_quantiles(
        {{0, attribute.range->low}, {1, attribute.range->high}});
  }
  std::vector<NumericDistribution::Quantile> quantiles;
  for (const auto& quantile : *attribute.quantiles) {
    quantiles.push_back({quantile.share, quantile.value});
  }
  return NumericDistribution::of_quantiles(quantiles);
}

Expected expected_of(const DeclaredAttribute& attribute) {
  Expected expected;
  expected.attribute = attribute.name;
  if (attribute.sample_size) expected.sample_size = static_cast<double>(*attribute.sample_size);
  if (attribute.sample) expected.sample_size = static_cast<double>(attribute.sample->size());
  if (attribute.numeric()) {
    expected.numbers = numbers_of(attribute);
    expected.bounded = !attribute.sample;
    return expected;
  }
  const double sum = attribute.weight_sum();
  expected.scaled = std::abs(sum - 1) > 1e-9;
  for (const auto& value : *attribute.values) {
    expected.values.push_back({value.value, value.weight / sum});
  }
  return expected;
}

const DeclaredAttribute* find(const DeclaredPersona& persona, std::string_view attribute) {
  const auto found = std::ranges::find(persona.attributes, attribute, &DeclaredAttribute::name);
  return found == persona.attributes.end() ? nullptr : &*found;
}

void add_values(std::vector<ExpectedShare>& sum, const std::vector<ExpectedShare>& values,
                double weight) {
  for (const auto& [value, share] : values) {
    auto found = std::ranges::find(sum, value, &ExpectedShare::value);
    if (found == sum.end()) found = sum.insert(found, {value, 0});
    found->share += weight * share;
  }
}

// What the personas expect of one attribute together; nothing when one with a share is silent.
std::optional<Expected> mixed(const Declaration& declaration, const std::vector<double>& shares,
                              const std::string& attribute) {
  Expected mix;
  mix.attribute = attribute;
  mix.bounded = true;
  double variance = 0;  // of an expected share, as a part of p (1 - p)
  std::vector<std::pair<double, NumericDistribution>> numbers;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i] == 0) continue;
    const auto* declared = find(declaration.personas[i], attribute);
    if (!declared) return std::nullopt;
    const auto expected = expected_of(*declared);
    mix.scaled |= expected.scaled;
    mix.bounded &= expected.bounded;
    variance += shares[i] * shares[i] / expected.sample_size;
    add_values(mix.values, expected.values, shares[i]);
    if (expected.numbers) numbers.emplace_back(shares[i], *expected.numbers);
  }
  mix.sample_size = 1 / variance;
  if (!numbers.empty()) mix.numbers = NumericDistribution::mixture(numbers);
  return mix;
}

}  // namespace

std::vector<Expected> expected_of(const DeclaredPersona& persona) {
  std::vector<Expected> all;
  for (const auto& attribute : persona.attributes) all.push_back(expected_of(attribute));
  return all;
}

std::vector<Expected> expected_of_all(const Declaration& declaration) {
  const auto shares = persona_shares(declaration);
  const auto first = std::ranges::find_if(shares, [](double share) { return share > 0; });
  const auto& persona = declaration.personas[static_cast<std::size_t>(first - shares.begin())];
  std::vector<Expected> all;
  for (const auto& attribute : persona.attributes) {
    if (auto mix = mixed(declaration, shares, attribute.name)) all.push_back(*std::move(mix));
  }
  return all;
}

std::vector<double> persona_shares(const Declaration& declaration) {
  std::vector<double> shares;
  double sum = 0;
  for (const auto& persona : declaration.personas) {
    sum += shares.emplace_back(persona.share.value_or(1));
  }
  for (auto& share : shares) share /= sum;
  return shares;
}

}  // namespace tandem::personas
