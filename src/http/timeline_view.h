// A timeline as a screen shows it: visits made of website activities, and the names that the other
// records have now, so that nothing else need be asked.
#pragma once

#include "domain/timeline/visits.h"
#include "storage/timeline.h"

namespace tandem::http {

struct ActivityView {
  Id id;
  timeline::ActivityKind kind = timeline::ActivityKind::stage_changed;
  Timestamp at;
  std::optional<Id> member_id;
  std::optional<std::string> member_name;
  std::optional<Id> deal_id;
  std::optional<std::string> deal_name;
  std::optional<std::string> owner_name;  // to whom a contact_updated assigned the contact
  std::optional<Id> import_id;
  std::optional<Id> visitor_id;
  boost::json::value detail;
};
BOOST_DESCRIBE_STRUCT(ActivityView, (),
                      (id, kind, at, member_id, member_name, deal_id, deal_name, owner_name,
                       import_id, visitor_id, detail))

// As timeline::TimelineVisit.
struct VisitView {
  Id visitor_id;
  Timestamp began_at;
  Timestamp ended_at;
  std::string landing_url;
  std::string referrer;
  std::string campaign;
  std::int64_t pages = 0;
  double engaged_seconds = 0;
  bool goes_on = false;  // in the next page of the timeline
  std::vector<ActivityView> activities;
};
BOOST_DESCRIBE_STRUCT(VisitView, (),
                      (visitor_id, began_at, ended_at, landing_url, referrer, campaign, pages,
                       engaged_seconds, goes_on, activities))

// One of the two.
struct TimelineEntry {
  std::optional<VisitView> visit;
  std::optional<ActivityView> activity;
};
BOOST_DESCRIBE_STRUCT(TimelineEntry, (), (visit, activity))

struct TimelineView {
  std::vector<TimelineEntry> entries;  // newest first
  std::optional<std::string> next;     // where the older ones begin; absent at the end
};
BOOST_DESCRIBE_STRUCT(TimelineView, (), (entries, next))

TimelineView view_of_timeline(storage::Connection& db,
                              std::vector<timeline::Activity> newest_first);
ActivityView view_of_activity(storage::Connection& db, timeline::Activity activity);

}  // namespace tandem::http
