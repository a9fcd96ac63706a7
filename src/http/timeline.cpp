#include "http/timeline.h"

#include <charconv>

#include "actions/log_activity.h"
#include "http/timeline_view.h"
#include "storage/people.h"

namespace tandem::http {
namespace {

constexpr int kMostOnAPage = 200;

struct TimelineParameters {
  Id id;
  std::optional<std::string> before;  // `next` of the page before
  std::vector<timeline::Group> only;
  std::optional<std::int64_t> limit;  // activities, not entries: a visit holds several

  Result<void> validate() const { return check_limit(limit, kMostOnAPage); }
};
BOOST_DESCRIBE_STRUCT(TimelineParameters, (), (id, before, only, limit))

struct ActivityAt {
  Id id;
  Id activity_id;
};
BOOST_DESCRIBE_STRUCT(ActivityAt, (), (id, activity_id))

// What sales can log.
enum class LoggedKind { call, email, meeting, note };
BOOST_DESCRIBE_ENUM(LoggedKind, call, email, meeting, note)

struct NewActivity {
  LoggedKind kind = LoggedKind::note;
  std::optional<Timestamp> at;  // now when absent
  std::optional<timeline::Direction> direction;
  std::optional<timeline::Outcome> outcome;
  std::optional<std::int64_t> minutes;
  std::optional<std::string> text;
};
BOOST_DESCRIBE_STRUCT(NewActivity, (), (kind, at, direction, outcome, minutes, text))

// "1764102733000~42" -> that place.
std::optional<storage::TimelinePlace> place(std::string_view cursor) {
  const auto middle = cursor.find('~');
  if (middle == cursor.npos) return std::nullopt;
  std::int64_t millis = 0;
  const auto* const end = cursor.data() + middle;
  const auto [stop, failure] = std::from_chars(cursor.data(), end, millis);
  const auto id = parse_id(cursor.substr(middle + 1));
  if (failure != std::errc() || stop != end || !id) return std::nullopt;
  return storage::TimelinePlace{Timestamp(Millis(millis)), *id};
}

Result<TimelineView> page(storage::Connection& db, const TimelineParameters& wanted) {
  if (!storage::find_standing(db, wanted.id)) return Error::not_found("people.contact_not_found");
  storage::TimelineQuery query;
  query.only = wanted.only;
  query.limit = static_cast<int>(wanted.limit.value_or(query.limit));
  if (wanted.before) {
    query.before = place(*wanted.before);
    if (!query.before) return Error::invalid("http.bad_cursor", {}, "before");
  }
  auto activities = storage::list_timeline(db, storage::find_identity(db, wanted.id), query);
  std::optional<std::string> next;
  if (std::ssize(activities) == query.limit) {
    const auto& last = activities.back();
    next = std::to_string(last.at.time_since_epoch().count()) + "~" + to_string(last.id);
  }
  auto view = view_of_timeline(db, std::move(activities));
  view.next = std::move(next);
  return view;
}

Result<timeline::Activity> log(storage::Write& write, Id contact, const NewActivity& wanted,
                               const actions::Cause& cause) {
  const auto at = wanted.at.value_or(write.now());
  const timeline::Logged logged{wanted.direction, wanted.outcome, wanted.minutes,
                                wanted.text.value_or("")};
  switch (wanted.kind) {
    case LoggedKind::call:
      return actions::log_call(write, contact, logged, at, cause);
    case LoggedKind::email:
      return actions::log_email(write, contact, logged, at, cause);
    case LoggedKind::meeting:
      return actions::log_meeting(write, contact, logged, at, cause);
    case LoggedKind::note:
      return actions::write_note(write, contact, logged, at, cause);
  }
  throw std::logic_error("no such kind");
}

actions::Cause cause(const Call& call) {
  return {.member_id = call.caller.actor().member_id, .import_id = {}, .why = {}};
}

}  // namespace

void add_timeline_routes(Router& router, storage::Ledger& ledger) {
  router.get<TimelineParameters, TimelineView>(
      "/api/v1/contacts/{id}/activities", Permission::read_contacts,
      "The timeline of a contact, newest first, by visit",
      [&](const TimelineParameters& wanted, const Call&) {
        return ledger.read([&](storage::Connection& db) { return page(db, wanted); });
      });
  router.post<RecordAt, NewActivity, ActivityView>(
      "/api/v1/contacts/{id}/activities", Permission::edit_contacts,
      "Log a call, an e-mail, a meeting or a note",
      [&](const RecordAt& at, const NewActivity& wanted, const Call& call) {
        return ledger.write([&](storage::Write& write) -> Result<ActivityView> {
          auto logged = log(write, at.id, wanted, cause(call));
          if (!logged) return std::move(logged).error();
          return view_of_activity(write.db, *std::move(logged));
        });
      },
      {.status = 201});
  router.del<ActivityAt, void>(
      "/api/v1/contacts/{id}/activities/{activity_id}", Permission::edit_contacts,
      "Take back what oneself has just logged", [&](const ActivityAt& at, const Call& call) {
        return ledger.write([&](storage::Write& write) {
          return actions::take_back(write, at.id, at.activity_id, cause(call));
        });
      });
}

}  // namespace tandem::http
