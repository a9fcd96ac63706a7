#include "http/account.h"

#include "actions/account.h"
#include "actions/members.h"
#include "base/one_time_code.h"
#include "http/token_view.h"

namespace tandem::http {
namespace {

struct AccountView {
  people::Member member;
  people::Preferences preferences;
  bool has_one_time_code = false;
  std::int64_t recovery_codes_left = 0;
};
BOOST_DESCRIBE_STRUCT(AccountView, (),
                      (member, preferences, has_one_time_code, recovery_codes_left))

// What is absent stays.
struct AccountEdit {
  std::optional<std::string> name;
  std::optional<Language> language;
  std::optional<people::Theme> theme;
  std::optional<bool> browser_notifications;
  std::optional<bool> quiet_hours;
  std::optional<int> quiet_from_minute;
  std::optional<int> quiet_to_minute;
};
BOOST_DESCRIBE_STRUCT(AccountEdit, (),
                      (name, language, theme, browser_notifications, quiet_hours, quiet_from_minute,
                       quiet_to_minute))

struct OneTimeKey {
  std::string key;      // base32
  std::string address;  // otpauth://, for a QR code
};
BOOST_DESCRIBE_STRUCT(OneTimeKey, (), (key, address))

struct RecoveryCodes {
  std::vector<std::string> recovery_codes;
};
BOOST_DESCRIBE_STRUCT(RecoveryCodes, (), (recovery_codes))

struct Password {
  std::string password;
};
BOOST_DESCRIBE_STRUCT(Password, (), (password))

struct SessionRow {
  Id id;
  Timestamp created_at;
  Timestamp last_used_at;
  std::string address;
  std::string agent;
  bool is_current = false;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (), (id, created_at, last_used_at, address, agent, is_current))

struct SessionList {
  std::vector<SessionRow> sessions;  // last used first
};
BOOST_DESCRIBE_STRUCT(SessionList, (), (sessions))

// Precondition: the route needs own_account, which no token gives.
const people::Member& self(const Call& call) {
  return *call.caller.member;
}

AccountView view_of(storage::Connection& db, Id id) {
  AccountView view{.member = *storage::find_member(db, id),
                   .preferences = storage::find_preferences(db, id)};
  if (const auto credential = storage::find_credential(db, id)) {
    view.has_one_time_code = !credential->one_time_key.empty();
    const auto* codes = credential->recovery_codes.if_array();
    view.recovery_codes_left = codes ? static_cast<std::int64_t>(codes->size()) : 0;
  }
  return view;
}

SessionList sessions_of(storage::Connection& db, const Caller& caller) {
  SessionList list;
  for (auto& session : storage::list_sessions(db, caller.member->id)) {
    list.sessions.push_back({.id = session.id,
                             .created_at = session.created_at,
                             .last_used_at = session.last_used_at,
                             .address = std::move(session.address),
                             .agent = std::move(session.agent),
                             .is_current = session.id == caller.session->id});
  }
  return list;
}

void add_password_routes(Router& router, storage::Ledger& ledger) {
  router.put<actions::PasswordChange, void>(
      "/api/v1/account/password", Permission::own_account, "Choose another password",
      [&](const actions::PasswordChange& change, const Call& call) {
        return actions::change_password(ledger, self(call), change, call.caller.session->id,
                                        call.caller.actor());
      },
      {.lane = Lane::hashing});
  router.post<Nothing, OneTimeKey>(
      "/api/v1/account/one_time_code", Permission::own_account,
      "A new key for an authenticator app; nothing is kept until a code of it is shown",
      [&](const Nothing&, const Call& call) -> Result<OneTimeKey> {
        const auto key = random_one_time_key();
        return OneTimeKey{key, one_time_address("Tandem", self(call).email, key)};
      });
  router.put<actions::OneTimeCodeSetup, RecoveryCodes>(
      "/api/v1/account/one_time_code", Permission::own_account,
      "Ask for one-time codes from now on; gives the recovery codes, once",
      [&](const actions::OneTimeCodeSetup& setup, const Call& call) -> Result<RecoveryCodes> {
        auto codes = actions::turn_on_one_time_code(ledger, self(call), setup, call.caller.actor());
        if (!codes) return codes.error();
        return RecoveryCodes{*std::move(codes)};
      },
      {.lane = Lane::hashing});
  router.post<Password, void>("/api/v1/account/one_time_code/removal", Permission::own_account,
                              "Ask for one-time codes no longer",
                              [&](const Password& given, const Call& call) {
                                return actions::turn_off_one_time_code(
                                    ledger, self(call), given.password, call.caller.actor());
                              },
                              {.lane = Lane::hashing});
}

void add_own_session_routes(Router& router, storage::Ledger& ledger) {
  router.get<Nothing, SessionList>(
      "/api/v1/account/sessions", Permission::own_account, "Where the member is signed in",
      [&](const Nothing&, const Call& call) -> Result<SessionList> {
        return ledger.read([&](storage::Connection& db) { return sessions_of(db, call.caller); });
      });
  router.del<RecordAt, void>("/api/v1/account/sessions/{id}", Permission::own_account,
                             "End one of them", [&](const RecordAt& at, const Call& call) {
                               return ledger.write([&](storage::Write& write) {
                                 return actions::end_session(write, self(call).id, at.id,
                                                             call.caller.actor());
                               });
                             });
  router.del<Nothing, void>("/api/v1/account/sessions", Permission::own_account,
                            "End all but this one", [&](const Nothing&, const Call& call) {
                              return ledger.write([&](storage::Write& write) -> Result<void> {
                                actions::end_other_sessions(write, self(call).id,
                                                            call.caller.session->id,
                                                            call.caller.actor());
                                return {};
                              });
                            });
}

void add_own_token_routes(Router& router, storage::Ledger& ledger) {
  router.get<Nothing, TokenList>(
      "/api/v1/account/tokens", Permission::own_account, "The member's own API tokens",
      [&](const Nothing&, const Call& call) -> Result<TokenList> {
        return ledger.read([&](storage::Connection& db) { return tokens_of(db, self(call).id); });
      });
  router.post<actions::NewToken, NewTokenView>(
      "/api/v1/account/tokens", Permission::own_account,
      "Make an API token; its secret is shown this once",
      [&](const actions::NewToken& wanted, const Call& call) {
        return ledger.write([&](storage::Write& write) {
          return make_token(write, self(call).id, wanted, call.caller.actor());
        });
      },
      {.status = 201});
  router.del<RecordAt, void>(
      "/api/v1/account/tokens/{id}", Permission::own_account, "Revoke an own API token",
      [&](const RecordAt& at, const Call& call) {
        return ledger.write([&](storage::Write& write) -> Result<void> {
          const auto token = storage::find_token(write.db, at.id);
          if (!token || token->member_id != self(call).id) {
            return Error::not_found("people.token_not_found");
          }
          return done(actions::revoke_token(write, at.id, call.caller.actor()));
        });
      });
}

}  // namespace

void add_account_routes(Router& router, storage::Ledger& ledger) {
  router.get<Nothing, AccountView>(
      "/api/v1/account", Permission::own_account, "The member's own account",
      [&](const Nothing&, const Call& call) -> Result<AccountView> {
        return ledger.read([&](storage::Connection& db) { return view_of(db, self(call).id); });
      });
  router.patch<AccountEdit, AccountView>(
      "/api/v1/account", Permission::own_account, "Change the own name and preferences",
      [&](const AccountEdit& edit, const Call& call) {
        return ledger.write([&](storage::Write& write) -> Result<AccountView> {
          const auto changed = actions::change_member(write, self(call).id,
                                                      {.name = edit.name, .role = {}, .team = {}},
                                                      call.caller.actor());
          if (!changed) return changed.error();
          const auto preferred =
              actions::prefer(write, changed->id,
                              {edit.language, edit.theme, edit.browser_notifications,
                               edit.quiet_hours, edit.quiet_from_minute, edit.quiet_to_minute});
          if (!preferred) return preferred.error();
          return view_of(write.db, changed->id);
        });
      });
  add_password_routes(router, ledger);
  add_own_session_routes(router, ledger);
  add_own_token_routes(router, ledger);
}

}  // namespace tandem::http
