// Who acts, and the line in the audit log that tells of it.
#pragma once

#include "storage/access.h"
#include "storage/ledger/ledger.h"

namespace tandem::actions {

struct Actor {
  // Absent: an integration's token; the command line, which whoever can read the files may use; the
  // server itself; or a stranger.
  std::optional<Id> member_id;
  std::string address;  // of the client; kCommandLine and kServer for these
  std::optional<Id> token_id = {};
};

inline constexpr std::string_view kCommandLine = "command line";

inline constexpr std::string_view kServer = "server";

inline Actor command_line() {
  return {{}, std::string(kCommandLine)};
}

// What happens by itself.
inline Actor server() {
  return {{}, std::string(kServer)};
}

inline void audit(storage::Write& write, const Actor& actor, people::Deed deed,
                  std::string record_type, std::optional<Id> record,
                  boost::json::value detail = nullptr) {
  storage::insert_audit_entry(write.db, {.id = write.next_id(),
                                         .at = write.now(),
                                         .member_id = actor.member_id,
                                         .token_id = actor.token_id,
                                         .deed = deed,
                                         .record_type = std::move(record_type),
                                         .record_id = record,
                                         .address = actor.address,
                                         .detail = std::move(detail)});
}

}  // namespace tandem::actions
