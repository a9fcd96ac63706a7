// What members do with their own account: another password, one-time codes, sessions.
//
// The password is asked for again before anything that decides who can sign in, and wrong ones are
// counted as at sign-in, so that an unlocked screen or a stolen session is not enough. Errors of
// all that ask for it: access.password_wrong (forbidden), access.too_many_tries {seconds}.
#pragma once

#include "actions/sign_in.h"

namespace tandem::actions {

struct PasswordChange {
  std::string current;
  std::string wanted;
};
BOOST_DESCRIBE_STRUCT(PasswordChange, (), (current, wanted))

// Ends the member's sessions but `kept`. Errors besides: those of check_password, field wanted.
Result<void> change_password(storage::Ledger& ledger, const people::Member& member,
                             const PasswordChange& change, std::optional<Id> kept,
                             const Actor& actor, HashingCost cost = HashingCost::interactive);

struct OneTimeCodeSetup {
  std::string key;       // base32
  std::string code;      // that the app shows, as a proof that it has the key
  std::string password;  // current one
};
BOOST_DESCRIBE_STRUCT(OneTimeCodeSetup, (), (key, code, password))

// From now on a code is asked for. Gives ten recovery codes, each of which stands in for a code
// once. Errors besides: access.bad_key (field key), access.code_wrong (field code).
Result<std::vector<std::string>> turn_on_one_time_code(storage::Ledger& ledger,
                                                       const people::Member& member,
                                                       const OneTimeCodeSetup& setup,
                                                       const Actor& actor);
Result<void> turn_off_one_time_code(storage::Ledger& ledger, const people::Member& member,
                                    const std::string& password, const Actor& actor);

// What is absent stays as it is. Errors: those of check_quiet_hours.
Result<people::Preferences> prefer(storage::Write& write, Id member,
                                   const people::Preferences& wanted);

// Ends one of the member's own sessions. Error: access.session_not_found.
Result<void> end_session(storage::Write& write, Id member, Id session, const Actor& actor);
void end_other_sessions(storage::Write& write, Id member, Id kept, const Actor& actor);

}  // namespace tandem::actions
