#include "http/parameters.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tandem::http {
namespace {

template <class T>
std::optional<T> number(std::string_view text) {
  T value{};
  const char* const end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, value);
  if (failure != std::errc() || stop != end) return std::nullopt;
  return value;
}

}  // namespace

boost::json::value parameter_value(std::string_view text, ParameterKind kind) {
  if (kind == ParameterKind::boolean && text == "true") return true;
  if (kind == ParameterKind::boolean && text == "false") return false;
  if (kind == ParameterKind::integer) {
    if (const auto value = number<std::int64_t>(text)) return *value;
  }
  if (kind == ParameterKind::real) {
    if (const auto value = number<double>(text); value && std::isfinite(*value)) return *value;
  }
  return boost::json::string(text);
}

Result<void> check_limit(std::optional<std::int64_t> limit, std::int64_t most) {
  if (!limit || (*limit >= 1 && *limit <= most)) return {};
  return Error::invalid("http.bad_limit", {{"most", std::to_string(most)}}, "limit");
}

std::vector<std::string_view> values_named(std::string_view name, const NamedValues& values) {
  std::vector<std::string_view> found;
  for (const auto& [key, value] : values) {
    if (key == name) found.emplace_back(value);
  }
  return found;
}

std::optional<Error> unknown_parameter(const NamedValues& values,
                                       const std::vector<std::string_view>& known) {
  for (const auto& [name, value] : values) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return Error::invalid("json.unknown_field").within(name);
    }
  }
  return std::nullopt;
}

}  // namespace tandem::http
