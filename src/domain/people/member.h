// A member: somebody of the company, in marketing, in sales or in neither, with a role that says
// what they may do (access.h).
#pragma once

#include <string>

#include "base/described.h"
#include "base/id.h"
#include "base/time.h"
#include "domain/people/access.h"

namespace tandem::people {

enum class Team { marketing, sales, none };
BOOST_DESCRIBE_ENUM(Team, marketing, sales, none)

struct Member {
  Id id;
  std::string name;
  std::string email;  // lower case; no two members have the same
  Team team = Team::none;
  Role role = Role::reader;
  std::optional<Timestamp> disabled_at;  // may do nothing since

  bool operator==(const Member&) const = default;
};
BOOST_DESCRIBE_STRUCT(Member, (), (id, name, email, team, role, disabled_at))

// The team that goes with a role: an administrator and a reader may be in neither.
constexpr Team usual_team(Role role) {
  switch (role) {
    case Role::marketing_head:
    case Role::marketer:
      return Team::marketing;
    case Role::sales_head:
    case Role::rep:
      return Team::sales;
    default:
      return Team::none;
  }
}

}  // namespace tandem::people
