#include "actions/tokens.h"

#include "actions/note_use.h"
#include "base/ascii.h"

namespace tandem::actions {
namespace {

// So that one that leaked is recognised for what it is.
constexpr std::string_view kTokenPrefix = "tandem_";
constexpr std::string_view kWriteKeyPrefix = "write_";

Error nameless() {
  return Error::invalid("people.nameless", {}, "name");
}

// The role that limits the token's scopes; absent for an integration.
Result<std::optional<people::Role>> role_of(storage::Connection& db, std::optional<Id> member) {
  if (!member) return std::optional<people::Role>();
  const auto holder = storage::find_member(db, *member);
  if (!holder) return Error::not_found("people.member_not_found");
  if (holder->disabled_at) return Error::conflict("people.member_disabled");
  return std::optional(holder->role);
}

Result<void> check_scopes(const std::vector<people::Permission>& scopes,
                          std::optional<people::Role> role) {
  if (scopes.empty()) return Error::invalid("people.token_without_scope", {}, "scopes");
  for (const auto scope : scopes) {
    if (!people::can_be_scope(scope) || (role && !people::may(role, scope))) {
      return Error::invalid("people.not_a_scope", {{"scope", std::string(name_of(scope))}},
                            "scopes");
    }
  }
  return {};
}

}  // namespace

Result<CreatedToken> create_token(storage::Write& write, std::optional<Id> member,
                                  const NewToken& wanted, const Actor& actor) {
  if (trimmed(wanted.name).empty()) return nameless();
  const auto role = role_of(write.db, member);
  if (!role) return role.error();
  if (auto good = check_scopes(wanted.scopes, *role); !good) return good.error();
  CreatedToken created{{}, std::string(kTokenPrefix) + random_secret()};
  created.token = {.id = write.next_id(),
                   .member_id = member,
                   .name = wanted.name,
                   .digest = digest_of(created.secret),
                   .scopes = to_json(wanted.scopes),
                   .last_used_at = {},
                   .revoked_at = {}};
  storage::insert_token(write.db, created.token);
  audit(write, actor, people::Deed::token_created, "token", created.token.id,
        {{"name", wanted.name}, {"scopes", created.token.scopes}});
  return created;
}

Result<people::Token> revoke_token(storage::Write& write, Id id, const Actor& actor) {
  auto token = storage::find_token(write.db, id);
  if (!token) return Error::not_found("people.token_not_found");
  if (token->revoked_at) return *std::move(token);
  token->revoked_at = write.now();
  storage::update_token(write.db, *token);
  audit(write, actor, people::Deed::token_revoked, "token", id, {{"name", token->name}});
  return *std::move(token);
}

std::optional<TokenHolder> whose_token(storage::Ledger& ledger, std::string_view secret) {
  const auto now = ledger.clock().now();
  const auto find = [&](storage::Connection& db) -> std::optional<TokenHolder> {
    auto token = storage::find_token(db, digest_of(secret));
    if (!token || token->revoked_at) return std::nullopt;
    if (!token->member_id) return TokenHolder{*std::move(token), {}};
    auto member = storage::find_member(db, *token->member_id);
    if (!member || member->disabled_at) return std::nullopt;
    return TokenHolder{*std::move(token), std::move(member)};
  };
  auto holder = ledger.read(find);
  if (holder && is_use_worth_noting(holder->token.last_used_at, now)) {
    note_use(ledger, [&](storage::Write& write) {
      // Read again, so as not to bring back one that was revoked meanwhile.
      auto token = storage::find_token(write.db, holder->token.id);
      token->last_used_at = now;
      storage::update_token(write.db, *token);
    });
  }
  return holder;
}

Result<people::WriteKey> create_write_key(storage::Write& write, const std::string& name,
                                          const Actor& actor) {
  if (trimmed(name).empty()) return nameless();
  const people::WriteKey key{.id = write.next_id(),
                             .name = name,
                             .code = std::string(kWriteKeyPrefix) + random_secret(),
                             .revoked_at = {}};
  storage::insert_write_key(write.db, key);
  audit(write, actor, people::Deed::write_key_created, "write_key", key.id, {{"name", name}});
  return key;
}

Result<people::WriteKey> revoke_write_key(storage::Write& write, Id id, const Actor& actor) {
  auto key = storage::find_write_key(write.db, id);
  if (!key) return Error::not_found("people.write_key_not_found");
  if (key->revoked_at) return *std::move(key);
  key->revoked_at = write.now();
  storage::update_write_key(write.db, *key);
  audit(write, actor, people::Deed::write_key_revoked, "write_key", id, {{"name", key->name}});
  return *std::move(key);
}

}  // namespace tandem::actions
