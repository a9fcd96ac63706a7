// Who may do what: the one table. A member has one role; a route or a command names the permission
// it needs; nothing else decides.
//
// Example. A rep may read contacts and edit them, and may not read the audit log.
#pragma once

#include <optional>
#include <vector>

#include "base/described.h"

namespace tandem::people {

enum class Role { admin, marketing_head, marketer, sales_head, rep, reader };
BOOST_DESCRIBE_ENUM(Role, admin, marketing_head, marketer, sales_head, rep, reader)

enum class Permission {
  everyone,          // also who has not signed in
  own_account,       // every member: their own password, sessions, language, tokens
  read_figures,      // funnel, sources: no personal data
  read_contacts,     // names, timelines
  edit_contacts,     // add, change, move on
  export_contacts,   // personal data in bulk
  manage_website,    // tracking, channels, forms, publications
  manage_workspace,  // company, currency, time zone, opening hours, single sign-on
  manage_members,    // invite, change role, disable; everybody's sessions and tokens
  read_audit
};
BOOST_DESCRIBE_ENUM(Permission, everyone, own_account, read_figures, read_contacts, edit_contacts,
                    export_contacts, manage_website, manage_workspace, manage_members, read_audit)

// `role` is absent for who has not signed in.
bool may(std::optional<Role> role, Permission permission);

// All that a role may do, in the order above.
std::vector<Permission> permissions_of(std::optional<Role> role);

}  // namespace tandem::people
