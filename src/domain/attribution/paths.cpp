#include "domain/attribution/paths.h"

#include <array>
#include <cmath>

namespace tandem::attribution {
namespace {

constexpr double kLargestCount = 0x1p53;
constexpr double kLargestValue = 1e300;

Result<void> check_figure(const char* field, double figure, double total, double largest) {
  if (!std::isfinite(figure)) return Error::invalid("attribution.not_finite", {}, field);
  if (figure < 0) return Error::invalid("attribution.negative", {}, field);
  if (total > largest) return Error::invalid("attribution.total_too_large", {}, field);
  return {};
}

}  // namespace

Result<void> Paths::add(std::span<const Channel> channels, const Outcome& outcome) {
  if (channels.empty()) return Error::invalid("attribution.empty_path");
  auto total = total_;
  total += outcome;
  for (const auto& checked :
       {check_figure("conversions", outcome.conversions, total.conversions, kLargestCount),
        check_figure("value", outcome.value, total.value, kLargestValue),
        check_figure("nulls", outcome.nulls, total.nulls, kLargestCount)}) {
    if (!checked) return checked.error();
  }
  if (outcome.value > 0 && outcome.conversions == 0) {
    return Error::invalid("attribution.value_without_conversion", {}, "value");
  }
  total_ = total;
  key_.assign(channels.begin(), channels.end());
  rows_[key_] += outcome;
  return {};
}

}  // namespace tandem::attribution
