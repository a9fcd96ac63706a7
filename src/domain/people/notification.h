// A notification: something a member is told. In quiet hours it is held; when they end, what was
// held is told in one summary.
#pragma once

#include <optional>

#include "base/described.h"
#include "base/id.h"
#include "base/time.h"

namespace tandem::people {

enum class NotificationKind {
  contact_revisited,  // a contact the member owns is on the site
  revisits_summed     // several were, while the member did not want to be disturbed
};
BOOST_DESCRIBE_ENUM(NotificationKind, contact_revisited, revisits_summed)

struct Notification {
  Id id;
  Id member_id;
  NotificationKind kind = NotificationKind::contact_revisited;
  std::optional<Id> contact_id;
  std::optional<Id> activity_id;             // that it tells of
  Timestamp at;                              // when that happened
  std::optional<Timestamp> held_until = {};  // absent: told
  std::optional<Id> summary_id = {};         // the one that told it with others
  std::optional<Timestamp> read_at = {};
};
BOOST_DESCRIBE_STRUCT(Notification, (),
                      (id, member_id, kind, contact_id, activity_id, at, held_until, summary_id,
                       read_at))

}  // namespace tandem::people
