#include "domain/personas/columns.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/ascii.h"
#include "base/number.h"
#include "domain/personas/numeric_distribution.h"

namespace tandem::personas {
namespace {

constexpr std::size_t kFewestNumbers = 3;  // two are a yes and a no

bool named_id(std::string_view title) {
  const auto name = ascii_lower(title);
  return name == "id" || name.ends_with("_id") || name.ends_with(" id") || name.ends_with("-id") ||
         name.ends_with("uuid");
}

// What the different values are, as numbers.
struct Numbers {
  bool all = true;  // every one is a number, be it infinite
  bool whole = true;
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
  std::optional<Error> unreadable;  // the first
  std::optional<Error> unusable;
};

Numbers as_numbers(const CustomerColumn& column) {
  Numbers found;
  for (const auto& value : column.values) {
    const auto number = parse_number(value);
    if (!number && number.error().code == "number.unreadable") {
      found.all = false;
      found.unreadable = Error(number.error()).within(column.name);
      return found;
    }
    if (!number || std::abs(*number) > kLargestNumber) {
      if (found.unusable) continue;
      found.unusable = number
                           ? Error::invalid("personas.too_large", {{"value", value}}, column.name)
                           : Error(number.error()).within(column.name);
      continue;
    }
    found.whole = found.whole && *number == std::floor(*number);
    found.low = std::min(found.low, *number);
    found.high = std::max(found.high, *number);
  }
  return found;
}

bool identifies(const CustomerColumn& column, const Numbers& numbers) {
  const auto known = static_cast<std::int64_t>(column.rows.size()) - column.unknown();
  const auto different = static_cast<std::int64_t>(column.values.size());
  if (named_id(column.name) && 2 * different > known) return true;
  if (different < known || known < 3) return false;
  if (!numbers.all) return true;
  // A number for each customer, without gaps to speak of.
  return numbers.whole && numbers.high - numbers.low < 2 * static_cast<double>(known);
}

WhyIgnored why_ignored(const CustomerColumn& column, const Numbers& numbers, bool numeric) {
  const auto customers = static_cast<std::int64_t>(column.rows.size());
  const auto different = static_cast<std::int64_t>(column.values.size());
  if (identifies(column, numbers)) return WhyIgnored::identifier;
  if (numeric) {
    return 2 * column.unknown() > customers ? WhyIgnored::mostly_unknown : WhyIgnored::none;
  }
  const bool many = different > kMostValues || 2 * different > customers;
  return many ? WhyIgnored::too_many_values : WhyIgnored::none;
}

bool has_one_value(const CustomerColumn& column, bool numeric) {
  const std::size_t unknown_counts = !numeric && column.unknown() > 0 ? 1 : 0;
  return column.values.size() + unknown_counts < 2;
}

}  // namespace

std::int64_t CustomerColumn::unknown() const {
  return std::ranges::count(rows, kUnknown);
}

Result<ColumnVerdict> judge(const CustomerColumn& column, std::optional<ColumnUse> wanted) {
  ColumnVerdict verdict;
  verdict.column = column.name;
  verdict.values = static_cast<std::int64_t>(column.values.size());
  verdict.unknown = column.unknown();
  const auto numbers = as_numbers(column);
  const bool numeric = wanted ? *wanted == ColumnUse::numeric
                              : numbers.all && column.values.size() >= kFewestNumbers;
  if (has_one_value(column, numeric)) {
    verdict.why = WhyIgnored::one_value;
    return verdict;
  }
  if (numeric) {
    if (numbers.unreadable) return *numbers.unreadable;
    if (numbers.unusable) return *numbers.unusable;
  }
  if (!wanted) verdict.why = why_ignored(column, numbers, numeric);
  if (verdict.why == WhyIgnored::none) {
    verdict.use = numeric ? ColumnUse::numeric : ColumnUse::categorical;
  }
  return verdict;
}

std::vector<double> numbers_of(const CustomerColumn& column) {
  std::vector<double> of_value;
  for (const auto& value : column.values) of_value.push_back(*parse_number(value));
  std::vector<double> numbers;
  numbers.reserve(column.rows.size());
  for (const auto row : column.rows) {
    numbers.push_back(row == kUnknown ? std::numeric_limits<double>::quiet_NaN()
                                      : of_value[static_cast<std::size_t>(row)]);
  }
  return numbers;
}

std::vector<float> z_scores(const std::vector<double>& numbers) {
  double largest = 0;  // what is divided by first, so that squares stay finite
  for (const double x : numbers) largest = std::isnan(x) ? largest : std::max(largest, std::abs(x));
  double n = 0;
  double mean = 0;
  double squares = 0;  // Welford's running sum of squared deviations
  for (const double x : numbers) {
    if (std::isnan(x)) continue;
    n += 1;
    const double apart = x / largest - mean;
    mean += apart / n;
    squares += apart * (x / largest - mean);
  }
  const double deviation = std::sqrt(squares / n);
  std::vector<float> z;
  z.reserve(numbers.size());
  for (const double x : numbers) {
    const bool known = !std::isnan(x) && deviation > 0;
    z.push_back(known ? static_cast<float>((x / largest - mean) / deviation) : 0.0F);
  }
  return z;
}

}  // namespace tandem::personas
