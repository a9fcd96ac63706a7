// JSON Schema (as OpenAPI 3.1 uses it) of the types json.h reads and writes.
#pragma once

#include <map>
#include <stdexcept>
#include <typeindex>

#include "base/json.h"
#include "base/money.h"

namespace tandem {

// A request may leave optional members out; a response writes every member.
enum class SchemaUse { request, response };

// Collects the schemas of structs under their type's name, and refers to them.
class SchemaSet {
 public:
  // The schema of T: inline for leaves, a reference for structs.
  template <class T>
  boost::json::value of(SchemaUse use);

  // {"Contact": {...}, ...} in order of name, for "#/components/schemas/".
  boost::json::object components() const;

 private:
  template <DescribedStruct T>
  void add_struct(const std::string& name, SchemaUse use);
  void save(const std::string& name, boost::json::object properties, boost::json::array required);

  std::map<std::string, boost::json::object> structs_;
  std::map<std::string, std::type_index> types_;  // which type has the name
};

// "Contact" for tandem::people::Contact.
std::string short_type_name(const char* mangled);

// {"type": "string", "format": "..."}; no format when empty.
boost::json::object leaf_schema(std::string_view type, std::string_view format = "");
boost::json::value nullable(boost::json::value schema);

template <class T>
boost::json::value SchemaSet::of(SchemaUse use) {
  if constexpr (std::is_same_v<T, bool>) {
    return leaf_schema("boolean");
  } else if constexpr (std::is_integral_v<T>) {
    return leaf_schema("integer", sizeof(T) > 4 ? "int64" : "int32");
  } else if constexpr (std::is_same_v<T, double>) {
    return leaf_schema("number", "double");
  } else if constexpr (std::is_same_v<T, std::string>) {
    return leaf_schema("string");
  } else if constexpr (std::is_same_v<T, Id>) {
    return leaf_schema("string", "id");
  } else if constexpr (std::is_same_v<T, Timestamp>) {
    return leaf_schema("string", "date-time");
  } else if constexpr (std::is_same_v<T, Date>) {
    return leaf_schema("string", "date");
  } else if constexpr (std::is_same_v<T, boost::json::value>) {
    return boost::json::object{};
  } else if constexpr (IsOptional<T>::value) {
    return nullable(of<typename IsOptional<T>::Value>(use));
  } else if constexpr (IsVector<T>::value) {
    return boost::json::object{{"type", "array"}, {"items", of<typename IsVector<T>::Value>(use)}};
  } else if constexpr (DescribedEnum<T>) {
    boost::json::array names;
    for (auto name : enum_names<T>()) names.emplace_back(name);
    return boost::json::object{{"type", "string"}, {"enum", std::move(names)}};
  } else if constexpr (DescribedStruct<T>) {
    const auto name = short_type_name(typeid(T).name());
    add_struct<T>(name, use);
    return boost::json::object{{"$ref", "#/components/schemas/" + name}};
  } else {
    return boost::json::object{{"type", "object"},
                               {"additionalProperties", of<typename T::mapped_type>(use)}};
  }
}

template <DescribedStruct T>
void SchemaSet::add_struct(const std::string& name, SchemaUse use) {
  if (types_.try_emplace(name, typeid(T)).first->second != typeid(T)) {
    throw std::logic_error("two structs of the API are called " + name);
  }
  const bool is_new = structs_.try_emplace(name).second;
  if (!is_new && use == SchemaUse::response) return;  // as loose as its loosest use
  boost::json::object properties;
  boost::json::array required;
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    using M = std::remove_reference_t<decltype(std::declval<T&>().*member.pointer)>;
    properties[member.name] = of<M>(use);
    if (use == SchemaUse::response || !IsOptional<M>::value) required.emplace_back(member.name);
  });
  save(name, std::move(properties), std::move(required));
}

}  // namespace tandem
