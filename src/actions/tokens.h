// API tokens: a secret that stands for its member, or for an integration, for some purposes only.
// Write keys: by which the tracking script says whose activities it sends.
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

// A token of the member, or of an integration when there is none. Errors: people.nameless (field
// name), people.token_without_scope (field scopes), people.not_a_scope {scope} (field scopes: what
// no token may do, or the member may not), people.member_not_found, people.member_disabled.
Result<CreatedToken> create_token(storage::Write& write, std::optional<Id> member,
                                  const NewToken& wanted, const Actor& actor);

// Does nothing to one that is revoked already. Error: people.token_not_found.
Result<people::Token> revoke_token(storage::Write& write, Id token, const Actor& actor);

struct TokenHolder {
  people::Token token;
  std::optional<people::Member> member;  // absent: an integration
};

// Whose secret this is: of a token not revoked, of a member not disabled. Keeps to the minute when
// it was last used.
std::optional<TokenHolder> whose_token(storage::Ledger& ledger, std::string_view secret);

// Error: people.nameless (field name).
Result<people::WriteKey> create_write_key(storage::Write& write, const std::string& name,
                                          const Actor& actor);
// Does nothing to one that is revoked already. Error: people.write_key_not_found.
Result<people::WriteKey> revoke_write_key(storage::Write& write, Id key, const Actor& actor);

}  // namespace tandem::actions
