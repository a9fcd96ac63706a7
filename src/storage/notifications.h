// Notifications in the ledger: what members were told, and what is held until quiet hours end.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "domain/people/notification.h"
#include "storage/ledger/connection.h"

namespace tandem::storage {

void insert_notification(Connection& db, const people::Notification& notification);

// A notification with what its sentence needs.
struct NotificationLine {
  Id id;
  people::NotificationKind kind = people::NotificationKind::contact_revisited;
  Timestamp at;
  std::optional<Timestamp> read_at;
  std::optional<Id> contact_id;
  std::optional<std::string> first_name, last_name, email, company;
  std::optional<boost::json::value> detail;  // of the activity it tells of
};
BOOST_DESCRIBE_STRUCT(NotificationLine, (),
                      (id, kind, at, read_at, contact_id, first_name, last_name, email, company,
                       detail))

// What the member was told, newest first; older than `before` when that is given.
std::vector<NotificationLine> list_notifications(Connection& db, Id member,
                                                 std::optional<Id> before, std::int64_t most);
// What a summary told, newest first, and how many these are in all.
std::vector<NotificationLine> list_summed(Connection& db, Id summary, std::int64_t most);
std::int64_t count_summed(Connection& db, Id summary);

// Counts no further than `most`.
std::int64_t count_unread(Connection& db, Id member, std::int64_t most);
bool has_notification(Connection& db, Id member, Id notification);
void mark_read(Connection& db, Id notification, Timestamp read_at);
void mark_all_read(Connection& db, Id member, Id last, Timestamp read_at);

// Those whose quiet hours are over, by member, oldest first.
std::vector<people::Notification> list_held(Connection& db, Timestamp now);
// Tells it, by itself or in a summary.
void release_held(Connection& db, Id notification, std::optional<Id> summary);

// Of which moment anybody was last told (or will be) that the contact is on the site.
std::optional<Timestamp> last_told_of(Connection& db, Id contact);

}  // namespace tandem::storage
