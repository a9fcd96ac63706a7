#include "actions/tell_revisit.h"

#include <algorithm>

#include "actions/changed_fields.h"
#include "domain/people/quiet_hours.h"
#include "storage/notifications.h"
#include "storage/workspace.h"

namespace tandem::actions {
namespace {

using timeline::ActivityKind;

boost::json::object detail_of(const storage::Sighting& sighting, const timeline::VisitStart& visit,
                              timeline::RevisitReason reason) {
  boost::json::object detail{{"activity", to_json(sighting.id)},
                             {"reason", name_of(reason)},
                             {"url", timeline::text_of(sighting.detail, "url")},
                             {"title", timeline::text_of(sighting.detail, "title")}};
  if (visit.seen_before) detail["seen_before"] = to_json(*visit.seen_before);
  return detail;
}

Id append_revisit(storage::Write& write, const storage::Sighting& sighting,
                  boost::json::object detail) {
  timeline::Activity told;
  told.kind = ActivityKind::contact_revisited;
  told.at = sighting.at;
  told.contact_id = sighting.contact_id;
  told.detail = std::move(detail);
  return write.append(std::move(told));
}

}  // namespace

std::optional<people::Notification> tell_revisit(storage::Write& write,
                                                 const storage::Sighting& sighting,
                                                 const timeline::RevisitSettings& settings) {
  if (!timeline::is_on_site(sighting.kind, sighting.detail)) return std::nullopt;
  const timeline::RevisitFacts facts{
      .kind = sighting.kind,
      .at = sighting.at,
      .url = timeline::text_of(sighting.detail, "url"),
      .visit = storage::find_visit_start(write.db, sighting),
      .known_since = sighting.known_since,
      .told_at = storage::last_told_of(write.db, sighting.contact_id)};
  const auto reason = timeline::revisit(facts, settings, write.now());
  if (!reason) return std::nullopt;
  const auto zone = storage::find_workspace(write.db).time_zone;
  const auto wishes = storage::find_preferences(write.db, sighting.owner_id);
  people::Notification notification{
      .id = write.next_id(),
      .member_id = sighting.owner_id,
      .kind = people::NotificationKind::contact_revisited,
      .contact_id = sighting.contact_id,
      .activity_id = append_revisit(write, sighting, detail_of(sighting, facts.visit, *reason)),
      .at = sighting.at,
      .held_until = people::quiet_until(wishes, zone, write.now())};
  storage::insert_notification(write.db, notification);
  return notification;
}

std::vector<Id> tell_held(storage::Write& write) {
  const auto held = storage::list_held(write.db, write.now());
  std::vector<Id> told;
  for (auto first = held.begin(); first != held.end();) {
    const auto member = first->member_id;
    const auto last =
        std::find_if(first, held.end(), [&](const auto& next) { return next.member_id != member; });
    std::optional<Id> summary;
    if (last - first > 1) {
      summary = write.next_id();
      storage::insert_notification(write.db, {.id = *summary,
                                              .member_id = member,
                                              .kind = people::NotificationKind::revisits_summed,
                                              .contact_id = {},
                                              .activity_id = {},
                                              .at = write.now()});
    }
    for (; first != last; ++first) storage::release_held(write.db, first->id, summary);
    told.push_back(member);
  }
  return told;
}

Result<timeline::RevisitSettings> change_revisits(storage::Write& write,
                                                  const timeline::RevisitSettings& wanted,
                                                  const Actor& actor) {
  if (auto valid = wanted.validate(); !valid) return std::move(valid).error();
  const auto before = storage::find_revisit_settings(write.db);
  if (wanted == before) return wanted;
  storage::save_revisit_settings(write.db, wanted);
  audit(write, actor, people::Deed::revisits_changed, "", {}, changed_fields(before, wanted));
  return wanted;
}

Result<void> read_notification(storage::Write& write, Id member, Id notification) {
  if (!storage::has_notification(write.db, member, notification)) {
    return Error::not_found("people.notification_not_found");
  }
  storage::mark_read(write.db, notification, write.now());
  return {};
}

void read_notifications(storage::Write& write, Id member, Id last) {
  storage::mark_all_read(write.db, member, last, write.now());
}

}  // namespace tandem::actions
