#include "domain/people/access.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tandem::people {
namespace {

// One row a permission, one column a role, in the order of Role; x: may.
struct Row {
  Permission permission;
  std::string_view roles;
};

constexpr std::array kTable{
    //                                    admin
    //                                    |marketing_head
    //                                    ||marketer
    //                                    |||sales_head
    //                                    ||||rep
    //                                    |||||reader
    Row{Permission::everyone, /*        */ "xxxxxx"},
    Row{Permission::own_account, /*     */ "xxxxxx"},
    Row{Permission::read_figures, /*    */ "xxxxxx"},
    Row{Permission::read_contacts, /*   */ "xxxxx."},
    Row{Permission::edit_contacts, /*   */ "xxxxx."},
    Row{Permission::export_contacts, /* */ "xx.x.."},
    Row{Permission::manage_website, /*  */ "xxx..."},
    Row{Permission::manage_workspace, /**/ "x....."},
    Row{Permission::manage_members, /*  */ "x....."},
    Row{Permission::read_audit, /*      */ "x....."},
};

// A permission or a role that the table forgets does not compile.
constexpr bool complete() {
  constexpr auto kRoles = static_cast<std::size_t>(Role::reader) + 1;
  for (std::size_t i = 0; i < kTable.size(); ++i) {
    if (kTable[i].permission != static_cast<Permission>(i)) return false;
    if (kTable[i].roles.size() != kRoles) return false;
  }
  return kTable.size() == static_cast<std::size_t>(Permission::read_audit) + 1;
}
static_assert(complete());

}  // namespace

bool may(std::optional<Role> role, Permission permission) {
  if (permission == Permission::everyone) return true;
  if (!role) return false;
  return kTable[static_cast<std::size_t>(permission)].roles[static_cast<std::size_t>(*role)] == 'x';
}

std::vector<Permission> permissions_of(std::optional<Role> role) {
  std::vector<Permission> held;
  for (const auto& row : kTable) {
    if (may(role, row.permission)) held.push_back(row.permission);
  }
  return held;
}

}  // namespace tandem::people
