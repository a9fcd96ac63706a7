// API tokens: a secret that stands for its member, for some purposes only.
#pragma once

#include "actions/audit.h"
#include "base/secret.h"

namespace tandem::actions {

struct NewToken {
  std::string name;
  std::vector<people::Permission> scopes;
};
BOOST_DESCRIBE_STRUCT(NewToken, (), (name, scopes))

struct CreatedToken {
  people::Token token;
  std::string secret;  // shown once
};

// Errors: people.nameless_member (field name), people.token_without_scope (field scopes),
// people.member_not_found, people.member_disabled.
Result<CreatedToken> create_token(storage::Write& write, Id member, const NewToken& wanted,
                                  const Actor& actor);

// Does nothing to one that is revoked already. Error: people.token_not_found.
Result<people::Token> revoke_token(storage::Write& write, Id token, const Actor& actor);

struct TokenHolder {
  people::Token token;
  people::Member member;
};

// Whose secret this is: of a token not revoked, of a member not disabled. Keeps to the minute when
// it was last used.
std::optional<TokenHolder> whose_token(storage::Ledger& ledger, std::string_view secret);

}  // namespace tandem::actions
