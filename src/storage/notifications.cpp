#include "storage/notifications.h"

#include <limits>

#include "queries.h"

namespace tandem::storage {
namespace {

struct Count {
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Count, (), (count))

struct Told {
  std::optional<Timestamp> at;
};
BOOST_DESCRIBE_STRUCT(Told, (), (at))

}  // namespace

void insert_notification(Connection& db, const people::Notification& notification) {
  db.execute(sql::notifications::insert_notification, notification);
}

std::vector<NotificationLine> list_notifications(Connection& db, Id member,
                                                 std::optional<Id> before, std::int64_t most) {
  const Id end = before.value_or(Id{std::numeric_limits<std::int64_t>::max()});
  return db.list<NotificationLine>(sql::notifications::list_notifications,
                                   param("member_id", member), param("before", end),
                                   param("most", most));
}

std::vector<NotificationLine> list_summed(Connection& db, Id summary, std::int64_t most) {
  return db.list<NotificationLine>(sql::notifications::list_summed, param("summary_id", summary),
                                   param("most", most));
}

std::int64_t count_summed(Connection& db, Id summary) {
  return db.find<Count>(sql::notifications::count_summed, param("summary_id", summary))->count;
}

std::int64_t count_unread(Connection& db, Id member, std::int64_t most) {
  return db
      .find<Count>(sql::notifications::count_unread, param("member_id", member),
                   param("most", most))
      ->count;
}

bool has_notification(Connection& db, Id member, Id notification) {
  return db.find<Count>(sql::notifications::has_notification, param("id", notification),
                        param("member_id", member))
             ->count > 0;
}

void mark_read(Connection& db, Id notification, Timestamp read_at) {
  db.execute(sql::notifications::mark_read, param("id", notification), param("read_at", read_at));
}

void mark_all_read(Connection& db, Id member, Id last, Timestamp read_at) {
  db.execute(sql::notifications::mark_all_read, param("member_id", member), param("last", last),
             param("read_at", read_at));
}

std::vector<people::Notification> list_held(Connection& db, Timestamp now) {
  return db.list<people::Notification>(sql::notifications::list_held, param("now", now));
}

void release_held(Connection& db, Id notification, std::optional<Id> summary) {
  db.execute(sql::notifications::release_held, param("id", notification),
             param("summary_id", summary));
}

std::optional<Timestamp> last_told_of(Connection& db, Id contact) {
  return db.find<Told>(sql::notifications::last_told_of_contact, param("contact_id", contact))->at;
}

}  // namespace tandem::storage
