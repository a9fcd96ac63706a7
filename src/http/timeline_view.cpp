#include "http/timeline_view.h"

#include "storage/access.h"
#include "storage/people.h"

namespace tandem::http {
namespace {

using timeline::Activity;

// Looks records up once each.
class Names {
 public:
  explicit Names(storage::Connection& db) : db_(db) {}

  std::optional<std::string> of_member(std::optional<Id> id) {
    return remembered(id, [&] { return name(storage::find_member(db_, *id)); });
  }
  std::optional<std::string> of_deal(std::optional<Id> id) {
    return remembered(id, [&] { return name(storage::find_deal(db_, *id)); });
  }

 private:
  template <class Record>
  static std::optional<std::string> name(const std::optional<Record>& record) {
    return record ? std::optional(record->name) : std::nullopt;
  }

  template <class Find>
  std::optional<std::string> remembered(std::optional<Id> id, Find&& find) {
    if (!id) return std::nullopt;
    const auto known = names_.find(*id);
    return known != names_.end() ? known->second : names_.emplace(*id, find()).first->second;
  }

  storage::Connection& db_;
  std::map<Id, std::optional<std::string>> names_;
};

std::optional<Id> new_owner(const Activity& activity) {
  if (activity.kind != timeline::ActivityKind::contact_updated) return std::nullopt;
  return parse_id(timeline::text_of(activity.detail, "owner_after"));
}

ActivityView view_of(Activity activity, Names& names) {
  const auto owner = new_owner(activity);
  return {.id = activity.id,
          .kind = activity.kind,
          .at = activity.at,
          .member_id = activity.member_id,
          .member_name = names.of_member(activity.member_id),
          .deal_id = activity.deal_id,
          .deal_name = names.of_deal(activity.deal_id),
          .owner_name = names.of_member(owner),
          .import_id = activity.import_id,
          .visitor_id = activity.visitor_id,
          .detail = std::move(activity.detail)};
}

VisitView view_of(timeline::TimelineVisit visit, Names& names) {
  VisitView view{.visitor_id = visit.visitor_id,
                 .began_at = visit.began_at,
                 .ended_at = visit.ended_at,
                 .landing_url = std::move(visit.landing_url),
                 .referrer = std::move(visit.referrer),
                 .campaign = std::move(visit.campaign),
                 .pages = visit.pages,
                 .engaged_seconds = visit.engaged_seconds,
                 .goes_on = visit.goes_on,
                 .activities = {}};
  for (auto& activity : visit.activities) {
    view.activities.push_back(view_of(std::move(activity), names));
  }
  return view;
}

}  // namespace

TimelineView view_of_timeline(storage::Connection& db, std::vector<Activity> newest_first) {
  const auto before = storage::list_before(db, newest_first);
  Names names(db);
  TimelineView view;
  for (auto& entry : timeline::group_visits(std::move(newest_first), before)) {
    auto& shown = view.entries.emplace_back();
    if (auto* visit = std::get_if<timeline::TimelineVisit>(&entry)) {
      shown.visit = view_of(std::move(*visit), names);
    } else {
      shown.activity = view_of(std::get<Activity>(std::move(entry)), names);
    }
  }
  return view;
}

ActivityView view_of_activity(storage::Connection& db, Activity activity) {
  Names names(db);
  return view_of(std::move(activity), names);
}

}  // namespace tandem::http
