#include "base/json_schema.h"

#include <boost/core/demangle.hpp>

namespace tandem {

boost::json::object SchemaSet::components() const {
  boost::json::object all;
  for (const auto& [name, schema] : structs_) all[name] = schema;
  return all;
}

void SchemaSet::save(const std::string& name, boost::json::object properties,
                     boost::json::array required) {
  auto& schema = structs_[name];
  schema.clear();
  schema["type"] = "object";
  schema["properties"] = std::move(properties);
  if (!required.empty()) schema["required"] = std::move(required);
  schema["additionalProperties"] = false;
}

std::string short_type_name(const char* mangled) {
  const auto full = boost::core::demangle(mangled);
  return full.substr(full.rfind(':') + 1);  // npos + 1 is 0
}

boost::json::object leaf_schema(std::string_view type, std::string_view format) {
  boost::json::object schema{{"type", type}};
  if (!format.empty()) schema["format"] = format;
  return schema;
}

boost::json::value nullable(boost::json::value schema) {
  auto& object = schema.as_object();
  if (auto* type = object.if_contains("type"); type && !object.contains("enum")) {
    *type = boost::json::array{*type, "null"};
    return schema;
  }
  return boost::json::object{{"anyOf", boost::json::array{std::move(schema), leaf_schema("null")}}};
}

}  // namespace tandem
