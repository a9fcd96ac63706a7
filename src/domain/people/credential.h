// How members prove who they are: passwords and one-time codes, links that work once, API tokens.
// Secrets are kept as digests (base/secret.h), so none of these can be turned back into one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/time.h"
#include "domain/people/access.h"

namespace tandem::people {

struct Credential {
  Id member_id;
  std::string password_hash;
  std::string one_time_key = {};                             // empty: no code is asked for
  std::int64_t one_time_step = 0;                            // the last one used
  boost::json::value recovery_codes = boost::json::array();  // digests of those not used yet
};
BOOST_DESCRIBE_STRUCT(Credential, (),
                      (member_id, password_hash, one_time_key, one_time_step, recovery_codes))

// A recovery code as its digest is made: however it was typed, with or without its dashes.
std::string as_kept(std::string_view recovery_code);

enum class LinkPurpose { invitation, new_password };
BOOST_DESCRIBE_ENUM(LinkPurpose, invitation, new_password)

inline constexpr std::chrono::days kInvitationLife{7};
inline constexpr std::chrono::hours kNewPasswordLife{2};

constexpr Millis life_of(LinkPurpose purpose) {
  return purpose == LinkPurpose::new_password ? Millis(kNewPasswordLife) : Millis(kInvitationLife);
}

// Where the web app takes the secret: behind the "#", which no browser sends to a server, so that
// no log keeps it.
std::string link_path(std::string_view secret);

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
  Id id;                        // made when the token was
  std::optional<Id> member_id;  // whose it is; absent for an integration, which answers to no one
  std::string name;
  std::string digest;
  boost::json::value scopes;  // list of permissions; a member's role limits them at each use
  std::optional<Timestamp> last_used_at;
  std::optional<Timestamp> revoked_at;
};
BOOST_DESCRIBE_STRUCT(Token, (), (id, member_id, name, digest, scopes, last_used_at, revoked_at))

// What a token can be good for: not for its member's own account, where more tokens are made.
bool can_be_scope(Permission permission);

// Whether the token may be used for it; `role` is that of its member, absent for an integration's.
bool may(const Token& token, std::optional<Role> role, Permission permission);

// By which the tracking script says whose activities it sends. It stands in every page, so it is no
// secret and good for nothing else.
struct WriteKey {
  Id id;  // made when the key was
  std::string name;
  std::string code;
  std::optional<Timestamp> revoked_at;
};
BOOST_DESCRIBE_STRUCT(WriteKey, (), (id, name, code, revoked_at))

}  // namespace tandem::people
