#include "http/session_cookie.h"

#include <fmt/format.h>

#include "base/ascii.h"
#include "domain/people/sign_in.h"
#include "domain/people/single_sign_on.h"

namespace tandem::http {
namespace {

// A browser takes a cookie named __Host- only over TLS and only from this very host, so that no
// neighbouring site can plant one.
std::string name_for(const Request& request, std::string_view purpose) {
  return fmt::format("{}tandem_{}", request.secure ? "__Host-" : "", purpose);
}

void set(Headers& reply, const Request& request, std::string_view purpose, std::string_view value,
         std::chrono::seconds lifetime) {
  reply.add("Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{}",
                                      name_for(request, purpose), value, lifetime.count(),
                                      request.secure ? "; Secure" : ""));
}

constexpr std::string_view kSession = "session";
constexpr std::string_view kDeparture = "departure";

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
  return cookie(request, name_for(request, kSession));
}

void set_session_cookie(Headers& reply, const Request& request, std::string_view secret) {
  set(reply, request, kSession, secret, people::kSessionLife);
}

void clear_session_cookie(Headers& reply, const Request& request) {
  set(reply, request, kSession, "", std::chrono::seconds(0));
}

std::optional<std::string_view> departure_state(const Request& request) {
  return cookie(request, name_for(request, kDeparture));
}

void set_departure_cookie(Headers& reply, const Request& request, std::string_view state) {
  set(reply, request, kDeparture, state, people::kAttemptLife);
}

void clear_departure_cookie(Headers& reply, const Request& request) {
  set(reply, request, kDeparture, "", std::chrono::seconds(0));
}

}  // namespace tandem::http
