#include "actions/openid.h"

#include <algorithm>

#include "base/fetch.h"
#include "base/secret.h"
#include "base/signed_token.h"

namespace tandem::actions {
namespace {

using boost::json::object;

constexpr std::chrono::minutes kProviderKept{10};
constexpr std::chrono::seconds kFailureKept{10};

Error mistrusted(std::string problem) {
  return Error::forbidden("single_sign_on.mistrusted", {{"problem", std::move(problem)}});
}

// An answer of the provider, whatever its status.
Result<Fetched> ask(const Fetch& wanted) {
  auto answer = fetch(wanted);
  if (answer) return answer;
  const auto& args = answer.error().args;
  const auto problem =
      std::ranges::find(args, "problem", [](const auto& arg) { return arg.first; });
  return Error::unavailable(
      "single_sign_on.unreachable",
      {{"host", host_of(wanted.address)},
       {"problem", problem != args.end() ? problem->second : answer.error().code}});
}

std::string text(const object& document, std::string_view name) {
  const auto* value = document.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string()) : "";
}

std::optional<object> parse_object(std::string_view text) {
  auto value = parse_json(text);
  if (!value || !value->is_object()) return std::nullopt;
  return std::move(value->get_object());
}

bool lists(const object& document, std::string_view name, std::string_view wanted) {
  const auto* list = document.if_contains(name);
  return list && list->is_array() &&
         std::ranges::find(list->get_array(), boost::json::value(wanted)) !=
             list->get_array().end();
}

std::string_view without_slash(std::string_view address) {
  if (address.ends_with('/')) address.remove_suffix(1);
  return address;
}

Result<Provider> read_provider(const object& document, const std::string& asked) {
  Provider provider{.issuer = text(document, "issuer"),
                    .authorization_endpoint = text(document, "authorization_endpoint"),
                    .token_endpoint = text(document, "token_endpoint"),
                    .jwks_uri = text(document, "jwks_uri"),
                    .userinfo_endpoint = text(document, "userinfo_endpoint")};
  const auto is_good = [](const std::string& address) { return is_private_address(address); };
  const bool is_complete =
      is_good(provider.authorization_endpoint) && is_good(provider.token_endpoint) &&
      is_good(provider.jwks_uri) &&
      (provider.userinfo_endpoint.empty() || is_good(provider.userinfo_endpoint));
  if (!is_complete) return Error::invalid("single_sign_on.no_provider", {{"address", asked}});
  // Whether it ends in a slash is easily overlooked; from here on it is as the provider writes it.
  if (without_slash(provider.issuer) != without_slash(asked)) {
    return Error::invalid("single_sign_on.other_issuer", {{"issuer", provider.issuer}});
  }
  constexpr std::string_view kWays = "token_endpoint_auth_methods_supported";
  provider.takes_secret_in_form = lists(document, kWays, "client_secret_post") &&
                                  !lists(document, kWays, "client_secret_basic");
  return provider;
}

// The tokens that the provider gives for the code.
Result<object> exchange(const Provider& provider, const people::SingleSignOn& settings,
                        const people::SignInAttempt& attempt, const std::string& code) {
  Fetch wanted{.address = provider.token_endpoint,
               .form = {{"grant_type", "authorization_code"},
                        {"code", code},
                        {"redirect_uri", attempt.return_address},
                        {"code_verifier", attempt.verifier}}};
  if (settings.client_secret.empty() || provider.takes_secret_in_form) {
    wanted.form.emplace_back("client_id", settings.client_id);
    if (!settings.client_secret.empty()) {
      wanted.form.emplace_back("client_secret", settings.client_secret);
    }
  } else {
    // Encoded as in a form before they are put together: RFC 6749, 2.3.1.
    wanted.user = form_encoded(settings.client_id);
    wanted.password = form_encoded(settings.client_secret);
  }
  const auto answer = ask(wanted);
  if (!answer) return answer.error();
  auto tokens = parse_object(answer->body);
  if (answer->status != 200 || !tokens) {
    const auto problem = tokens ? text(*tokens, "error") : std::string();
    return Error::forbidden(
        "single_sign_on.refused",
        {{"problem", problem.empty() ? std::to_string(answer->status) : problem}});
  }
  return *std::move(tokens);
}

Result<object> trusted_claims(const Provider& provider, const people::SingleSignOn& settings,
                              const people::SignInAttempt& attempt, const std::string& token,
                              Timestamp now) {
  const auto keys = ask({.address = provider.jwks_uri});
  if (!keys) return keys.error();
  auto claims = open_signed_token(token, keys->body);
  if (!claims) return mistrusted(claims.error().code);
  const people::TokenExpectation expected{provider.issuer, settings.client_id, attempt.nonce};
  if (auto good = people::check_token(*claims, expected, now); !good) return good.error();
  return claims;
}

// What the token leaves unsaid, from where the provider tells more about the person.
Result<object> completed(object claims, const Provider& provider, const std::string& access_token) {
  const auto answer = ask({.address = provider.userinfo_endpoint, .bearer = access_token});
  if (!answer) return answer.error();
  const auto more = answer->status == 200 ? parse_object(answer->body) : std::nullopt;
  if (!more) return claims;
  if (text(*more, "sub") != text(claims, "sub")) return mistrusted("userinfo");
  for (const auto& [name, value] : *more) claims.emplace(name, value);
  return claims;
}

}  // namespace

Result<Provider> discover(const std::string& issuer) {
  const auto address = std::string(without_slash(issuer)) + "/.well-known/openid-configuration";
  const auto answer = ask({.address = address});
  if (!answer) return Error(answer.error()).within("issuer");
  const auto document = answer->status == 200 ? parse_object(answer->body) : std::nullopt;
  auto provider =
      document
          ? read_provider(*document, issuer)
          : Result<Provider>(Error::invalid("single_sign_on.no_provider", {{"address", issuer}}));
  if (!provider) return std::move(provider).error().within("issuer");
  return provider;
}

Result<Provider> Providers::find(const std::string& issuer) {
  const auto now = clock_.now();
  {
    const std::lock_guard lock(mutex_);
    const auto known = known_.find(issuer);
    if (known != known_.end() && now < known->second.until) return known->second.answer;
  }
  auto answer = discover(issuer);
  const auto kept = answer ? Millis(kProviderKept) : Millis(kFailureKept);
  const std::lock_guard lock(mutex_);
  known_.clear();  // there is one at a time
  known_.emplace(issuer, Known{answer, clock_.now() + kept});
  return answer;
}

std::string authorization_address(const Provider& provider, const people::SingleSignOn& settings,
                                  const people::SignInAttempt& attempt, const std::string& state) {
  return with_query(provider.authorization_endpoint,
                    {{"response_type", "code"},
                     {"scope", "openid email profile"},
                     {"client_id", settings.client_id},
                     {"redirect_uri", attempt.return_address},
                     {"state", state},
                     {"nonce", attempt.nonce},
                     {"code_challenge", challenge_of(attempt.verifier)},
                     {"code_challenge_method", "S256"}});
}

Result<people::Identity> redeem(const Provider& provider, const people::SingleSignOn& settings,
                                const people::SignInAttempt& attempt, const std::string& code,
                                Timestamp now) {
  const auto tokens = exchange(provider, settings, attempt, code);
  if (!tokens) return tokens.error();
  auto claims = trusted_claims(provider, settings, attempt, text(*tokens, "id_token"), now);
  if (!claims) return claims.error();
  if (!provider.userinfo_endpoint.empty() && people::lacks_identity(*claims, settings)) {
    claims = completed(*std::move(claims), provider, text(*tokens, "access_token"));
    if (!claims) return claims.error();
  }
  return people::identity_of(*claims, settings);
}

}  // namespace tandem::actions
