#include "domain/personas/drift.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "domain/personas/distances.h"
#include "domain/personas/drift_values.h"
#include "domain/personas/false_discovery.h"
#include "domain/personas/shrinkage.h"

namespace tandem::personas {
namespace {

constexpr std::size_t kNamed = 5;  // undeclared values

// Declared shares without zeros. A value that was not declared gets what a value without customers
// has, so that nobody of nothing is no difference, and somebody is a finite one.
std::vector<double> lifted_from_zero(const std::vector<DriftValue>& values, double customers) {
  const double least = shrunk_share(0, customers, values.size());
  const auto zeros =
      std::ranges::count_if(values, [](const DriftValue& value) { return value.declared == 0; });
  const double rest = 1 - least * static_cast<double>(zeros);
  std::vector<double> shares;
  shares.reserve(values.size());
  for (const auto& value : values) {
    shares.push_back(value.declared == 0 ? least : value.declared * rest);
  }
  return shares;
}

double g_of(const std::vector<double>& counts, std::vector<double> declared, double sample_size) {
  if (std::isinf(sample_size)) return g_statistic(counts, declared);
  for (auto& share : declared) share *= sample_size;
  return g_of_two_samples(counts, declared);
}

// Returns the probability of such a difference by chance.
double compare_values(AttributeDrift& result, double sample_size) {
  std::vector<double> counts;
  for (const auto& value : result.values) counts.push_back(static_cast<double>(value.customers));
  const auto customers = static_cast<double>(result.customers);
  const auto actual = shrunk_shares(counts);
  const auto declared = lifted_from_zero(result.values, customers);
  for (std::size_t i = 0; i < actual.size(); ++i) {
    auto& value = result.values[i];
    value.actual = actual[i];
    if (value.declared > 0) value.lift = actual[i] / value.declared;
  }
  result.psi = population_stability(declared, actual);
  result.psi_critical = critical_stability(counts.size(), customers, sample_size);
  result.jsd_bits = jensen_shannon_bits(declared, actual);
  result.total_variation = total_variation(declared, actual);
  result.hellinger = hellinger(declared, actual);
  result.g = g_of(counts, declared, sample_size);
  return g_probability(*result.g, counts.size());
}

void compare_numbers(AttributeDrift& result, const NumericDistribution& declared,
                     const std::vector<double>& numbers) {
  if (static_cast<std::int64_t>(numbers.size()) < kEnoughCustomers) return;
  const auto actual = NumericDistribution::of_sample(numbers);
  result.wasserstein = wasserstein(declared, actual);
  result.kolmogorov_smirnov = kolmogorov_smirnov(declared, actual);
  const double range = interquartile_range(declared);
  if (range > 0) result.wasserstein_iqr = *result.wasserstein / range;
}

void name_undeclared(AttributeDrift& result, const Expected& expected, const Observed& observed) {
  std::set<std::string_view> declared;
  for (const auto& each : expected.values) declared.insert(each.value);
  for (const auto& [value, count] : observed.counts) {
    if (!declared.contains(value)) result.undeclared.push_back({value, count});
  }
  result.undeclared_values = static_cast<std::int64_t>(result.undeclared.size());
  const auto named = std::min(kNamed, result.undeclared.size());
  std::ranges::partial_sort(result.undeclared,
                            result.undeclared.begin() + static_cast<std::ptrdiff_t>(named),
                            [](const UndeclaredValue& one, const UndeclaredValue& other) {
                              if (one.customers != other.customers) {
                                return one.customers > other.customers;
                              }
                              return one.value < other.value;
                            });
  result.undeclared.resize(named);
}

}  // namespace

std::int64_t Observed::customers() const {
  auto all = unknown + static_cast<std::int64_t>(numbers.size());
  for (const auto& [value, count] : counts) all += count;
  return all;
}

Drift drift(const std::vector<Expected>& expected, const std::vector<Observed>& observed,
            std::int64_t customers) {
  Drift report{customers, customers >= kEnoughCustomers, {}};
  std::vector<double> chances;
  std::vector<std::size_t> compared;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    auto& result = report.attributes.emplace_back();
    result.attribute = expected[i].attribute;
    result.kind = expected[i].numbers ? AttributeKind::numeric : AttributeKind::categorical;
    result.customers = customers;
    result.unknown = observed[i].unknown;
    result.weights_scaled = expected[i].scaled;
    result.values = drift_values(expected[i], observed[i]);
    name_undeclared(result, expected[i], observed[i]);
    if (!report.enough || result.unknown == customers) {
      result.status = report.enough ? DriftStatus::unknown_for_all : DriftStatus::not_enough;
      continue;
    }
    chances.push_back(compare_values(result, expected[i].sample_size));
    compared.push_back(i);
    if (expected[i].numbers) compare_numbers(result, *expected[i].numbers, observed[i].numbers);
  }
  const auto q = q_values(chances);
  for (std::size_t i = 0; i < compared.size(); ++i) {
    auto& result = report.attributes[compared[i]];
    result.q = q[i];
    result.flagged =
        *result.psi > std::max(kNoticeableStability, *result.psi_critical) && q[i] < kFalseAlarms;
  }
  std::ranges::stable_sort(report.attributes, std::ranges::greater{},
                           [](const AttributeDrift& each) { return each.jsd_bits.value_or(-1); });
  return report;
}

}  // namespace tandem::personas
