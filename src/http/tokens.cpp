#include "http/tokens.h"

#include "http/token_view.h"

namespace tandem::http {
namespace {

struct WriteKeyView {
  Id id;
  std::string name;
  std::string key;
  Timestamp created_at;
  std::optional<Timestamp> revoked_at;
};
BOOST_DESCRIBE_STRUCT(WriteKeyView, (), (id, name, key, created_at, revoked_at))

struct WriteKeyList {
  std::vector<WriteKeyView> write_keys;  // oldest first
};
BOOST_DESCRIBE_STRUCT(WriteKeyList, (), (write_keys))

struct NewWriteKey {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NewWriteKey, (), (name))

WriteKeyView view_of(const people::WriteKey& key) {
  return {key.id, key.name, key.code, key.id.time(), key.revoked_at};
}

void add_write_key_routes(Router& router, storage::Ledger& ledger) {
  router.get<Nothing, WriteKeyList>("/api/v1/write_keys", Permission::manage_workspace,
                                    "The keys of the tracking script",
                                    [&](const Nothing&, const Call&) -> Result<WriteKeyList> {
                                      return ledger.read([](storage::Connection& db) {
                                        WriteKeyList list;
                                        for (const auto& key : storage::list_write_keys(db)) {
                                          list.write_keys.push_back(view_of(key));
                                        }
                                        return list;
                                      });
                                    });
  router.post<NewWriteKey, WriteKeyView>(
      "/api/v1/write_keys", Permission::manage_workspace, "Make a key for the tracking script",
      [&](const NewWriteKey& wanted, const Call& call) {
        return ledger.write([&](storage::Write& write) -> Result<WriteKeyView> {
          const auto key = actions::create_write_key(write, wanted.name, call.caller.actor());
          if (!key) return key.error();
          return view_of(*key);
        });
      },
      {.status = 201});
  router.del<RecordAt, void>(
      "/api/v1/write_keys/{id}", Permission::manage_workspace, "Revoke such a key",
      [&](const RecordAt& at, const Call& call) {
        return ledger.write([&](storage::Write& write) {
          return done(actions::revoke_write_key(write, at.id, call.caller.actor()));
        });
      });
}

}  // namespace

void add_token_routes(Router& router, storage::Ledger& ledger) {
  router.get<Nothing, TokenList>(
      "/api/v1/tokens", Permission::manage_members, "Everybody's API tokens",
      [&](const Nothing&, const Call&) -> Result<TokenList> {
        return ledger.read([](storage::Connection& db) { return tokens_of(db); });
      });
  router.post<actions::NewToken, NewTokenView>(
      "/api/v1/tokens", Permission::manage_members,
      "Make an integration's API token; its secret is shown this once",
      [&](const actions::NewToken& wanted, const Call& call) {
        return ledger.write([&](storage::Write& write) {
          return make_token(write, {}, wanted, call.caller.actor());
        });
      },
      {.status = 201});
  router.del<RecordAt, void>(
      "/api/v1/tokens/{id}", Permission::manage_members, "Revoke an API token",
      [&](const RecordAt& at, const Call& call) {
        return ledger.write([&](storage::Write& write) {
          return done(actions::revoke_token(write, at.id, call.caller.actor()));
        });
      });
  add_write_key_routes(router, ledger);
}

}  // namespace tandem::http
