#include "http/token_view.h"

#include <algorithm>
#include <map>

namespace tandem::http {
namespace {

TokenView view_of(const people::Token& token, const std::optional<std::string>& member_name) {
  // What an older program called a permission may be none any more.
  auto scopes = from_json<std::vector<people::Permission>>(token.scopes);
  return {.id = token.id,
          .name = token.name,
          .scopes = scopes ? *std::move(scopes) : std::vector<people::Permission>(),
          .member_id = token.member_id,
          .member_name = member_name,
          .created_at = token.id.time(),
          .last_used_at = token.last_used_at,
          .revoked_at = token.revoked_at};
}

}  // namespace

TokenList tokens_of(storage::Connection& db, std::optional<Id> member) {
  std::map<Id, std::string> names;
  for (const auto& known : storage::list_members(db)) names.emplace(known.id, known.name);
  TokenList list;
  for (const auto& token : storage::list_tokens(db)) {
    if (member && token.member_id != member) continue;
    const auto name = token.member_id ? std::optional(names[*token.member_id]) : std::nullopt;
    list.tokens.push_back(view_of(token, name));
  }
  std::ranges::reverse(list.tokens);
  return list;
}

Result<NewTokenView> make_token(storage::Write& write, std::optional<Id> member,
                                const actions::NewToken& wanted, const actions::Actor& actor) {
  auto created = actions::create_token(write, member, wanted, actor);
  if (!created) return created.error();
  const auto holder = member ? storage::find_member(write.db, *member) : std::nullopt;
  return NewTokenView{view_of(created->token, holder ? std::optional(holder->name) : std::nullopt),
                      std::move(created->secret)};
}

}  // namespace tandem::http
