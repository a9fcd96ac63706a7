#include "http/security.h"

#include <algorithm>

#include "base/ascii.h"

namespace tandem::http {
namespace {

constexpr std::string_view kNoDevices =
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

// "example.com:8080" without the port; "[::1]:80" is "[::1]".
std::string_view without_port(std::string_view host) {
  const auto colon = host.rfind(':');
  const auto bracket = host.rfind(']');
  const bool has_port = colon != host.npos && (bracket == host.npos || colon > bracket);
  return has_port ? host.substr(0, colon) : host;
}

bool is_loopback(std::string_view name) {
  return equal_ignoring_case(name, "localhost") || name == "127.0.0.1" || name == "[::1]";
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const auto& known) { return equal_ignoring_case(known, name); });
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool knows_host(std::string_view host, const HostPolicy& policy) {
  if (!policy.loopback && policy.allowed_hosts.empty()) return true;
  const auto name = without_port(host);
  const bool is_address = name == policy.address || name == "[" + policy.address + "]";
  return is_address || is_loopback(name) || contains(policy.allowed_hosts, name);
}

std::string_view without_suffix(std::string_view text, std::string_view suffix) {
  if (text.ends_with(suffix)) text.remove_suffix(suffix.size());
  return text;
}

// Browsers leave the default port out of Origin and Host; others may write it.
bool same_origin(std::string_view origin, std::string_view host, const Request& request,
                 const HostPolicy& policy) {
  const auto scheme_end = origin.find("://");
  if (scheme_end == origin.npos) return false;  // "null": a page without an origin
  const bool is_secure = origin.starts_with("https:");
  // Whoever sits on the network can write a page that came in the clear. The other way round, a
  // proxy may keep to itself that it speaks TLS.
  if (request.secure && !is_secure) return false;
  const std::string_view default_port = is_secure ? ":443" : ":80";
  const auto from = without_suffix(origin.substr(scheme_end + 3), default_port);
  return equal_ignoring_case(from, without_suffix(host, default_port)) ||
         contains(policy.allowed_hosts, without_port(from));
}

bool changes_something(const Request& request) {
  return !request.reads() && request.method != "OPTIONS";
}

}  // namespace

bool is_host(std::string_view text) {
  const auto name = without_port(text);
  const auto port = text.substr(name.size());
  const bool is_v6 = name.starts_with('[') && name.ends_with(']');
  const auto may_be_in_name = [&](char c) {
    const char letter = ascii_lower(c);
    const bool is_letter = (letter >= 'a' && letter <= 'z') || is_digit(letter);
    return is_letter || c == '.' || (is_v6 ? c == ':' : c == '-' || c == '_');
  };
  const auto inner = is_v6 ? name.substr(1, name.size() - 2) : name;
  return !inner.empty() && std::all_of(inner.begin(), inner.end(), may_be_in_name) &&
         port.size() <= 6 && std::all_of(port.begin() + !port.empty(), port.end(), is_digit);
}

Result<void> check_host(const Request& request, const HostPolicy& policy) {
  const auto host = request.headers.find("Host").value_or("");
  if (!is_host(host) || request.headers.count("Host") > 1) {
    return Error::invalid("http.missing_host");
  }
  if (!knows_host(host, policy)) {
    return Error::forbidden("http.unknown_host", {{"host", std::string(host)}});
  }
  return {};
}

Result<void> check_origin(const Request& request, const HostPolicy& policy) {
  if (auto known = check_host(request, policy); !known) return known;
  const auto host = request.headers.find("Host").value_or("");
  const auto origin = request.headers.find("Origin");
  if (origin && changes_something(request) && !same_origin(*origin, host, request, policy)) {
    return Error::forbidden("http.foreign_origin", {{"origin", std::string(*origin)}});
  }
  return {};
}

void let_any_site_read(Headers& headers) {
  headers.set("Access-Control-Allow-Origin", "*");
  headers.set("Cross-Origin-Resource-Policy", "cross-origin");
}

void add_security_headers(const Request& request, Response& response) {
  auto& headers = response.headers;
  headers.set_default("X-Content-Type-Options", "nosniff");
  headers.set_default("Referrer-Policy", "same-origin");
  headers.set_default("X-Frame-Options", "DENY");
  headers.set_default("Cross-Origin-Resource-Policy", "same-origin");
  headers.set_default("Cross-Origin-Opener-Policy", "same-origin");
  headers.set_default("Permissions-Policy", kNoDevices);
  headers.set_default("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  const auto host = without_port(request.headers.find("Host").value_or("localhost"));
  if (request.secure && !is_loopback(host)) {
    headers.set_default("Strict-Transport-Security", "max-age=31536000");
  }
}

}  // namespace tandem::http
