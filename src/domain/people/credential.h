// How members prove who they are: passwords and one-time codes, links that work once, API tokens.
// Secrets are kept as digests (base/secret.h), so none of these can be turned back into one.
#pragma once

#include <string>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/time.h"
#include "domain/people/access.h"

namespace tandem::people {

struct Credential {
  Id member_id;
  std::string password_hash;
  std::string one_time_key;                                  // empty: no code is asked for
  std::int64_t one_time_step = 0;                            // the last one used
  boost::json::value recovery_codes = boost::json::array();  // digests of those not used yet
};
BOOST_DESCRIBE_STRUCT(Credential, (),
                      (member_id, password_hash, one_time_key, one_time_step, recovery_codes))

enum class LinkPurpose { setup, invitation, new_password };
BOOST_DESCRIBE_ENUM(LinkPurpose, setup, invitation, new_password)

inline constexpr std::chrono::days kInvitationLife{7};
inline constexpr std::chrono::hours kNewPasswordLife{2};

struct Link {
  Id id;
  LinkPurpose purpose = LinkPurpose::invitation;
  Id member_id;
  std::string digest;
  Timestamp expires_at;
  std::optional<Timestamp> used_at;
};
BOOST_DESCRIBE_STRUCT(Link, (), (id, purpose, member_id, digest, expires_at, used_at))

struct Token {
  Id id;
  Id member_id;
  std::string name;
  std::string digest;
  boost::json::value scopes;  // list of permissions; the member's role limits them at each use
  std::optional<Timestamp> last_used_at;
  std::optional<Timestamp> revoked_at;
};
BOOST_DESCRIBE_STRUCT(Token, (), (id, member_id, name, digest, scopes, last_used_at, revoked_at))

// Whether the token may be used for it, by a member with that role.
bool may(const Token& token, Role role, Permission permission);

}  // namespace tandem::people
