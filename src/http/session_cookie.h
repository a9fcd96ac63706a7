// The cookies by which a browser shows its session, and that it is back from signing in elsewhere.
#pragma once

#include <optional>
#include <string_view>

#include "http/message.h"

namespace tandem::http {

// Nothing without the cookie, or when it is given more than once: then somebody else may have
// planted one of them.
std::optional<std::string_view> session_secret(const Request& request);

// Not readable by scripts, not sent along by other sites' requests but plain links, over TLS only
// when the session was opened over TLS.
void set_session_cookie(Headers& reply, const Request& request, std::string_view secret);
void clear_session_cookie(Headers& reply, const Request& request);

// The same for a browser on its way to the provider of single sign-on: what it must bring back.
std::optional<std::string_view> departure_state(const Request& request);
void set_departure_cookie(Headers& reply, const Request& request, std::string_view state);
void clear_departure_cookie(Headers& reply, const Request& request);

// The value of a cookie that is given exactly once.
std::optional<std::string_view> cookie(const Request& request, std::string_view name);

}  // namespace tandem::http
