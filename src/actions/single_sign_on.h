// Single sign-on: set up, and gone through by a member's browser, there and back.
#pragma once

#include "actions/openid.h"
#include "actions/sign_in.h"

namespace tandem::actions {

// All of the settings; only the secret may be left out, and stays then as it is while issuer and
// client stay. It is never shown.
struct SingleSignOnEdit {
  std::string name;
  std::string issuer;
  std::string client_id;
  std::optional<std::string> client_secret;  // "" for none
  std::vector<std::string> domains;
  std::string group_claim;
  std::vector<people::GroupRole> roles;
  std::optional<people::Role> default_role;
};
BOOST_DESCRIBE_STRUCT(SingleSignOnEdit, (),
                      (name, issuer, client_id, client_secret, domains, group_claim, roles,
                       default_role))

// Asks the provider before it keeps anything. Errors: those of people::check and discover();
// single_sign_on.last_way_in (conflict, field issuer), when another provider would leave no
// administrator who can sign in.
Result<people::SingleSignOn> set_single_sign_on(storage::Ledger& ledger,
                                                const SingleSignOnEdit& edit, const Actor& actor);

// Members go on with their passwords; who they are to the provider stays known, should it come
// back. Error: single_sign_on.last_way_in (conflict), when no administrator has a password.
Result<void> remove_single_sign_on(storage::Write& write, const Actor& actor);

struct Departure {
  std::string address;  // of the provider, where the browser goes now
  std::string state;    // the browser keeps it until it is back
};

// Errors: single_sign_on.off (not_found); those of discover().
Result<Departure> depart_for_provider(storage::Ledger& ledger, Providers& providers,
                                      const std::string& destination,
                                      const std::string& return_address);

// What the browser brings back; empty where it brings nothing.
struct ProviderReply {
  std::string state;
  std::string code;
  std::string issuer;   // RFC 9207
  std::string problem;  // the provider's word, instead of a code: "access_denied"
};

struct Arrival {
  SignedIn entered;
  std::string destination;
};

// `kept_state` is what the browser kept, so that nobody can be made to sign in as somebody else by
// a link. Works once for each departure. All refusals but `off` are in the audit log. Errors:
// single_sign_on.off; stale, for a departure that is unknown, too old or used; those of redeem();
// no_role {email}; disabled {email}; taken {email}, when the member with that address is somebody
// else to the provider.
Result<Arrival> arrive_from_provider(storage::Ledger& ledger, Providers& providers,
                                     const ProviderReply& reply, const std::string& kept_state,
                                     const Visitor& visitor);

}  // namespace tandem::actions
