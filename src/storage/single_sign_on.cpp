#include "storage/single_sign_on.h"

#include "queries.h"

namespace tandem::storage {

std::optional<people::SingleSignOn> find_single_sign_on(Connection& db) {
  return db.find<people::SingleSignOn>(sql::single_sign_on::find_single_sign_on);
}

void save_single_sign_on(Connection& db, const people::SingleSignOn& settings) {
  db.execute(sql::single_sign_on::save_single_sign_on, settings);
}

void delete_single_sign_on(Connection& db) {
  db.execute(sql::single_sign_on::delete_single_sign_on);
}

void insert_linked_identity(Connection& db, const people::LinkedIdentity& identity) {
  db.execute(sql::single_sign_on::insert_linked_identity, identity);
}

std::optional<people::LinkedIdentity> find_linked_identity(Connection& db,
                                                           const std::string& issuer,
                                                           const std::string& subject) {
  return db.find<people::LinkedIdentity>(sql::single_sign_on::find_linked_identity,
                                         param("issuer", issuer), param("subject", subject));
}

std::optional<people::LinkedIdentity> find_linked_identity_of(Connection& db,
                                                              const std::string& issuer,
                                                              Id member) {
  return db.find<people::LinkedIdentity>(sql::single_sign_on::find_linked_identity_of,
                                         param("issuer", issuer), param("member_id", member));
}

void insert_sign_in_attempt(Connection& db, const people::SignInAttempt& attempt) {
  db.execute(sql::single_sign_on::insert_sign_in_attempt, attempt);
}

std::optional<people::SignInAttempt> take_sign_in_attempt(Connection& db,
                                                          const std::string& digest) {
  auto attempt = db.find<people::SignInAttempt>(sql::single_sign_on::find_sign_in_attempt,
                                                param("digest", digest));
  if (attempt) db.execute(sql::single_sign_on::delete_sign_in_attempt, param("digest", digest));
  return attempt;
}

void forget_old_sign_in_attempts(Connection& db, Timestamp now) {
  db.execute(sql::single_sign_on::delete_sign_in_attempts_before, param("now", now));
}

}  // namespace tandem::storage
