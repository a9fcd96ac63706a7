#include "base/number.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

#include "base/ascii.h"

namespace tandem {
Result<double> parse_number(std::string_view text) {
  auto digits = trimmed(text);
  const Error unreadable = Error::invalid("number.unreadable", {{"value", std::string(text)}});
  if (digits.starts_with('+')) {
    digits.remove_prefix(1);
    if (digits.starts_with('-')) return unreadable;
  }
  double value = 0;
  const auto* end = digits.data() + digits.size();
  const auto [stop, problem] = std::from_chars(digits.data(), end, value);
  if (stop != end || problem == std::errc::invalid_argument) return unreadable;
  // Also said of what is too small for a double; strtod gives (nearly) 0 for that.
  if (problem == std::errc::result_out_of_range) {
    value = std::strtod(std::string(digits).c_str(), nullptr);
  }
  if (!std::isfinite(value)) {
    return Error::invalid("number.not_finite", {{"value", std::string(text)}});
  }
  return value;
}

Result<std::int64_t> parse_whole_number(std::string_view text) {
  const auto number = parse_number(text);
  if (!number) return number.error();
  // Doubles hold every whole number below 2^53; from there on the text itself is read.
  if (std::abs(*number) < 0x1p53) {
    if (*number == std::floor(*number)) return static_cast<std::int64_t>(*number);
  } else {
    const auto digits = trimmed(text);
    std::int64_t value = 0;
    const auto [stop, problem] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (problem == std::errc() && stop == digits.data() + digits.size()) return value;
  }
  return Error::invalid("number.not_whole", {{"value", std::string(text)}});
}

}  // namespace tandem
