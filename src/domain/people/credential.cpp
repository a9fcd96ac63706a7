#include "domain/people/credential.h"

#include <algorithm>

namespace tandem::people {

bool may(const Token& token, Role role, Permission permission) {
  if (token.revoked_at || !may(role, permission)) return false;
  if (permission == Permission::everyone) return true;
  const auto* scopes = token.scopes.if_array();
  return scopes && std::ranges::any_of(*scopes, [&](const auto& scope) {
           const auto* name = scope.if_string();
           return name && parse_enum<Permission>(*name) == permission;
         });
}

}  // namespace tandem::people
