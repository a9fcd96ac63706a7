// Signing in and out; who a secret belongs to.
//
// Unknown members, wrong passwords and disabled members get the same answer in the same time. A try
// is counted before its password is looked at, so that many at once are counted too.
#pragma once

#include "actions/audit.h"
#include "base/secret.h"

namespace tandem::actions {

struct SignIn {
  std::string email;
  std::string password;
  std::optional<std::string> code;  // one-time or recovery code, where one is asked for
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (email, password, code))

struct Visitor {
  std::string address;
  std::string agent;
};

struct SignedIn {
  people::Member member;
  std::string secret;  // of the new session, for its cookie
};

// Errors, all forbidden: access.sign_in_refused; access.code_needed, when the password is right but
// a code is asked for as well; access.code_wrong; access.too_many_tries {seconds}.
Result<SignedIn> sign_in(storage::Ledger& ledger, const SignIn& wanted, const Visitor& visitor);

// A new session of a member who has proved who they are; gives its secret.
std::string open_session(storage::Write& write, const people::Member& member,
                         const Visitor& visitor);

// Looks at a member's own password once more, before something grave; a wrong one counts as at
// sign-in. Errors: access.password_wrong, access.too_many_tries {seconds}; both forbidden.
Result<void> confirm_password(storage::Ledger& ledger, const people::Member& member,
                              std::string_view password, const Visitor& visitor);

// Whoever holds the secret has no session any more.
void sign_out(storage::Ledger& ledger, std::string_view secret, const Visitor& visitor);

struct OpenSession {
  people::Session session;
  people::Member member;
};

// The session this is the secret of, with its member: one that is not over, of a member not
// disabled. Keeps to the minute when it was last used.
std::optional<OpenSession> whose_session(storage::Ledger& ledger, std::string_view secret);

// Under which wrong passwords of an account are counted, whether there is such an account or not.
std::string account_subject(std::string_view email);

}  // namespace tandem::actions
