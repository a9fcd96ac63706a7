// A member: somebody of the company, in marketing, in sales or in neither.
#pragma once

#include <string>

#include "base/described.h"
#include "base/id.h"

namespace tandem::people {

enum class Team { marketing, sales, none };
BOOST_DESCRIBE_ENUM(Team, marketing, sales, none)

struct Member {
  Id id;
  std::string name;
  std::string email;
  Team team = Team::none;

  bool operator==(const Member&) const = default;
};
BOOST_DESCRIBE_STRUCT(Member, (), (id, name, email, team))

}  // namespace tandem::people
