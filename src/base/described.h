// Structs described once with BOOST_DESCRIBE_STRUCT serve as JSON (json.h), as rows (row.h) and as
// OpenAPI schema (json_schema.h). This header holds what those three share.
#pragma once

#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

namespace tandem {

template <class T>
concept DescribedStruct =
    boost::describe::has_describe_members<T>::value && !std::is_union_v<T> && std::is_class_v<T>;

template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;

// Members of T in order of description, bases first: each has ::pointer and ::name.
template <DescribedStruct T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                         boost::describe::mod_inherited>;

// Calls f(name, value) for each member of `record`.
template <class T, class F>
requires DescribedStruct<std::remove_const_t<T>>
void for_each_member(T& record, F&& f) {
  boost::mp11::mp_for_each<Members<std::remove_const_t<T>>>(
      [&](auto member) { f(std::string_view(member.name), record.*member.pointer); });
}

template <DescribedEnum E>
std::string_view name_of(E value) {
  return boost::describe::enum_to_string(value, "");
}

template <DescribedEnum E>
std::optional<E> parse_enum(std::string_view name) {
  std::optional<E> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
    if (name == enumerator.name) found = enumerator.value;
  });
  return found;
}

template <DescribedEnum E>
std::vector<std::string_view> enum_names() {
  std::vector<std::string_view> names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
      [&](auto enumerator) { names.emplace_back(enumerator.name); });
  return names;
}

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {
  using Value = T;
};

template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {
  using Value = T;
};

}  // namespace tandem
