// The audit log: who did what to which record, from where. Append-only.
#pragma once

#include <string>

#include "base/id.h"
#include "base/json.h"
#include "base/time.h"

namespace tandem::people {

// What is worth telling later.
enum class Deed {
  member_added,
  member_changed,
  member_disabled,
  member_enabled,
  signed_in,
  sign_in_refused,
  signed_out,
  session_revoked,
  password_changed,
  link_made,
  one_time_code_on,
  one_time_code_off,
  token_created,
  token_revoked,
  workspace_changed,
  write_key_created,
  write_key_revoked,
  workspace_set_up,
  single_sign_on_changed,
  revisits_changed,
  contacts_exported,
  audit_exported,
  webhook_added,
  webhook_changed,
  webhook_secret_rotated,
  webhook_disabled,
  webhook_enabled,
  webhook_removed,
  webhook_tested,
  delivery_sent_again
};
BOOST_DESCRIBE_ENUM(Deed, member_added, member_changed, member_disabled, member_enabled, signed_in,
                    sign_in_refused, signed_out, session_revoked, password_changed, link_made,
                    one_time_code_on, one_time_code_off, token_created, token_revoked,
                    workspace_changed, write_key_created, write_key_revoked, workspace_set_up,
                    single_sign_on_changed, revisits_changed, contacts_exported, audit_exported,
                    webhook_added, webhook_changed, webhook_secret_rotated, webhook_disabled,
                    webhook_enabled, webhook_removed, webhook_tested, delivery_sent_again)

struct AuditEntry {
  Id id;
  Timestamp at;
  std::optional<Id> member_id;  // who did it; absent for the command line and for strangers
  std::optional<Id> token_id;   // by which token; an integration's has no member
  Deed deed = Deed::signed_in;
  std::string record_type;  // "member", "token" ...; empty when it is about no record
  std::optional<Id> record_id;
  std::string address;  // of the client, or "command line"
  boost::json::value detail;
};
BOOST_DESCRIBE_STRUCT(AuditEntry, (),
                      (id, at, member_id, token_id, deed, record_type, record_id, address, detail))

}  // namespace tandem::people
