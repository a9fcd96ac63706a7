#include "http/security.h"

#include <algorithm>

#include "base/ascii.h"

namespace tandem::http {
namespace {

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
bool same_origin(std::string_view origin, std::string_view host, const HostPolicy& policy) {
  const auto scheme_end = origin.find("://");
  if (scheme_end == origin.npos) return false;  // "null": a page without an origin
  const std::string_view default_port = origin.starts_with("https:") ? ":443" : ":80";
  const auto from = without_suffix(origin.substr(scheme_end + 3), default_port);
  return equal_ignoring_case(from, without_suffix(host, default_port)) ||
         contains(policy.allowed_hosts, without_port(from));
}

bool changes_something(const Request& request) {
  return !request.reads() && request.method != "OPTIONS";
}

}  // namespace

Result<void> check_origin(const Request& request, const HostPolicy& policy) {
  const auto host = request.headers.find("Host").value_or("");
  if (host.empty() || request.headers.count("Host") > 1) {
    return Error::invalid("http.missing_host");
  }
  if (!knows_host(host, policy)) {
    return Error::forbidden("http.unknown_host", {{"host", std::string(host)}});
  }
  const auto origin = request.headers.find("Origin");
  if (origin && changes_something(request) && !same_origin(*origin, host, policy)) {
    return Error::forbidden("http.foreign_origin", {{"origin", std::string(*origin)}});
  }
  return {};
}

void add_security_headers(Response& response) {
  auto& headers = response.headers;
  headers.set_default("X-Content-Type-Options", "nosniff");
  headers.set_default("Referrer-Policy", "same-origin");
  headers.set_default("X-Frame-Options", "DENY");
  headers.set_default("Cross-Origin-Resource-Policy", "same-origin");
  headers.set_default("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
}

}  // namespace tandem::http
