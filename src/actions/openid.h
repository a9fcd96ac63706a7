// Talking to a provider of OpenID Connect: where it is to be found, where a browser is sent, and
// what it vouches for in exchange for the code that the browser brings back (authorization code
// flow with PKCE; OpenID Connect Core 1.0 and Discovery 1.0, RFC 7636).
#pragma once

#include <map>
#include <mutex>

#include "base/clock.h"
#include "domain/people/single_sign_on.h"

namespace tandem::actions {

// What the provider says of itself.
struct Provider {
  std::string issuer;
  std::string authorization_endpoint;
  std::string token_endpoint;
  std::string jwks_uri;
  std::string userinfo_endpoint;      // empty: there is none
  bool takes_secret_in_form = false;  // rather than in a header
};

// Asks the provider. Errors, field issuer: single_sign_on.unreachable {host, problem}
// (unavailable); single_sign_on.no_provider {address}, for an answer that is no discovery document
// or points to addresses in the clear; single_sign_on.other_issuer {issuer}.
Result<Provider> discover(const std::string& issuer);

// Remembers what providers say for ten minutes, and for ten seconds that one cannot be reached, so
// that strangers cannot make us ask all the time. May be used by many threads.
class Providers {
 public:
  explicit Providers(const Clock& clock) : clock_(clock) {}

  // Errors: those of discover().
  Result<Provider> find(const std::string& issuer);

 private:
  struct Known {
    Result<Provider> answer;
    Timestamp until;
  };

  const Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, Known> known_;  // by issuer
};

// Where the browser goes.
std::string authorization_address(const Provider& provider, const people::SingleSignOn& settings,
                                  const people::SignInAttempt& attempt, const std::string& state);

// Exchanges the code for who it is. The keys are asked for each time, so that new ones count at
// once. Errors: single_sign_on.unreachable {host, problem}; single_sign_on.refused {problem}, by
// the provider; single_sign_on.mistrusted {problem}; those of people::identity_of().
Result<people::Identity> redeem(const Provider& provider, const people::SingleSignOn& settings,
                                const people::SignInAttempt& attempt, const std::string& code,
                                Timestamp now);

}  // namespace tandem::actions
