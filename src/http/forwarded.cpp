#include "http/forwarded.h"

#include <algorithm>

#include "base/ascii.h"
#include "http/security.h"

namespace tandem::http {
namespace {

// The values of a header that is a list, over all its lines.
std::vector<std::string_view> list_of(const Headers& headers, std::string_view name) {
  std::vector<std::string_view> values;
  for (const auto& [key, line] : headers.all()) {
    if (!equal_ignoring_case(key, name)) continue;
    std::string_view rest = line;
    for (auto comma = rest.find(','); comma != rest.npos; comma = rest.find(',')) {
      values.push_back(trimmed(rest.substr(0, comma)));
      rest.remove_prefix(comma + 1);
    }
    values.push_back(trimmed(rest));
  }
  return values;
}

std::string_view last_of(const Headers& headers, std::string_view name) {
  const auto values = list_of(headers, name);
  return values.empty() ? std::string_view() : values.back();
}

// Some proxies add the port: "203.0.113.9:4711", "[2001:db8::7]:4711".
std::optional<IpAddress> address_of(std::string_view text) {
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    return end == text.npos ? std::nullopt : IpAddress::parse(text.substr(1, end - 1));
  }
  const bool has_port = std::count(text.begin(), text.end(), ':') == 1;
  return IpAddress::parse(has_port ? text.substr(0, text.find(':')) : text);
}

std::optional<IpAddress> client_of(const Request& request, const std::vector<Network>& trusted) {
  std::optional<IpAddress> client;
  auto hops = list_of(request.headers, "X-Forwarded-For");
  while (!hops.empty()) {
    client = address_of(hops.back());
    if (!client || !contains(trusted, *client)) break;
    hops.pop_back();
  }
  return client;
}

}  // namespace

void believe_proxies(Request& request, const std::vector<Network>& trusted) {
  const auto peer = IpAddress::parse(request.remote);
  if (!peer) return;
  request.remote = peer->text();
  if (!contains(trusted, *peer)) return;
  if (const auto client = client_of(request, trusted)) request.remote = client->text();
  const auto scheme = last_of(request.headers, "X-Forwarded-Proto");
  if (equal_ignoring_case(scheme, "https")) request.secure = true;
  if (equal_ignoring_case(scheme, "http")) request.secure = false;
  const std::string host(last_of(request.headers, "X-Forwarded-Host"));
  if (is_host(host)) request.headers.set("Host", host);
}

}  // namespace tandem::http
