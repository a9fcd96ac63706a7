// Members in the ledger, how they prove who they are, and the audit log.
#pragma once

#include "domain/people/audit.h"
#include "domain/people/credential.h"
#include "domain/people/member.h"
#include "domain/people/preferences.h"
#include "domain/people/sign_in.h"
#include "storage/ledger/connection.h"

namespace tandem::storage {

void insert_member(Connection& db, const people::Member& member);
void update_member(Connection& db, const people::Member& member);
std::vector<people::Member> list_members(Connection& db);  // oldest first
std::optional<people::Member> find_member(Connection& db, Id id);
std::optional<people::Member> find_member(Connection& db, const std::string& email);

people::Preferences find_preferences(Connection& db, Id member);
void save_preferences(Connection& db, Id member, const people::Preferences& preferences);

std::optional<people::Credential> find_credential(Connection& db, Id member);
void save_credential(Connection& db, const people::Credential& credential);

void insert_session(Connection& db, const people::Session& session);
std::optional<people::Session> find_session(Connection& db, const std::string& digest);
std::vector<people::Session> list_sessions(Connection& db, Id member);  // last used first
void touch_session(Connection& db, Id session, Timestamp last_used_at);
bool delete_session(Connection& db, Id session);  // whether there was one
void delete_sessions_of(Connection& db, Id member);
void delete_other_sessions(Connection& db, Id member, Id kept);

struct LastUse {
  Id member_id;
  Timestamp last_used_at;
};
BOOST_DESCRIBE_STRUCT(LastUse, (), (member_id, last_used_at))

std::vector<LastUse> list_last_uses(Connection& db);  // of members who have a session
// Members with a password, or known to the provider of single sign-on.
std::vector<Id> list_able_to_sign_in(Connection& db);
std::vector<Id> list_with_password(Connection& db);

// `subject`: "account:" and the digest of an e-mail address, or "address:" and a network address.
people::FailedTries find_failed_tries(Connection& db, const std::string& subject);
void save_failed_tries(Connection& db, const std::string& subject,
                       const people::FailedTries& failed);
void forget_failed_tries(Connection& db, const std::string& subject);

void insert_link(Connection& db, const people::Link& link);
std::optional<people::Link> find_link(Connection& db, const std::string& digest);
// All links of the member that were not used yet, so that none of them works any more.
void use_links_of(Connection& db, Id member, Timestamp used_at);

void insert_token(Connection& db, const people::Token& token);
std::optional<people::Token> find_token(Connection& db, Id id);
std::optional<people::Token> find_token(Connection& db, const std::string& digest);
std::vector<people::Token> list_tokens(Connection& db);  // oldest first
// When it was last used and revoked; the rest never changes.
void update_token(Connection& db, const people::Token& token);

void insert_write_key(Connection& db, const people::WriteKey& key);
std::optional<people::WriteKey> find_write_key(Connection& db, Id id);
std::optional<people::WriteKey> find_write_key(Connection& db, const std::string& code);
std::vector<people::WriteKey> list_write_keys(Connection& db);  // oldest first
// When it was revoked; the rest never changes.
void update_write_key(Connection& db, const people::WriteKey& key);

void insert_audit_entry(Connection& db, const people::AuditEntry& entry);

struct AuditFilter {
  std::optional<Id> before;  // older than this entry
  std::optional<Id> by;      // a member
  std::optional<people::Deed> only;
  std::optional<Timestamp> since = {};
  std::optional<Timestamp> until = {};  // and not then
  int limit = 100;
};
BOOST_DESCRIBE_STRUCT(AuditFilter, (), (before, by, only, since, until, limit))

std::vector<people::AuditEntry> list_audit_entries(Connection& db,
                                                   const AuditFilter& filter);  // newest first

}  // namespace tandem::storage
