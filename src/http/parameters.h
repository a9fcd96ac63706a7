// The parameters of a path and a query as a described struct.
//
//   struct ListContacts { std::optional<Id> after; std::optional<std::int64_t> limit; };
//   BOOST_DESCRIBE_STRUCT(ListContacts, (), (after, limit))
//
//   ?after=42&limit=50   {Id{42}, 50}
//   ?limit=many          json.not_an_integer, field "limit"
//   ?lmit=50             json.unknown_field, field "lmit"
//
// As in json.h, only optional members may be left out; a vector takes a parameter any number of
// times, also never. A struct with a constant `kTakesOthers` lets unknown names pass. Values read
// as they do in JSON; `validate() const` is called when there is one.
#pragma once

#include "base/json.h"
#include "http/message.h"

namespace tandem::http {

// What a parameter's text stands for, so that it reads like the JSON value of the same meaning.
enum class ParameterKind { text, boolean, integer, real };

template <class T>
constexpr ParameterKind parameter_kind() {
  if constexpr (std::is_same_v<T, bool>) return ParameterKind::boolean;
  if constexpr (std::is_integral_v<T>) return ParameterKind::integer;
  if constexpr (std::is_floating_point_v<T>) return ParameterKind::real;
  return ParameterKind::text;
}

// "12" of kind integer is the number 12. A text that is no such value stays a string, which the
// member then refuses in its own words.
boost::json::value parameter_value(std::string_view text, ParameterKind kind);

// Of a parameter `limit`. Error: http.bad_limit {most}, field limit.
Result<void> check_limit(std::optional<std::int64_t> limit, std::int64_t most);

std::vector<std::string_view> values_named(std::string_view name, const NamedValues& values);
std::optional<Error> unknown_parameter(const NamedValues& values,
                                       const std::vector<std::string_view>& known);

template <class T>
struct ParameterFormat {
  static constexpr bool kRequired = true;
  using Value = T;

  static Result<T> read(const std::vector<std::string_view>& given) {
    if (given.empty()) return Error::invalid("json.required");
    if (given.size() > 1) return Error::invalid("http.repeated_parameter");
    return from_json<T>(parameter_value(given.front(), parameter_kind<T>()));
  }
};

template <class T>
struct ParameterFormat<std::optional<T>> {
  static constexpr bool kRequired = false;
  using Value = T;

  static Result<std::optional<T>> read(const std::vector<std::string_view>& given) {
    if (given.empty()) return std::optional<T>{};
    auto value = ParameterFormat<T>::read(given);
    if (!value) return std::move(value).error();
    return std::optional<T>(*std::move(value));
  }
};

template <class T>
struct ParameterFormat<std::vector<T>> {
  static constexpr bool kRequired = false;
  using Value = std::vector<T>;

  static Result<std::vector<T>> read(const std::vector<std::string_view>& given) {
    std::vector<T> values;
    for (const auto text : given) {
      auto value = ParameterFormat<T>::read({text});
      if (!value) return std::move(value).error();
      values.push_back(*std::move(value));
    }
    return values;
  }
};

// Errors: json.unknown_field, json.required, http.repeated_parameter, and those of from_json<T>,
// with the name of the parameter as field.
template <DescribedStruct P>
Result<P> read_parameters(const NamedValues& values) {
  P parameters{};
  std::vector<std::string_view> names;
  std::optional<Error> error;
  for_each_member(parameters, [&]<class M>(std::string_view name, M& member) {
    names.push_back(name);
    if (error) return;
    auto value = ParameterFormat<M>::read(values_named(name, values));
    if (value) {
      member = *std::move(value);
    } else {
      error = std::move(value).error().within(name);
    }
  });
  // A misspelt name explains a missing one, so it is what the caller hears about.
  if constexpr (!requires { P::kTakesOthers; }) {
    if (auto unknown = unknown_parameter(values, names)) return *std::move(unknown);
  }
  if (error) return *std::move(error);
  if constexpr (requires {
                  { parameters.validate() } -> std::same_as<Result<void>>;
                }) {
    if (auto valid = parameters.validate(); !valid) return std::move(valid).error();
  }
  return parameters;
}

}  // namespace tandem::http
