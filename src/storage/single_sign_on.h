// Single sign-on in the ledger: its settings, who is known as whom, who is on the way back.
#pragma once

#include "domain/people/single_sign_on.h"
#include "storage/ledger/connection.h"

namespace tandem::storage {

// Absent: members sign in with passwords only.
std::optional<people::SingleSignOn> find_single_sign_on(Connection& db);
void save_single_sign_on(Connection& db, const people::SingleSignOn& settings);
void delete_single_sign_on(Connection& db);

void insert_linked_identity(Connection& db, const people::LinkedIdentity& identity);
std::optional<people::LinkedIdentity> find_linked_identity(Connection& db,
                                                           const std::string& issuer,
                                                           const std::string& subject);
std::optional<people::LinkedIdentity> find_linked_identity_of(Connection& db,
                                                              const std::string& issuer, Id member);

void insert_sign_in_attempt(Connection& db, const people::SignInAttempt& attempt);
// Gives an attempt once.
std::optional<people::SignInAttempt> take_sign_in_attempt(Connection& db,
                                                          const std::string& digest);
void forget_old_sign_in_attempts(Connection& db, Timestamp now);

}  // namespace tandem::storage
