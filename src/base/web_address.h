// Addresses of the web: what they are made of, and which may be trusted with a secret.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tandem {

using FormFields = std::vector<std::pair<std::string, std::string>>;

// "two%20words".
std::string form_encoded(const std::string& text);
// "a=1&b=two%20words".
std::string form_encoded(const FormFields& fields);

// An address with these fields in its query, after those it has.
std::string with_query(const std::string& address, const FormFields& fields);

// Whether what is sent there and comes from there stays between us: https, or http on this very
// machine; and no user, no password and no fragment in it.
bool is_private_address(const std::string& address);

// Whether it is one of the web: http or https, with a host, and no user, no password and no
// fragment in it.
bool is_web_address(const std::string& address);

// "login.example.org" of an address; the whole text when it is none.
std::string host_of(const std::string& address);

// localhost, 127.0.0.1 or [::1].
bool is_this_machine(std::string_view host);

}  // namespace tandem
