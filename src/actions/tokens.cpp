#include "actions/tokens.h"

namespace tandem::actions {
namespace {

constexpr std::string_view kPrefix =
    "tandem_";  // so that a leaked one is recognised for what it is

}  // namespace

Result<CreatedToken> create_token(storage::Write& write, Id member, const NewToken& wanted,
                                  const Actor& actor) {
  if (wanted.name.empty()) return Error::invalid("people.nameless_member", {}, "name");
  if (wanted.scopes.empty()) return Error::invalid("people.token_without_scope", {}, "scopes");
  const auto holder = storage::find_member(write.db, member);
  if (!holder) return Error::not_found("people.member_not_found");
  if (holder->disabled_at) return Error::conflict("people.member_disabled");
  CreatedToken created{{}, std::string(kPrefix) + random_secret()};
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
    auto member = storage::find_member(db, token->member_id);
    if (!member || member->disabled_at) return std::nullopt;
    return TokenHolder{*std::move(token), *std::move(member)};
  };
  auto holder = ledger.read(find);
  if (holder && (!holder->token.last_used_at ||
                 now - *holder->token.last_used_at >= people::kUseNotedEvery)) {
    std::ignore = ledger.write([&](storage::Write& write) -> Result<void> {
      // Read again, so as not to bring back one that was revoked meanwhile.
      auto token = storage::find_token(write.db, holder->token.id);
      token->last_used_at = now;
      storage::update_token(write.db, *token);
      return {};
    });
  }
  return holder;
}

}  // namespace tandem::actions
