// Who calls, and what they may do. Every route names the permission it needs.
#pragma once

#include <string>
#include <vector>

#include "base/described.h"
#include "http/message.h"

namespace tandem::http {

enum class Permission { everyone, read_figures, read_contacts, edit_contacts };
BOOST_DESCRIBE_ENUM(Permission, everyone, read_figures, read_contacts, edit_contacts)

struct Caller {
  std::string name;
  std::vector<Permission> permissions;
};

// The caller of a request. There is no sign-in yet: whoever reaches the server is the local user,
// which is why it listens on the loopback address unless told otherwise.
Caller identify(const Request& request);

// Error: http.not_permitted.
Result<void> authorise(const Caller& caller, Permission needed);

}  // namespace tandem::http
