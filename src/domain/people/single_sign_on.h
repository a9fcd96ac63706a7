// Single sign-on by OpenID Connect: members prove who they are to the company's own provider
// (Keycloak, Google, Entra ID), which vouches for them with a signed token.
//
// A person is known by the provider's name for them, (issuer, subject), from their first sign-in
// on. That first time they become the member who has their e-mail address, or a new one; for that
// the provider must say that the address is verified, and its domain must be one of the company's.
// Groups give roles: the first row that names one of the person's groups counts, at each sign-in.
//
// Example. Domains: example.org. Roles: "sales-heads" -> sales_head, "sales" -> rep. Zoé, in the
// group "sales", zoe@example.org, becomes a rep; when the provider puts her in "sales-heads" as
// well, her next sign-in makes her head of sales.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/time.h"
#include "domain/people/access.h"

namespace tandem::people {

struct GroupRole {
  std::string group;
  Role role = Role::reader;

  bool operator==(const GroupRole&) const = default;
};
BOOST_DESCRIBE_STRUCT(GroupRole, (), (group, role))

struct SingleSignOn {
  std::string name;                  // of the provider, on the button: "Keycloak"
  std::string issuer;                // the provider's address, exactly as its tokens say it
  std::string client_id;             // what the provider calls us
  std::string client_secret;         // empty: the provider knows us by the return address alone
  std::vector<std::string> domains;  // of e-mail addresses, lower case; at least one
  std::string group_claim;           // where a token lists groups: "groups", "realm_access.roles"
  std::vector<GroupRole> roles;      // the first that fits counts
  std::optional<Role> default_role;  // of a new member whom no group gives one; absent: refused

  bool operator==(const SingleSignOn&) const = default;
};
BOOST_DESCRIBE_STRUCT(SingleSignOn, (),
                      (name, issuer, client_id, client_secret, domains, group_claim, roles,
                       default_role))

// Without the blanks around what was typed, domains in lower case, and the issuer without the path
// of its discovery document, which people paste as well.
SingleSignOn tidied(SingleSignOn settings);

// Of tidied settings. Errors: json.required for an empty name, client_id or group; and
// single_sign_on.bad_issuer {issuer}, no_domain, bad_domain {domain}, no_group_claim (roles, and no
// claim to find groups in), nobody_let_in (neither roles nor a default); each with its field.
Result<void> check(const SingleSignOn& settings);

// What a token of the provider must say besides its signature.
struct TokenExpectation {
  std::string issuer;
  std::string client_id;
  std::string nonce;
};

// Issuer, audience, nonce and times of an ID token (OpenID Connect Core 1.0, 3.1.3.7), with a
// minute's tolerance for clocks. Error: single_sign_on.mistrusted {problem}.
Result<void> check_token(const boost::json::object& claims, const TokenExpectation& expected,
                         Timestamp now);

// Who the provider says it is.
struct Identity {
  std::string subject;  // never given to anybody else
  std::string email;    // lower case
  std::string name;     // the address where the provider gives none
  std::vector<std::string> groups;
};

// From the claims about a person. Errors, all forbidden: single_sign_on.mistrusted {problem}
// without a subject; email_missing; email_unverified {email}; domain {email}.
Result<Identity> identity_of(const boost::json::object& claims, const SingleSignOn& settings);

// Whether the claims say nothing of what identity_of() needs, so that it has to be asked for.
bool lacks_identity(const boost::json::object& claims, const SingleSignOn& settings);

std::optional<Role> role_by_group(const SingleSignOn& settings,
                                  const std::vector<std::string>& groups);

// A member as the provider knows them.
struct LinkedIdentity {
  std::string issuer;
  std::string subject;
  Id member_id;
  Timestamp linked_at;
};
BOOST_DESCRIBE_STRUCT(LinkedIdentity, (), (issuer, subject, member_id, linked_at))

// Somebody sent to the provider and not back yet.
struct SignInAttempt {
  std::string digest;          // of the state, which the browser keeps and the provider returns
  std::string nonce;           // to come back in the token
  std::string verifier;        // of PKCE (RFC 7636)
  std::string return_address;  // as the provider was told it
  std::string destination;     // path within the app, after signing in
  Timestamp expires_at;
};
BOOST_DESCRIBE_STRUCT(SignInAttempt, (),
                      (digest, nonce, verifier, return_address, destination, expires_at))

inline constexpr std::chrono::minutes kAttemptLife{10};

// A path within the app, or "/" for anything else that a link may have put there.
std::string safe_destination(const std::string& wanted);

}  // namespace tandem::people
