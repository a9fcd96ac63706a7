#include "http/permission.h"

#include <algorithm>

namespace tandem::http {

Caller identify(const Request& /*request*/) {
  Caller local{"local", {}};
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Permission>>(
      [&](auto permission) { local.permissions.push_back(permission.value); });
  return local;
}

Result<void> authorise(const Caller& caller, Permission needed) {
  const auto& held = caller.permissions;
  if (needed == Permission::everyone || std::find(held.begin(), held.end(), needed) != held.end()) {
    return {};
  }
  return Error::forbidden("http.not_permitted");
}

}  // namespace tandem::http
