// Described structs as JSON and back.
//
//   struct Touch { Id contact; Timestamp at; std::optional<std::string> note; };
//   BOOST_DESCRIBE_STRUCT(Touch, (), (contact, at, note))
//
//   to_json(touch)            {"contact":"42","at":"2018-02-26T19:58:54.000Z","note":null}
//   from_json<Touch>(value)   a Touch, or the Error that names the field: "touches[3].at: ..."
//
// Reading is strict: unknown fields are refused by name, and only optional ones may be missing.
// A struct may add a rule of its own: `Result<void> validate() const`, called after its fields are
// read, with an error whose field is relative to the struct.
// Ids are decimal strings, enums their names, instants RFC 3339, dates YYYY-MM-DD, absence null.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "base/described.h"
#include "base/id.h"
#include "base/result.h"
#include "base/time.h"

namespace tandem {

// Parses one JSON document of at most 64 levels. Error: json.malformed {line, column, problem}.
Result<boost::json::value> parse_json(std::string_view text);
// Compact, or with two-space indentation and a final newline for people to read.
std::string print_json(const boost::json::value& value);
std::string print_json_indented(const boost::json::value& value);

// How a type reads and writes itself; specialise for a new leaf type, together with CellFormat and
// SchemaFormat where it goes to rows or to the API.
template <class T>
struct JsonFormat;

template <class T>
boost::json::value to_json(const T& value) {
  return JsonFormat<T>::write(value);
}

template <class T>
Result<T> from_json(const boost::json::value& value) {
  return JsonFormat<T>::read(value);
}

// parse_json and from_json in one.
template <class T>
Result<T> read_json(std::string_view text) {
  auto value = parse_json(text);
  if (!value) return std::move(value).error();
  return from_json<T>(*value);
}

template <>
struct JsonFormat<bool> {
  static boost::json::value write(bool value) { return value; }
  static Result<bool> read(const boost::json::value& value);
};

template <>
struct JsonFormat<double> {
  static boost::json::value write(double value);  // not a number or infinite: null
  static Result<double> read(const boost::json::value& value);
};

template <>
struct JsonFormat<std::string> {
  static boost::json::value write(const std::string& value) { return boost::json::string(value); }
  static Result<std::string> read(const boost::json::value& value);
};

Result<std::int64_t> read_integer(const boost::json::value& value, std::int64_t low,
                                  std::int64_t high);

template <std::signed_integral T>
struct JsonFormat<T> {
  static boost::json::value write(T value) { return std::int64_t{value}; }
  static Result<T> read(const boost::json::value& value) {
    auto number = read_integer(value, std::numeric_limits<T>::min(), std::numeric_limits<T>::max());
    if (!number) return std::move(number).error();
    return static_cast<T>(*number);
  }
};

template <>
struct JsonFormat<Id> {
  static boost::json::value write(Id id) { return boost::json::string(to_string(id)); }
  static Result<Id> read(const boost::json::value& value);
};

template <>
struct JsonFormat<Timestamp> {
  static boost::json::value write(Timestamp at) { return boost::json::string(to_string(at)); }
  static Result<Timestamp> read(const boost::json::value& value);
};

template <>
struct JsonFormat<Date> {
  static boost::json::value write(Date day) { return boost::json::string(to_string(day)); }
  static Result<Date> read(const boost::json::value& value);
};

// Anything at all, passed through: the detail of an activity.
template <>
struct JsonFormat<boost::json::value> {
  static boost::json::value write(const boost::json::value& value) { return value; }
  static Result<boost::json::value> read(const boost::json::value& value) { return value; }
};

template <class T>
struct JsonFormat<std::optional<T>> {
  static boost::json::value write(const std::optional<T>& value) {
    return value ? to_json(*value) : boost::json::value(nullptr);
  }
  static Result<std::optional<T>> read(const boost::json::value& value) {
    if (value.is_null()) return std::optional<T>{};
    auto inner = from_json<T>(value);
    if (!inner) return std::move(inner).error();
    return std::optional<T>(*std::move(inner));
  }
};

template <class T>
struct JsonFormat<std::vector<T>> {
  static boost::json::value write(const std::vector<T>& values) {
    boost::json::array array;
    array.reserve(values.size());
    for (const auto& value : values) array.push_back(to_json(value));
    return array;
  }
  static Result<std::vector<T>> read(const boost::json::value& value) {
    const auto* array = value.if_array();
    if (!array) return Error::invalid("json.not_an_array");
    std::vector<T> values;
    values.reserve(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) {
      auto element = from_json<T>((*array)[i]);
      if (!element) return std::move(element).error().within("[" + std::to_string(i) + "]");
      values.push_back(*std::move(element));
    }
    return values;
  }
};

template <class T>
struct JsonFormat<std::map<std::string, T>> {
  static boost::json::value write(const std::map<std::string, T>& values) {
    boost::json::object object;
    for (const auto& [key, value] : values) object[key] = to_json(value);
    return object;
  }
  static Result<std::map<std::string, T>> read(const boost::json::value& value) {
    const auto* object = value.if_object();
    if (!object) return Error::invalid("json.not_an_object");
    std::map<std::string, T> values;
    for (const auto& member : *object) {
      auto element = from_json<T>(member.value());
      if (!element) return std::move(element).error().within(member.key());
      values.emplace(member.key(), *std::move(element));
    }
    return values;
  }
};

// The error for a name that is none of `names`.
Error unknown_name(const boost::json::value& value, const std::vector<std::string_view>& names);

template <DescribedEnum T>
struct JsonFormat<T> {
  static boost::json::value write(T value) { return boost::json::string(name_of(value)); }
  static Result<T> read(const boost::json::value& value) {
    if (const auto* string = value.if_string()) {
      if (auto parsed = parse_enum<T>(*string)) return *parsed;
    }
    return unknown_name(value, enum_names<T>());
  }
};

template <DescribedStruct T>
struct JsonFormat<T> {
  static boost::json::value write(const T& record) {
    boost::json::object object;
    for_each_member(record, [&](std::string_view name, const auto& value) {
      object.emplace(name, to_json(value));
    });
    return object;
  }

  static Result<T> read(const boost::json::value& value) {
    const auto* object = value.if_object();
    if (!object) return Error::invalid("json.not_an_object");
    T record{};
    std::optional<Error> error;
    std::size_t known = 0;
    for_each_member(record, [&](std::string_view name, auto& member) {
      if (error) return;
      const auto* field = object->if_contains(name);
      if (field) ++known;
      error = read_member(field, name, member);
    });
    if (error) return *std::move(error);
    if (known != object->size()) return first_unknown(*object);
    if constexpr (requires {
                    { record.validate() } -> std::same_as<Result<void>>;
                  }) {
      if (auto valid = record.validate(); !valid) return std::move(valid).error();
    }
    return record;
  }

 private:
  template <class M>
  static std::optional<Error> read_member(const boost::json::value* field, std::string_view name,
                                          M& member) {
    if (!field) {
      if constexpr (IsOptional<M>::value) return std::nullopt;
      return Error::invalid("json.required").within(name);
    }
    auto parsed = from_json<M>(*field);
    if (!parsed) return std::move(parsed).error().within(name);
    member = *std::move(parsed);
    return std::nullopt;
  }

  static Error first_unknown(const boost::json::object& object) {
    for (const auto& entry : object) {
      bool found = false;
      boost::mp11::mp_for_each<Members<T>>([&](auto m) { found |= entry.key() == m.name; });
      if (!found) return Error::invalid("json.unknown_field").within(entry.key());
    }
    return Error::invalid("json.unknown_field");
  }
};

}  // namespace tandem
