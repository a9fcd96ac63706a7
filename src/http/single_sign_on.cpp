#include "http/single_sign_on.h"

#include <memory>

#include <spdlog/spdlog.h>

#include "actions/single_sign_on.h"
#include "http/session_cookie.h"
#include "http/visitor.h"
#include "storage/single_sign_on.h"

namespace tandem::http {
namespace {

constexpr std::string_view kReturnPath = "/api/v1/single_sign_on/return";

// As it may be shown: without the secret.
struct SettingsView {
  std::string name;
  std::string issuer;
  std::string client_id;
  bool has_secret = false;
  std::vector<std::string> domains;
  std::string group_claim;
  std::vector<people::GroupRole> roles;
  std::optional<people::Role> default_role;
};
BOOST_DESCRIBE_STRUCT(SettingsView, (),
                      (name, issuer, client_id, has_secret, domains, group_claim, roles,
                       default_role))

struct SingleSignOnView {
  std::optional<SettingsView> settings;
  std::string return_address;  // which the provider must be told
};
BOOST_DESCRIBE_STRUCT(SingleSignOnView, (), (settings, return_address))

struct Departing {
  std::optional<std::string> to;  // path within the app, after signing in
};
BOOST_DESCRIBE_STRUCT(Departing, (), (to))

std::string return_address(const Request& request) {
  return (request.secure ? "https://" : "http://") +
         std::string(request.headers.find("Host").value_or("localhost")) + std::string(kReturnPath);
}

SingleSignOnView view(const std::optional<people::SingleSignOn>& settings, const Call& call) {
  SingleSignOnView shown{{}, return_address(call.request)};
  if (settings) {
    shown.settings = SettingsView{.name = settings->name,
                                  .issuer = settings->issuer,
                                  .client_id = settings->client_id,
                                  .has_secret = !settings->client_secret.empty(),
                                  .domains = settings->domains,
                                  .group_claim = settings->group_claim,
                                  .roles = settings->roles,
                                  .default_role = settings->default_role};
  }
  return shown;
}

Response redirect(const std::string& address) {
  Response response{302, {}, std::string()};
  response.headers.set("Location", address);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

// A browser on its way cannot be shown a problem document: the sign-in page says it in words, by
// the last part of the code. Who it was is in the audit log, not in the operator's.
Response back_to_sign_in(const Call& call, const Error& refusal) {
  spdlog::warn(
      "request {}: single sign-on: {}", call.request.id,
      refusal.kind == ErrorKind::unavailable ? message(Language::en, refusal) : refusal.code);
  const auto problem = refusal.code.substr(refusal.code.rfind('.') + 1);
  return redirect("/sign-in?problem=" + problem);
}

Response depart(storage::Ledger& ledger, actions::Providers& providers, const Departing& wanted,
                const Call& call) {
  const auto departure = actions::depart_for_provider(ledger, providers, wanted.to.value_or("/"),
                                                      return_address(call.request));
  if (!departure) return back_to_sign_in(call, departure.error());
  set_departure_cookie(call.reply_headers, call.request, departure->state);
  return redirect(departure->address);
}

// Providers add parameters of their own to what they send back.
actions::ProviderReply reply_in(const Request& request) {
  const auto value = [&](std::string_view name) {
    const auto given = values_named(name, request.query);
    return given.size() == 1 ? std::string(given.front()) : std::string();
  };
  return {value("state"), value("code"), value("iss"), value("error")};
}

Response arrive(storage::Ledger& ledger, actions::Providers& providers, const Call& call) {
  const auto kept = departure_state(call.request);
  clear_departure_cookie(call.reply_headers, call.request);
  const auto arrival = actions::arrive_from_provider(
      ledger, providers, reply_in(call.request), std::string(kept.value_or("")), visitor_of(call));
  if (!arrival) return back_to_sign_in(call, arrival.error());
  close_old_session(ledger, call);
  set_session_cookie(call.reply_headers, call.request, arrival->entered.secret);
  return redirect(arrival->destination);
}

void add_settings_routes(Router& router, storage::Ledger& ledger) {
  const std::string path = "/api/v1/single_sign_on";
  router.get<Nothing, SingleSignOnView>(
      path, Permission::manage_workspace, "How members sign in with the company's provider",
      [&](const Nothing&, const Call& call) -> Result<SingleSignOnView> {
        return view(ledger.read(storage::find_single_sign_on), call);
      });
  router.put<actions::SingleSignOnEdit, SingleSignOnView>(
      path, Permission::manage_workspace, "Set up single sign-on",
      [&](const actions::SingleSignOnEdit& edit, const Call& call) -> Result<SingleSignOnView> {
        const auto settings = actions::set_single_sign_on(ledger, edit, call.caller.actor());
        if (!settings) return settings.error();
        return view(*settings, call);
      },
      {.lane = Lane::waiting});
  router.del<Nothing, void>(path, Permission::manage_workspace, "Do without single sign-on",
                            [&](const Nothing&, const Call& call) {
                              return ledger.write([&](storage::Write& write) {
                                return actions::remove_single_sign_on(write, call.caller.actor());
                              });
                            });
}

}  // namespace

void add_single_sign_on_routes(Router& router, storage::Ledger& ledger) {
  add_settings_routes(router, ledger);
  const auto providers = std::make_shared<actions::Providers>(ledger.clock());
  router.get<Departing, Response>(
      "/api/v1/single_sign_on/start", Permission::everyone, "Go to the provider to sign in",
      [&ledger, providers](const Departing& wanted, const Call& call) {
        return Result(depart(ledger, *providers, wanted, call));
      },
      {.status = 302, .cacheable = false, .reply_type = "text/plain", .lane = Lane::waiting});
  router.get<AnyParameters, Response>(
      std::string(kReturnPath), Permission::everyone, "Come back from the provider",
      [&ledger, providers](const AnyParameters&, const Call& call) {
        return Result(arrive(ledger, *providers, call));
      },
      {.status = 302, .cacheable = false, .reply_type = "text/plain", .lane = Lane::waiting});
}

}  // namespace tandem::http
