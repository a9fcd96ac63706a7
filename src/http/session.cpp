#include "http/session.h"

#include "actions/members.h"
#include "actions/workspace.h"
#include "http/session_cookie.h"
#include "http/visitor.h"
#include "storage/single_sign_on.h"

namespace tandem::http {
namespace {

// What the web app must know before it shows anything.
struct SessionView {
  std::optional<people::Member> member;
  people::Preferences preferences;  // of the member
  std::vector<Permission> permissions;
  bool setup_needed = false;
  std::string workspace;
  Language language = Language::en;
  std::optional<std::string> single_sign_on;  // the provider's name, when members may sign in there
};
BOOST_DESCRIBE_STRUCT(SessionView, (),
                      (member, preferences, permissions, setup_needed, workspace, language,
                       single_sign_on))

struct Setup {
  std::string secret;
  actions::Company company;
  actions::FirstAdministrator administrator;
};
BOOST_DESCRIBE_STRUCT(Setup, (), (secret, company, administrator))

struct LinkSecret {
  std::string secret;
};
BOOST_DESCRIBE_STRUCT(LinkSecret, (), (secret))

struct LinkUse {
  std::string secret;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(LinkUse, (), (secret, password))

SessionView view_for(storage::Ledger& ledger, const Caller& caller) {
  return ledger.read([&](storage::Connection& db) {
    const auto workspace = storage::find_workspace(db);
    const auto provider = storage::find_single_sign_on(db);
    return SessionView{.member = caller.member,
                       .preferences = caller.member
                                          ? storage::find_preferences(db, caller.member->id)
                                          : people::Preferences{},
                       .permissions = caller.permissions(),
                       .setup_needed = !caller.member && actions::needs_setup(db),
                       .workspace = workspace.name,
                       .language = workspace.language,
                       .single_sign_on = provider ? std::optional(provider->name) : std::nullopt};
  });
}

SessionView enter(storage::Ledger& ledger, const Call& call, const actions::SignedIn& entered) {
  close_old_session(ledger, call);
  set_session_cookie(call.reply_headers, call.request, entered.secret);
  return view_for(ledger, {.member = entered.member, .token = {}, .session = {}, .address = {}});
}

Result<SessionView> set_up(storage::Ledger& ledger, const std::string& secret, const Setup& wanted,
                           const Call& call) {
  if (secret.empty() || !equal_secrets(wanted.secret, secret)) {
    return Error::forbidden("access.setup_secret_wrong");
  }
  const auto member =
      actions::set_up(ledger, wanted.company, wanted.administrator, call.caller.actor());
  if (!member) return member.error();
  const auto opened = ledger.write([&](storage::Write& write) -> Result<std::string> {
    return actions::open_session(write, *member, visitor_of(call));
  });
  return enter(ledger, call, {*member, *opened});
}

void add_setup_routes(Router& router, storage::Ledger& ledger, std::string secret) {
  router.post<Setup, SessionView>(
      "/api/v1/setup", Permission::everyone, "Set up the workspace and its first administrator",
      [&ledger, secret = std::move(secret)](const Setup& wanted, const Call& call) {
        return set_up(ledger, secret, wanted, call);
      },
      {.status = 201, .lane = Lane::hashing});
}

void add_link_routes(Router& router, storage::Ledger& ledger) {
  router.post<LinkSecret, actions::LinkView>(
      "/api/v1/links/look", Permission::everyone, "What a link is for",
      [&](const LinkSecret& link, const Call&) {
        return ledger.read([&](storage::Connection& db) {
          return actions::look_at_link(db, link.secret, ledger.clock().now());
        });
      });
  router.post<LinkUse, void>("/api/v1/links/use", Permission::everyone,
                             "Choose a password by a link",
                             [&](const LinkUse& use, const Call& call) {
                               return done(actions::choose_password(
                                   ledger, use.secret, use.password, call.caller.actor()));
                             },
                             {.lane = Lane::hashing});
}

}  // namespace

void add_session_routes(Router& router, storage::Ledger& ledger, std::string setup_secret) {
  router.get<Nothing, SessionView>("/api/v1/session", Permission::everyone,
                                   "Who is signed in, and what they may do",
                                   [&](const Nothing&, const Call& call) -> Result<SessionView> {
                                     return view_for(ledger, call.caller);
                                   });
  router.post<actions::SignIn, SessionView>(
      "/api/v1/session", Permission::everyone, "Sign in",
      [&](const actions::SignIn& wanted, const Call& call) -> Result<SessionView> {
        const auto entered = actions::sign_in(ledger, wanted, visitor_of(call));
        if (!entered) return entered.error();
        return enter(ledger, call, *entered);
      },
      {.lane = Lane::hashing});
  router.del<Nothing, void>("/api/v1/session", Permission::everyone, "Sign out",
                            [&](const Nothing&, const Call& call) -> Result<void> {
                              close_old_session(ledger, call);
                              clear_session_cookie(call.reply_headers, call.request);
                              return {};
                            });
  add_setup_routes(router, ledger, std::move(setup_secret));
  add_link_routes(router, ledger);
}

}  // namespace tandem::http
