#include "http/caller.h"

#include "actions/tokens.h"
#include "http/authorization.h"
#include "http/session_cookie.h"

namespace tandem::http {
namespace {

Result<Caller> by_token(storage::Ledger& ledger, std::string_view secret, Caller caller) {
  auto holder = actions::whose_token(ledger, secret);
  if (!holder) return Error::forbidden("access.token_useless");
  caller.token = std::move(holder->token);
  caller.member = std::move(holder->member);
  return caller;
}

}  // namespace

bool Caller::may(Permission permission) const {
  const auto role = member ? std::optional(member->role) : std::nullopt;
  return token ? people::may(*token, role, permission) : people::may(role, permission);
}

std::vector<Permission> Caller::permissions() const {
  std::vector<Permission> held;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Permission>>([&](auto permission) {
    if (may(permission.value)) held.push_back(permission.value);
  });
  return held;
}

actions::Actor Caller::actor() const {
  return {.member_id = member ? std::optional(member->id) : std::nullopt,
          .address = address,
          .token_id = token ? std::optional(token->id) : std::nullopt};
}

Result<Caller> identify(storage::Ledger& ledger, const Request& request) {
  Caller caller{.member = {}, .token = {}, .session = {}, .address = request.remote};
  if (const auto token = bearer_token(request)) {
    return by_token(ledger, *token, std::move(caller));
  }
  const auto secret = session_secret(request);
  if (!secret) return caller;
  auto open = actions::whose_session(ledger, *secret);
  if (!open) return caller;
  if (!request.reads() && !request.headers.find("Origin")) {
    return Error::forbidden("http.no_origin");
  }
  caller.session = std::move(open->session);
  caller.member = std::move(open->member);
  return caller;
}

Result<void> authorise(const Caller& caller, Permission needed) {
  if (caller.may(needed)) return {};
  if (!caller.member && !caller.token) return Error::forbidden("access.sign_in_needed");
  return Error::forbidden("http.not_permitted");
}

}  // namespace tandem::http
