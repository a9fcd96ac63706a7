// What the server refuses before it looks at what is asked: requests that a hostile web page makes
// the browser of one of our users send.
#pragma once

#include <string>
#include <vector>

#include "http/message.h"

namespace tandem::http {

struct HostPolicy {
  // Listening on the loopback address only: then a Host that is neither localhost nor a loopback
  // address is a foreign name made to point here (DNS rebinding).
  bool loopback = true;
  std::string address = "127.0.0.1";  // listened on
  // Further names the server is reached by, without port, such as that of a proxy in front of it.
  // When listening elsewhere and not empty, no other name is taken.
  std::vector<std::string> allowed_hosts;
};

// "example.com", "192.0.2.7:8080", "[::1]:80": what a Host header may hold.
bool is_host(std::string_view text);

// Errors: http.missing_host (invalid), http.unknown_host {host} (forbidden).
Result<void> check_host(const Request& request, const HostPolicy& policy);

// Errors: those of check_host, and http.foreign_origin {origin} (forbidden): a request that changes
// something must come from a page of this same server, and over TLS from one that came over TLS.
Result<void> check_origin(const Request& request, const HostPolicy& policy);

// What pages of other sites may read. They send no cookies along, and none are looked at.
void let_any_site_read(Headers& headers);

// nosniff, no framing, no referrer elsewhere, no devices, and no content at all to run for what is
// not a page. Over TLS also HSTS for a year, unless the host is localhost, whose other ports belong
// to other programs.
void add_security_headers(const Request& request, Response& response);

}  // namespace tandem::http
