// API tokens as the API shows them: without their digests, with the names of their members.
#pragma once

#include "actions/tokens.h"

namespace tandem::http {

struct TokenView {
  Id id;
  std::string name;
  std::vector<people::Permission> scopes;
  std::optional<Id> member_id;  // absent: an integration's
  std::optional<std::string> member_name;
  Timestamp created_at;
  std::optional<Timestamp> last_used_at;
  std::optional<Timestamp> revoked_at;
};
BOOST_DESCRIBE_STRUCT(TokenView, (),
                      (id, name, scopes, member_id, member_name, created_at, last_used_at,
                       revoked_at))

struct TokenList {
  std::vector<TokenView> tokens;  // newest first
};
BOOST_DESCRIBE_STRUCT(TokenList, (), (tokens))

struct NewTokenView {
  TokenView token;
  std::string secret;  // shown this once
};
BOOST_DESCRIBE_STRUCT(NewTokenView, (), (token, secret))

// Everybody's, or those of one member.
TokenList tokens_of(storage::Connection& db, std::optional<Id> member = {});

// As actions::create_token.
Result<NewTokenView> make_token(storage::Write& write, std::optional<Id> member,
                                const actions::NewToken& wanted, const actions::Actor& actor);

}  // namespace tandem::http
