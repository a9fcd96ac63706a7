#include "storage/access.h"

#include "queries.h"

namespace tandem::storage {

struct MemberId {
  Id member_id;
};
BOOST_DESCRIBE_STRUCT(MemberId, (), (member_id))

namespace {

std::vector<Id> ids(const std::vector<MemberId>& rows) {
  std::vector<Id> list;
  for (const auto& row : rows) list.push_back(row.member_id);
  return list;
}

}  // namespace

void insert_member(Connection& db, const people::Member& member) {
  db.execute(sql::access::insert_member, member);
}

void update_member(Connection& db, const people::Member& member) {
  db.execute(sql::access::update_member, member);
}

std::vector<people::Member> list_members(Connection& db) {
  return db.list<people::Member>(sql::access::list_members);
}

std::optional<people::Member> find_member(Connection& db, Id id) {
  return db.find<people::Member>(sql::access::find_member, param("id", id));
}

std::optional<people::Member> find_member(Connection& db, const std::string& email) {
  return db.find<people::Member>(sql::access::find_member_by_email, param("email", email));
}

people::Preferences find_preferences(Connection& db, Id member) {
  return db.find<people::Preferences>(sql::access::find_preferences, param("member_id", member))
      .value_or(people::Preferences{});
}

void save_preferences(Connection& db, Id member, const people::Preferences& preferences) {
  db.execute(sql::access::save_preferences, param("member_id", member), preferences);
}

std::optional<people::Credential> find_credential(Connection& db, Id member) {
  return db.find<people::Credential>(sql::access::find_credential, param("member_id", member));
}

void save_credential(Connection& db, const people::Credential& credential) {
  db.execute(sql::access::save_credential, credential);
}

void insert_session(Connection& db, const people::Session& session) {
  db.execute(sql::access::insert_session, session);
}

std::optional<people::Session> find_session(Connection& db, const std::string& digest) {
  return db.find<people::Session>(sql::access::find_session, param("digest", digest));
}

std::vector<people::Session> list_sessions(Connection& db, Id member) {
  return db.list<people::Session>(sql::access::list_sessions, param("member_id", member));
}

void touch_session(Connection& db, Id session, Timestamp last_used_at) {
  db.execute(sql::access::touch_session, param("last_used_at", last_used_at), param("id", session));
}

bool delete_session(Connection& db, Id session) {
  return db.execute(sql::access::delete_session, param("id", session)) > 0;
}

void delete_sessions_of(Connection& db, Id member) {
  db.execute(sql::access::delete_sessions_of, param("member_id", member));
}

void delete_other_sessions(Connection& db, Id member, Id kept) {
  db.execute(sql::access::delete_other_sessions, param("member_id", member), param("kept", kept));
}

std::vector<LastUse> list_last_uses(Connection& db) {
  return db.list<LastUse>(sql::access::list_last_uses);
}

std::vector<Id> list_able_to_sign_in(Connection& db) {
  return ids(db.list<MemberId>(sql::access::list_able_to_sign_in));
}

std::vector<Id> list_with_password(Connection& db) {
  return ids(db.list<MemberId>(sql::access::list_with_password));
}

people::FailedTries find_failed_tries(Connection& db, const std::string& subject) {
  return db.find<people::FailedTries>(sql::access::find_failed_tries, param("subject", subject))
      .value_or(people::FailedTries{});
}

void save_failed_tries(Connection& db, const std::string& subject,
                       const people::FailedTries& failed) {
  db.execute(sql::access::save_failed_tries, param("subject", subject), failed);
}

void forget_failed_tries(Connection& db, const std::string& subject) {
  db.execute(sql::access::forget_failed_tries, param("subject", subject));
}

void insert_link(Connection& db, const people::Link& link) {
  db.execute(sql::access::insert_link, link);
}

std::optional<people::Link> find_link(Connection& db, const std::string& digest) {
  return db.find<people::Link>(sql::access::find_link, param("digest", digest));
}

void use_links_of(Connection& db, Id member, Timestamp used_at) {
  db.execute(sql::access::use_links_of, param("used_at", used_at), param("member_id", member));
}

void insert_token(Connection& db, const people::Token& token) {
  db.execute(sql::access::insert_token, token);
}

std::optional<people::Token> find_token(Connection& db, Id id) {
  return db.find<people::Token>(sql::access::find_token, param("id", id));
}

std::optional<people::Token> find_token(Connection& db, const std::string& digest) {
  return db.find<people::Token>(sql::access::find_token_by_digest, param("digest", digest));
}

std::vector<people::Token> list_tokens(Connection& db) {
  return db.list<people::Token>(sql::access::list_tokens);
}

void update_token(Connection& db, const people::Token& token) {
  db.execute(sql::access::update_token, param("last_used_at", token.last_used_at),
             param("revoked_at", token.revoked_at), param("id", token.id));
}

void insert_write_key(Connection& db, const people::WriteKey& key) {
  db.execute(sql::access::insert_write_key, key);
}

std::optional<people::WriteKey> find_write_key(Connection& db, Id id) {
  return db.find<people::WriteKey>(sql::access::find_write_key, param("id", id));
}

std::optional<people::WriteKey> find_write_key(Connection& db, const std::string& code) {
  return db.find<people::WriteKey>(sql::access::find_write_key_by_code, param("code", code));
}

std::vector<people::WriteKey> list_write_keys(Connection& db) {
  return db.list<people::WriteKey>(sql::access::list_write_keys);
}

void update_write_key(Connection& db, const people::WriteKey& key) {
  db.execute(sql::access::update_write_key, param("revoked_at", key.revoked_at),
             param("id", key.id));
}

void insert_audit_entry(Connection& db, const people::AuditEntry& entry) {
  db.execute(sql::access::insert_audit_entry, entry);
}

std::vector<people::AuditEntry> list_audit_entries(Connection& db, const AuditFilter& filter) {
  return db.list<people::AuditEntry>(sql::access::list_audit_entries, filter);
}

}  // namespace tandem::storage
