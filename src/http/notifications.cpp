#include "http/notifications.h"

#include "actions/tell_revisit.h"
#include "storage/notifications.h"

namespace tandem::http {
namespace {

constexpr std::int64_t kMostOnAPage = 200;
constexpr std::int64_t kUsualPage = 30;
constexpr std::int64_t kMostInASummary = 20;
constexpr std::int64_t kMostCounted = 100;

struct NotificationQuery {
  std::optional<Id> before;  // older than this one
  std::optional<std::int64_t> limit;

  Result<void> validate() const { return check_limit(limit, kMostOnAPage); }
};
BOOST_DESCRIBE_STRUCT(NotificationQuery, (), (before, limit))

// A contact on the site.
struct RevisitView {
  Timestamp at;
  Id contact_id;
  std::string first_name, last_name, email;
  std::optional<std::string> company;
  timeline::RevisitReason reason = timeline::RevisitReason::returned;
  std::string url, title;  // of the page
};
BOOST_DESCRIBE_STRUCT(RevisitView, (),
                      (at, contact_id, first_name, last_name, email, company, reason, url, title))

struct NotificationView {
  Id id;
  people::NotificationKind kind = people::NotificationKind::contact_revisited;
  Timestamp at;
  std::optional<Timestamp> read_at;
  std::vector<RevisitView> revisits;  // of a summary the newest twenty
  std::int64_t count = 1;             // of all that it tells
};
BOOST_DESCRIBE_STRUCT(NotificationView, (), (id, kind, at, read_at, revisits, count))

struct NotificationPage {
  std::vector<NotificationView> notifications;  // newest first
  std::int64_t unread = 0;                      // 100: that many or more
};
BOOST_DESCRIBE_STRUCT(NotificationPage, (), (notifications, unread))

struct ReadUpTo {
  Id last;  // the newest one that was seen
};
BOOST_DESCRIBE_STRUCT(ReadUpTo, (), (last))

// Precondition: the route needs own_account, which no token gives.
Id self(const Call& call) {
  return call.caller.member->id;
}

// Nothing when the contact has been erased since.
std::optional<RevisitView> revisit_in(storage::NotificationLine line) {
  if (!line.contact_id || !line.detail) return std::nullopt;
  const auto reason =
      parse_enum<timeline::RevisitReason>(timeline::text_of(*line.detail, "reason"));
  return RevisitView{.at = line.at,
                     .contact_id = *line.contact_id,
                     .first_name = line.first_name.value_or(""),
                     .last_name = line.last_name.value_or(""),
                     .email = line.email.value_or(""),
                     .company = std::move(line.company),
                     .reason = reason.value_or(timeline::RevisitReason::returned),
                     .url = std::string(timeline::text_of(*line.detail, "url")),
                     .title = std::string(timeline::text_of(*line.detail, "title"))};
}

NotificationView view_of(storage::Connection& db, storage::NotificationLine line) {
  NotificationView view{.id = line.id,
                        .kind = line.kind,
                        .at = line.at,
                        .read_at = line.read_at,
                        .revisits = {},
                        .count = 1};
  std::vector<storage::NotificationLine> told;
  if (line.kind == people::NotificationKind::revisits_summed) {
    told = storage::list_summed(db, line.id, kMostInASummary);
    view.count = storage::count_summed(db, line.id);
  } else {
    told.push_back(std::move(line));
  }
  for (auto& one : told) {
    if (auto revisit = revisit_in(std::move(one))) view.revisits.push_back(*std::move(revisit));
  }
  return view;
}

NotificationPage list_page(storage::Connection& db, Id member, const NotificationQuery& query) {
  NotificationPage page{.notifications = {},
                        .unread = storage::count_unread(db, member, kMostCounted)};
  auto lines =
      storage::list_notifications(db, member, query.before, query.limit.value_or(kUsualPage));
  for (auto& line : lines) page.notifications.push_back(view_of(db, std::move(line)));
  return page;
}

void add_reading_routes(Router& router, storage::Ledger& ledger, LiveHub& hub) {
  router.post<RecordAt, Nothing, void>(
      "/api/v1/notifications/{id}/reading", Permission::own_account, "Mark one as read",
      [&](const RecordAt& at, const Nothing&, const Call& call) -> Result<void> {
        auto read = ledger.write([&](storage::Write& write) {
          return actions::read_notification(write, self(call), at.id);
        });
        if (read) hub.publish(topic_of_notifications(self(call)));
        return read;
      });
  router.post<ReadUpTo, void>("/api/v1/notifications/reading", Permission::own_account,
                              "Mark all as read, up to the newest one that was seen",
                              [&](const ReadUpTo& seen, const Call& call) -> Result<void> {
                                auto read =
                                    ledger.write([&](storage::Write& write) -> Result<void> {
                                      actions::read_notifications(write, self(call), seen.last);
                                      return {};
                                    });
                                hub.publish(topic_of_notifications(self(call)));
                                return read;
                              });
}

void add_revisit_settings_routes(Router& router, storage::Ledger& ledger) {
  const std::string path = "/api/v1/revisit_settings";
  router.get<Nothing, timeline::RevisitSettings>(
      path, Permission::manage_website, "When owners are told that a contact is on the site",
      [&](const Nothing&, const Call&) {
        return Result(ledger.read(storage::find_revisit_settings));
      });
  router.put<timeline::RevisitSettings, timeline::RevisitSettings>(
      path, Permission::manage_website, "Change when owners are told",
      [&](const timeline::RevisitSettings& wanted, const Call& call) {
        return ledger.write([&](storage::Write& write) {
          return actions::change_revisits(write, wanted, call.caller.actor());
        });
      });
}

}  // namespace

void add_notification_routes(Router& router, storage::Ledger& ledger, LiveHub& hub) {
  router.get<NotificationQuery, NotificationPage>(
      "/api/v1/notifications", Permission::own_account, "What the member was told",
      [&](const NotificationQuery& query, const Call& call) -> Result<NotificationPage> {
        return ledger.read(
            [&](storage::Connection& db) { return list_page(db, self(call), query); });
      });
  add_reading_routes(router, ledger, hub);
  add_revisit_settings_routes(router, ledger);
}

}  // namespace tandem::http
