#include "http/openapi.h"

#include <algorithm>

#include "http/problem.h"

namespace tandem::http {
namespace {

using boost::json::array;
using boost::json::object;

object content(std::string_view media_type, boost::json::value schema) {
  return {{"content", {{media_type, {{"schema", std::move(schema)}}}}}};
}

// "/api/v1/contacts/{id}" without "/api/v1/": what tells one route from another.
std::string_view short_path(std::string_view path) {
  for (const std::string_view prefix : {"/api/v1/", "/api/", "/"}) {
    if (path.starts_with(prefix)) return path.substr(prefix.size());
  }
  return path;
}

// "get_contacts_id": generators of clients name their functions after it.
std::string operation_id(const Route& route) {
  std::string id;
  for (const char c : route.method) id += static_cast<char>(c - 'A' + 'a');
  id += '_';
  for (const char c : short_path(route.path)) {
    if (c == '{' || c == '}') continue;
    id += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
  }
  return id;
}

object responses(const Route& route, const RouteTypes& types) {
  const bool has_reply = !types.reply.is_null();
  object all;
  auto& success = all[std::to_string(has_reply ? route.options.status : 204)];
  object description;
  if (has_reply) {
    const auto& own_type = route.options.reply_type;
    description = content(own_type.empty() ? "application/json" : own_type, types.reply);
  }
  description["description"] = has_reply ? "Success" : "Done";
  success = std::move(description);
  all["default"] = {{"$ref", "#/components/responses/Problem"}};
  return all;
}

object operation(const Route& route, SchemaSet& schemas) {
  auto types = route.types(schemas);
  const auto path = short_path(route.path);
  object result{{"operationId", operation_id(route)},
                {"summary", route.summary},
                {"tags", array{path.substr(0, path.find('/'))}},
                {"x-permission", name_of(route.permission)}};
  if (!types.parameters.empty()) result["parameters"] = std::move(types.parameters);
  if (!types.body.is_null()) {
    auto body = content("application/json", std::move(types.body));
    body["required"] = true;
    result["requestBody"] = std::move(body);
  }
  result["responses"] = responses(route, types);
  return result;
}

std::string lower_case(std::string_view method) {
  std::string name;
  for (const char c : method) name += static_cast<char>(c - 'A' + 'a');
  return name;
}

}  // namespace

object openapi(const Router& router, std::string_view version) {
  SchemaSet schemas;
  object paths;
  for (const auto* route : router.routes()) {
    if (!route->options.documented) continue;
    auto& path = paths[route->path];
    if (path.is_null()) path = object{};
    path.as_object()[lower_case(route->method)] = operation(*route, schemas);
  }
  auto refusal = content("application/problem+json", schemas.of<Problem>(SchemaUse::response));
  refusal["description"] = "A refusal, as a problem document (RFC 9457)";
  return {{"openapi", "3.1.0"},
          {"info", {{"title", "Tandem"}, {"version", version}}},
          {"paths", std::move(paths)},
          {"components",
           {{"schemas", schemas.components()}, {"responses", {{"Problem", std::move(refusal)}}}}}};
}

void add_openapi_route(Router& router, std::string version) {
  router.get<Nothing, boost::json::value>(
      "/api/openapi.json", Permission::everyone, "This document",
      [&router, version = std::move(version)](const Nothing&, const Call&) {
        return Result<boost::json::value>(openapi(router, version));
      },
      {.documented = false});
}

}  // namespace tandem::http
