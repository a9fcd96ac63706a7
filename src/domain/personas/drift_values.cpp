#include "domain/personas/drift_values.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace tandem::personas {
namespace {

constexpr int kBins = 5;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// The ends of quintiles: rising, without repetitions; of one that is not bounded the outermost are
// infinite.
std::vector<double> bin_ends(const NumericDistribution& numbers, bool bounded) {
  std::vector<double> ends;
  for (int i = 1; i < kBins; ++i) ends.push_back(numbers.quantile(i / double{kBins}));
  ends.push_back(bounded ? numbers.high() : kInfinity);
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  return ends;
}

std::string interval(double low, double high, bool with_low) {
  if (low == -kInfinity && high == kInfinity) return "(-∞, ∞)";
  if (low == -kInfinity) return fmt::format("≤ {:.6g}", high);
  if (high == kInfinity) return fmt::format("> {:.6g}", low);
  return fmt::format("{}{:.6g}, {:.6g}]", with_low ? '[' : '(', low, high);
}

// Of sorted numbers.
std::int64_t how_many_up_to(const std::vector<double>& sorted, double number) {
  return std::ranges::upper_bound(sorted, number) - sorted.begin();
}
std::int64_t how_many_below(const std::vector<double>& sorted, double number) {
  return std::ranges::lower_bound(sorted, number) - sorted.begin();
}

std::vector<DriftValue> bins(const Expected& expected, std::vector<double> numbers) {
  const auto& declared = *expected.numbers;
  std::ranges::sort(numbers);
  std::vector<DriftValue> values;
  const auto all = static_cast<std::int64_t>(numbers.size());
  double from = expected.bounded ? declared.low() : -kInfinity;
  double share = 0;
  std::int64_t count = expected.bounded ? how_many_below(numbers, from) : 0;
  const auto below = count;
  for (const double end : bin_ends(declared, expected.bounded)) {
    const double up_to = end == kInfinity ? 1 : declared.at_most(end);
    const auto counted = end == kInfinity ? all : how_many_up_to(numbers, end);
    values.push_back({interval(from, end, values.empty()),
                      Level::declared,
                      up_to - share,
                      counted - count,
                      {},
                      {}});
    from = end;
    share = up_to;
    count = counted;
  }
  const auto outside = [&](std::string name, std::int64_t customers) {
    if (customers == 0) return;
    values.push_back({std::move(name), Level::undeclared, 0, customers, {}, {}});
  };
  outside(fmt::format("< {:.6g}", declared.low()), below);
  outside(fmt::format("> {:.6g}", declared.high()), all - count);
  return values;
}

std::vector<DriftValue> levels(const Expected& expected, const Observed& observed) {
  std::vector<DriftValue> values;
  std::int64_t declared = 0;
  for (const auto& [value, share] : expected.values) {
    if (value.empty()) continue;
    const auto found = observed.counts.find(value);
    const auto count = found == observed.counts.end() ? 0 : found->second;
    values.push_back({value, Level::declared, share, count, {}, {}});
    declared += count;
  }
  const auto others = observed.customers() - observed.unknown - declared;
  if (others > 0) values.push_back({"", Level::undeclared, 0, others, {}, {}});
  return values;
}

}  // namespace

std::vector<DriftValue> drift_values(const Expected& expected, const Observed& observed) {
  auto values = expected.numbers ? bins(expected, observed.numbers) : levels(expected, observed);
  const auto not_known = std::ranges::find(expected.values, std::string(), &ExpectedShare::value);
  const double share = not_known == expected.values.end() ? 0 : not_known->share;
  if (observed.unknown > 0 || share > 0) {
    values.push_back({"", Level::unknown, share, observed.unknown, {}, {}});
  }
  return values;
}

}  // namespace tandem::personas
