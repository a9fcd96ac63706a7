#include "base/json.h"

#include <cmath>

#include <boost/json/serialize.hpp>
#include <boost/json/stream_parser.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tandem {
namespace {

constexpr std::size_t kMaxDepth = 64;

// Where byte `offset` of `text` is, as an editor shows it.
TextArgs position(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const auto before = text.substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {{"line", std::to_string(line)}, {"column", std::to_string(offset - line_start + 1)}};
}

// 0.02 where the library writes 2E-2, which is as right but nobody reads; and 3.0, so that it stays
// a number with a fraction.
void append_number(std::string& out, double number) {
  const auto start = out.size();
  fmt::format_to(std::back_inserter(out), "{}", number);
  if (out.find_first_of(".e", start) == out.npos) out += ".0";
}

void append_leaf(std::string& out, const boost::json::value& value) {
  if (const auto* number = value.if_double()) return append_number(out, *number);
  out.append(boost::json::serialize(value));
}

void append(std::string& out, const boost::json::value& value) {
  if (const auto* object = value.if_object()) {
    char separator = '{';
    for (const auto& member : *object) {
      out.append(1, separator).append(boost::json::serialize(member.key())).append(":");
      append(out, member.value());
      separator = ',';
    }
    out.append(object->empty() ? "{}" : "}");
  } else if (const auto* array = value.if_array()) {
    char separator = '[';
    for (const auto& element : *array) {
      out += separator;
      append(out, element);
      separator = ',';
    }
    out.append(array->empty() ? "[]" : "]");
  } else {
    append_leaf(out, value);
  }
}

void indent(std::string& out, const boost::json::value& value, int depth) {
  const std::string pad(static_cast<std::size_t>(depth + 1) * 2, ' ');
  const std::string end(static_cast<std::size_t>(depth) * 2, ' ');
  if (const auto* object = value.if_object(); object && !object->empty()) {
    std::string_view separator = "{\n";
    for (const auto& member : *object) {
      out.append(separator).append(pad).append(boost::json::serialize(member.key())).append(": ");
      indent(out, member.value(), depth + 1);
      separator = ",\n";
    }
    out.append("\n").append(end).append("}");
  } else if (const auto* array = value.if_array(); array && !array->empty()) {
    std::string_view separator = "[\n";
    for (const auto& element : *array) {
      out.append(separator).append(pad);
      indent(out, element, depth + 1);
      separator = ",\n";
    }
    out.append("\n").append(end).append("]");
  } else {
    append_leaf(out, value);
  }
}

}  // namespace

Result<boost::json::value> parse_json(std::string_view text) {
  boost::json::error_code failure;
  boost::json::parse_options options;
  options.max_depth = kMaxDepth;
  boost::json::stream_parser parser({}, options);
  std::size_t read = parser.write_some(text.data(), text.size(), failure);
  if (!failure && read < text.size()) failure = boost::json::error::extra_data;
  if (!failure) parser.finish(failure);
  if (failure) {
    auto args = position(text, read);
    args.emplace_back("problem", failure.message());
    return Error::invalid("json.malformed", std::move(args));
  }
  return parser.release();
}

std::string print_json(const boost::json::value& value) {
  std::string out;
  append(out, value);
  return out;
}

std::string print_json_indented(const boost::json::value& value) {
  std::string out;
  indent(out, value, 0);
  out += '\n';
  return out;
}

Result<bool> JsonFormat<bool>::read(const boost::json::value& value) {
  if (const auto* flag = value.if_bool()) return *flag;
  return Error::invalid("json.not_a_boolean");
}

boost::json::value JsonFormat<double>::write(double value) {
  if (!std::isfinite(value)) return nullptr;
  return value;
}

Result<double> JsonFormat<double>::read(const boost::json::value& value) {
  // A number too large for a double is read as an infinite one.
  if (value.is_number() && std::isfinite(value.to_number<double>())) {
    return value.to_number<double>();
  }
  return Error::invalid("json.not_a_number");
}

Result<std::string> JsonFormat<std::string>::read(const boost::json::value& value) {
  if (const auto* string = value.if_string()) return std::string(*string);
  return Error::invalid("json.not_a_string");
}

Result<std::int64_t> read_integer(const boost::json::value& value, std::int64_t low,
                                  std::int64_t high) {
  boost::json::error_code failure;
  if (!value.is_number()) return Error::invalid("json.not_an_integer");
  const auto number = value.to_number<std::int64_t>(failure);
  const auto* real = value.if_double();
  if (failure && real && *real != std::trunc(*real)) return Error::invalid("json.not_an_integer");
  if (failure || number < low || number > high) {
    return Error::invalid("json.out_of_range",
                          {{"low", std::to_string(low)}, {"high", std::to_string(high)}});
  }
  return number;
}

Result<Id> JsonFormat<Id>::read(const boost::json::value& value) {
  if (const auto* string = value.if_string()) {
    if (auto id = parse_id(*string)) return *id;
  }
  return Error::invalid("json.not_an_id");
}

Result<Timestamp> JsonFormat<Timestamp>::read(const boost::json::value& value) {
  if (const auto* string = value.if_string()) {
    if (auto at = parse_timestamp(*string)) return *at;
  }
  return Error::invalid("json.not_a_timestamp");
}

Result<Date> JsonFormat<Date>::read(const boost::json::value& value) {
  if (const auto* string = value.if_string()) {
    if (auto day = parse_date(*string)) return *day;
  }
  return Error::invalid("json.not_a_date");
}

Error unknown_name(const boost::json::value& value, const std::vector<std::string_view>& names) {
  if (!value.is_string()) return Error::invalid("json.not_a_string");
  return Error::invalid("json.unknown_name",
                        {{"value", std::string(value.get_string())},
                         {"names", fmt::format("{}", fmt::join(names, ", "))}});
}

}  // namespace tandem
