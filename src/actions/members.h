// Members come, change, go; and links by which they choose a password.
//
// Errors of all that take an id: people.member_not_found. There is always an administrator who can
// sign in: people.last_admin (conflict) refuses what would leave none.
#pragma once

#include "actions/audit.h"
#include "base/secret.h"

namespace tandem::actions {

struct NewMember {
  std::string name;
  std::string email;
  people::Role role = people::Role::reader;
  std::optional<people::Team> team;  // that of the role when absent

  Result<void> validate() const;  // people.nameless, field name; people.bad_email
};
BOOST_DESCRIBE_STRUCT(NewMember, (), (name, email, role, team))

// Error: people.member_exists {email} (conflict).
Result<people::Member> add_member(storage::Write& write, const NewMember& wanted,
                                  const Actor& actor);

// Error: people.no_member_with {email}.
Result<people::Member> member_with(storage::Connection& db, const std::string& email);

struct MemberEdit {
  std::optional<std::string> name;
  std::optional<people::Role> role;
  std::optional<people::Team> team;
};
BOOST_DESCRIBE_STRUCT(MemberEdit, (), (name, role, team))

// What is absent stays, but another role brings its usual team. Errors: people.nameless,
// people.last_admin.
Result<people::Member> change_member(storage::Write& write, Id id, const MemberEdit& edit,
                                     const Actor& actor);

// Ends all sessions at once; tokens and links stop working. Error: people.last_admin.
Result<people::Member> disable_member(storage::Write& write, Id id, const Actor& actor);
Result<people::Member> enable_member(storage::Write& write, Id id, const Actor& actor);

// The secret of a link by which the member chooses a password, once. Links made before stop
// working. Error: people.member_disabled (conflict).
Result<std::string> make_link(storage::Write& write, Id member, people::LinkPurpose purpose,
                              const Actor& actor);

// One-time codes are asked for no longer: for a member whose phone is lost.
void forget_one_time_code(storage::Write& write, const people::Member& member, const Actor& actor);

struct LinkView {
  std::string name;  // of its member
  std::string email;
  people::LinkPurpose purpose = people::LinkPurpose::invitation;
  Timestamp expires_at;
};
BOOST_DESCRIBE_STRUCT(LinkView, (), (name, email, purpose, expires_at))

// What a link is for, without using it. Error: people.link_useless, as below.
Result<LinkView> look_at_link(storage::Connection& db, std::string_view secret, Timestamp now);

// Sets the password by a link's secret; ends the member's sessions, forgets wrong passwords.
// Errors: people.link_useless (not_found), for one that is unknown, used or too old, or whose
// member is disabled; those of check_password.
Result<people::Member> choose_password(storage::Ledger& ledger, std::string_view secret,
                                       std::string_view password, const Actor& actor,
                                       HashingCost cost = HashingCost::interactive);

}  // namespace tandem::actions
