#include "http/session_cookie.h"

#include <fmt/format.h>

#include "base/ascii.h"
#include "domain/people/sign_in.h"

namespace tandem::http {
namespace {

// A browser takes a cookie named __Host- only over TLS and only from this very host, so that no
// neighbouring site can plant one.
std::string_view name_for(const Request& request) {
  return request.secure ? "__Host-tandem_session" : "tandem_session";
}

std::string cookie_text(const Request& request, std::string_view value,
                        std::chrono::seconds lifetime) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{}", name_for(request),
                     value, lifetime.count(), request.secure ? "; Secure" : "");
}

}  // namespace

std::optional<std::string_view> cookie(const Request& request, std::string_view name) {
  std::optional<std::string_view> found;
  for (const auto& [header, line] : request.headers.all()) {
    if (!equal_ignoring_case(header, "Cookie")) continue;
    for (std::string_view rest = line; !rest.empty();) {
      const auto end = std::min(rest.find(';'), rest.size());
      const auto pair = trimmed(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const auto equals = pair.find('=');
      if (equals == pair.npos || pair.substr(0, equals) != name) continue;
      if (found) return std::nullopt;
      found = pair.substr(equals + 1);
    }
  }
  return found;
}

std::optional<std::string_view> session_secret(const Request& request) {
  return cookie(request, name_for(request));
}

void set_session_cookie(Headers& reply, const Request& request, std::string_view secret) {
  reply.add("Set-Cookie", cookie_text(request, secret, people::kSessionLife));
}

void clear_session_cookie(Headers& reply, const Request& request) {
  reply.add("Set-Cookie", cookie_text(request, "", std::chrono::seconds(0)));
}

}  // namespace tandem::http
