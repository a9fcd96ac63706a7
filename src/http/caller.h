// Who calls, and what they may do. Every route names the permission it needs; which role has it is
// said in domain/people/access.h.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "actions/audit.h"
#include "actions/sign_in.h"
#include "http/message.h"

namespace tandem::http {

using people::Permission;

struct Caller {
  std::optional<people::Member> member;    // absent: a stranger, or an integration
  std::optional<people::Token> token;      // when it came with an API token
  std::optional<people::Session> session;  // when it came with a cookie
  std::string address;                     // of the client

  bool may(Permission permission) const;
  std::vector<Permission> permissions() const;
  actions::Actor actor() const;
};

// How a router learns who calls. A refusal ends the request.
using Identify = std::function<Result<Caller>(const Request&)>;

// By `Authorization: Bearer` or by the cookie of a session; a stranger otherwise. A cookie that
// opens nothing any more is a stranger's: pages must still be able to show the sign-in.
// Errors: access.token_useless; http.no_origin, for a request with a cookie that changes something
// and does not say from which page it comes (browsers always do).
Result<Caller> identify(storage::Ledger& ledger, const Request& request);

// Errors: access.sign_in_needed, for a stranger; http.not_permitted.
Result<void> authorise(const Caller& caller, Permission needed);

}  // namespace tandem::http
