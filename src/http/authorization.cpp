#include "http/authorization.h"

#include <sodium.h>

#include "base/ascii.h"

namespace tandem::http {
namespace {

std::optional<std::string_view> credentials(const Request& request, std::string_view scheme) {
  const auto given = request.headers.find("Authorization");
  if (!given || given->size() <= scheme.size() || (*given)[scheme.size()] != ' ' ||
      !equal_ignoring_case(given->substr(0, scheme.size()), scheme)) {
    return std::nullopt;
  }
  return trimmed(given->substr(scheme.size()));
}

}  // namespace

std::optional<std::string_view> bearer_token(const Request& request) {
  return credentials(request, "Bearer");
}

std::optional<std::string> basic_user(const Request& request) {
  const auto given = credentials(request, "Basic");
  if (!given) return std::nullopt;
  std::string pair(given->size(), '\0');
  std::size_t length = 0;
  const int failed =
      sodium_base642bin(reinterpret_cast<unsigned char*>(pair.data()), pair.size(), given->data(),
                        given->size(), nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL);
  if (failed != 0) return std::nullopt;
  pair.resize(length);
  const auto colon = pair.find(':');
  if (colon == pair.npos) return std::nullopt;
  return pair.substr(0, colon);
}

}  // namespace tandem::http
