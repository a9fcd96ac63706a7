#include "http/typed_route.h"

#include <fmt/format.h>

#include "base/ascii.h"

namespace tandem::http {

Result<void> check_media_type(const Request& request) {
  std::string_view type = request.headers.find("Content-Type").value_or("");
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  if (equal_ignoring_case(type, "application/json")) return {};
  return Error::invalid("http.unsupported_media_type", {{"expected", "application/json"}});
}

Response json_response(int status, const boost::json::value& value) {
  Response response;
  response.status = status;
  response.headers.set("Content-Type", "application/json");
  response.body = print_json(value);
  return response;
}

bool names_parameter(std::string_view path, std::string_view name) {
  return path.find(fmt::format("{{{}}}", name)) != path.npos;
}

}  // namespace tandem::http
