#include "http/message.h"

#include <algorithm>
#include <stdexcept>

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "base/ascii.h"

namespace tandem::http {
namespace {

bool is_allowed_in_value(char c) {
  return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
}

bool is_allowed_in_name(char c) {  // a token of RFC 9110
  constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
  const char letter = ascii_lower(c);
  return (letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9') ||
         kOthers.find(c) != kOthers.npos;
}

void check_field(std::string_view name, std::string_view value) {
  if (name.empty() || !std::all_of(name.begin(), name.end(), is_allowed_in_name)) {
    throw std::invalid_argument("not the name of a header: " + std::string(name));
  }
  if (!std::all_of(value.begin(), value.end(), is_allowed_in_value)) {
    throw std::invalid_argument("control character in the header " + std::string(name));
  }
}

bool holds_nul(std::string_view text) {
  return text.find('\0') != text.npos;
}

}  // namespace

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (const auto& [key, value] : fields_) {
    if (equal_ignoring_case(key, name)) return value;
  }
  return std::nullopt;
}

std::size_t Headers::count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::count_if(fields_.begin(), fields_.end(),
                    [&](const auto& field) { return equal_ignoring_case(field.first, name); }));
}

void Headers::add(std::string_view name, std::string_view value) {
  check_field(name, value);
  fields_.emplace_back(name, value);
}

void Headers::set(std::string_view name, std::string_view value) {
  check_field(name, value);
  std::erase_if(fields_, [&](const auto& field) { return equal_ignoring_case(field.first, name); });
  add(name, value);
}

void Headers::set_default(std::string_view name, std::string_view value) {
  if (!find(name)) set(name, value);
}

Result<void> set_target(Request& request, std::string_view target) {
  // Almost always "/path?query"; a proxy may send "http://host/path?query".
  const boost::core::string_view text(target.data(), target.size());
  const auto url = target.starts_with('/') ? boost::urls::parse_origin_form(text)
                                           : boost::urls::parse_absolute_uri(text);
  if (!url) return Error::invalid("http.bad_target");
  const auto path = url->encoded_path();
  request.path.assign(path.data(), path.size());
  for (const auto& segment : url->segments()) request.segments.emplace_back(segment);
  for (const auto& parameter : url->params()) {
    request.query.emplace_back(std::string(parameter.key), std::string(parameter.value));
  }
  const bool has_nul =
      std::any_of(request.segments.begin(), request.segments.end(), holds_nul) ||
      std::any_of(request.query.begin(), request.query.end(), [](const auto& parameter) {
        return holds_nul(parameter.first) || holds_nul(parameter.second);
      });
  if (has_nul) return Error::invalid("http.bad_target");
  return {};
}

std::string_view Response::bytes() const {
  return std::visit([](const auto& bytes) { return std::string_view(bytes); }, body);
}

}  // namespace tandem::http
