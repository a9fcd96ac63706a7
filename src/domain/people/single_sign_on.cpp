#include "domain/people/single_sign_on.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/web_address.h"
#include "domain/people/contact.h"

namespace tandem::people {
namespace {

using boost::json::object;

constexpr std::string_view kDiscoveryPath = "/.well-known/openid-configuration";
constexpr std::size_t kSubjectBytes = 255;  // OpenID Connect Core 1.0, 2
constexpr std::chrono::seconds kTolerance{60};

std::string tidy(std::string_view text) {
  return std::string(trimmed(text));
}

Result<void> needed(const std::string& value, std::string field) {
  if (!value.empty()) return {};
  return Error::invalid("json.required", {}, std::move(field));
}

std::string indexed(std::string_view list, std::size_t index) {
  return std::string(list) + "[" + std::to_string(index) + "]";
}

// An address of that domain would be one.
bool is_domain(const std::string& text) {
  return text.find('@') == text.npos && normalise_email("a@" + text).has_value();
}

Result<void> check_domains(const SingleSignOn& settings) {
  if (settings.domains.empty()) return Error::invalid("single_sign_on.no_domain", {}, "domains");
  for (std::size_t i = 0; i < settings.domains.size(); ++i) {
    if (is_domain(settings.domains[i])) continue;
    return Error::invalid("single_sign_on.bad_domain", {{"domain", settings.domains[i]}},
                          indexed("domains", i));
  }
  return {};
}

Result<void> check_roles(const SingleSignOn& settings) {
  for (std::size_t i = 0; i < settings.roles.size(); ++i) {
    if (auto said = needed(settings.roles[i].group, indexed("roles", i) + ".group"); !said) {
      return said;
    }
  }
  if (!settings.roles.empty() && settings.group_claim.empty()) {
    return Error::invalid("single_sign_on.no_group_claim", {}, "group_claim");
  }
  if (settings.roles.empty() && !settings.default_role) {
    return Error::invalid("single_sign_on.nobody_let_in", {}, "default_role");
  }
  return {};
}

Error mistrusted(std::string problem) {
  return Error::forbidden("single_sign_on.mistrusted", {{"problem", std::move(problem)}});
}

std::string_view text(const object& claims, std::string_view name) {
  const auto* value = claims.if_contains(name);
  return value && value->is_string() ? std::string_view(value->get_string()) : "";
}

std::optional<Timestamp> instant(const object& claims, std::string_view name) {
  const auto* value = claims.if_contains(name);
  if (!value || !value->is_number()) return std::nullopt;
  const auto seconds = value->to_number<double>();
  if (!(seconds >= 0 && seconds < 1e11)) return std::nullopt;
  return Timestamp(Millis(static_cast<std::int64_t>(seconds * 1000)));
}

// One text, or a list of them.
std::vector<std::string> texts(const boost::json::value& value) {
  std::vector<std::string> list;
  if (value.is_string()) list.emplace_back(value.get_string());
  if (!value.is_array()) return list;
  for (const auto& element : value.get_array()) {
    if (element.is_string()) list.emplace_back(element.get_string());
  }
  return list;
}

bool is_for(const object& claims, const std::string& client_id) {
  const auto* audience = claims.if_contains("aud");
  const auto audiences = audience ? texts(*audience) : std::vector<std::string>{};
  if (std::ranges::find(audiences, client_id) == audiences.end()) return false;
  const auto party = text(claims, "azp");
  return party.empty() ? audiences.size() == 1 : party == client_id;
}

// A claim of that name; or, "a.b", what lies below the claim a.
const boost::json::value* claim(const object& claims, std::string_view path) {
  if (const auto* whole = claims.if_contains(path)) return whole;
  const auto dot = path.find('.');
  if (dot == path.npos) return nullptr;
  const auto* outer = claims.if_contains(path.substr(0, dot));
  return outer && outer->is_object() ? claim(outer->get_object(), path.substr(dot + 1)) : nullptr;
}

bool is_verified(const object& claims) {
  const auto* said = claims.if_contains("email_verified");
  // Some providers write it as a text.
  return said && (*said == boost::json::value(true) || *said == boost::json::value("true"));
}

bool is_allowed(const SingleSignOn& settings, std::string_view email) {
  const auto domain = email.substr(email.rfind('@') + 1);
  return std::ranges::find(settings.domains, domain) != settings.domains.end();
}

}  // namespace

SingleSignOn tidied(SingleSignOn settings) {
  for (auto* typed : {&settings.name, &settings.issuer, &settings.client_id,
                      &settings.client_secret, &settings.group_claim}) {
    *typed = tidy(*typed);
  }
  if (settings.issuer.ends_with(kDiscoveryPath)) {
    settings.issuer.resize(settings.issuer.size() - kDiscoveryPath.size());
  }
  for (auto& domain : settings.domains) {
    domain = ascii_lower(tidy(domain));
    if (domain.starts_with('@')) domain.erase(0, 1);
  }
  for (auto& row : settings.roles) row.group = tidy(row.group);
  return settings;
}

Result<void> check(const SingleSignOn& settings) {
  if (auto said = needed(settings.name, "name"); !said) return said;
  if (!is_private_address(settings.issuer)) {
    return Error::invalid("single_sign_on.bad_issuer", {{"issuer", settings.issuer}}, "issuer");
  }
  if (auto said = needed(settings.client_id, "client_id"); !said) return said;
  if (auto good = check_domains(settings); !good) return good;
  return check_roles(settings);
}

Result<void> check_token(const object& claims, const TokenExpectation& expected, Timestamp now) {
  if (text(claims, "iss") != expected.issuer) return mistrusted("iss");
  if (!is_for(claims, expected.client_id)) return mistrusted("aud");
  if (expected.nonce.empty() || text(claims, "nonce") != expected.nonce) {
    return mistrusted("nonce");
  }
  const auto expires_at = instant(claims, "exp");
  if (!expires_at || *expires_at + kTolerance <= now) return mistrusted("exp");
  const auto issued_at = instant(claims, "iat");
  if (!issued_at || *issued_at > now + kTolerance) return mistrusted("iat");
  const auto not_before = instant(claims, "nbf");
  if (not_before && *not_before > now + kTolerance) return mistrusted("nbf");
  return {};
}

bool lacks_identity(const object& claims, const SingleSignOn& settings) {
  return text(claims, "email").empty() || !claims.contains("email_verified") ||
         (!settings.roles.empty() && claim(claims, settings.group_claim) == nullptr);
}

Result<Identity> identity_of(const object& claims, const SingleSignOn& settings) {
  Identity identity;
  identity.subject = text(claims, "sub");
  if (identity.subject.empty() || identity.subject.size() > kSubjectBytes) {
    return mistrusted("sub");
  }
  const auto email = normalise_email(std::string(text(claims, "email")));
  if (!email) return Error::forbidden("single_sign_on.email_missing");
  identity.email = *email;
  if (!is_verified(claims)) {
    return Error::forbidden("single_sign_on.email_unverified", {{"email", *email}});
  }
  if (!is_allowed(settings, *email)) {
    return Error::forbidden("single_sign_on.domain", {{"email", *email}});
  }
  identity.name = tidy(text(claims, "name"));
  if (identity.name.empty()) identity.name = *email;
  if (const auto* groups = claim(claims, settings.group_claim)) identity.groups = texts(*groups);
  return identity;
}

std::optional<Role> role_by_group(const SingleSignOn& settings,
                                  const std::vector<std::string>& groups) {
  for (const auto& row : settings.roles) {
    if (std::ranges::find(groups, row.group) != groups.end()) return row.role;
  }
  return std::nullopt;
}

std::string safe_destination(const std::string& wanted) {
  const auto is_plain = [](char c) { return c > ' ' && c < 127 && c != '\\'; };
  const bool stays_here = wanted.starts_with('/') && !wanted.starts_with("//");
  return stays_here && std::ranges::all_of(wanted, is_plain) ? wanted : "/";
}

}  // namespace tandem::people
