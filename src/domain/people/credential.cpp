#include "domain/people/credential.h"

#include <algorithm>

#include "base/ascii.h"

namespace tandem::people {

std::string as_kept(std::string_view recovery_code) {
  auto kept = ascii_lower(recovery_code);
  std::erase_if(kept, [](char letter) { return letter == '-' || letter == ' '; });
  return kept;
}

std::string link_path(std::string_view secret) {
  return "/choose-password#" + std::string(secret);
}

bool can_be_scope(Permission permission) {
  return permission != Permission::everyone && permission != Permission::own_account;
}

bool may(const Token& token, std::optional<Role> role, Permission permission) {
  if (token.revoked_at) return false;
  if (permission == Permission::everyone) return true;
  if (!can_be_scope(permission) || (token.member_id && !may(role, permission))) return false;
  const auto* scopes = token.scopes.if_array();
  return scopes && std::ranges::any_of(*scopes, [&](const auto& scope) {
           const auto* name = scope.if_string();
           return name && parse_enum<Permission>(*name) == permission;
         });
}

}  // namespace tandem::people
