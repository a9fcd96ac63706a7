// An activity: one thing that happened, told once, never changed. The activity log is append-only;
// records (contacts, deals ...) change in the same transaction as the activity that says so.
#pragma once

#include <optional>

#include "base/id.h"
#include "base/json.h"

namespace tandem::timeline {

enum class ActivityKind {
  stage_changed,  // detail: lifecycle::Transition; a contact's first one is how it became known
  contact_updated,
  company_created,
  company_updated,
  deal_created,
  deal_updated,
  // What a visitor did on the company's websites; detail: where, and what the kind adds.
  page_viewed,
  page_engaged,
  link_clicked,
  file_downloaded,
  form_submitted,
  shared,
  event_tracked,    // of the site's own naming
  identified,       // said who they are
  consent_changed,  // detail: what they agreed to
  // What sales did; detail: what was said, in their words.
  call_logged,
  email_logged,
  meeting_logged,
  note_written,
  // What follows from it.
  contact_revisited,  // came back to the site after a pause, or reached a page that matters
  contacts_merged,    // two contacts were found to be one person
  contacts_parted,    // and that was undone
  // Somebody took back what they had logged by mistake; detail: {"activity": its id}. The log keeps
  // both, the timeline shows neither.
  retracted,
};
BOOST_DESCRIBE_ENUM(ActivityKind, stage_changed, contact_updated, company_created, company_updated,
                    deal_created, deal_updated, page_viewed, page_engaged, link_clicked,
                    file_downloaded, form_submitted, shared, event_tracked, identified,
                    consent_changed, call_logged, email_logged, meeting_logged, note_written,
                    contact_revisited, contacts_merged, contacts_parted, retracted)

struct Activity {
  Id id;         // also says when it was recorded
  int node = 0;  // the writer that recorded it; ids increase within a node
  ActivityKind kind = ActivityKind::stage_changed;
  Timestamp at;  // when it happened, which may be long before it was recorded
  std::optional<Id> contact_id;
  std::optional<Id> company_id;
  std::optional<Id> deal_id;
  std::optional<Id> member_id;   // who did it; absent for the system itself
  std::optional<Id> import_id;   // the import that brought it
  std::optional<Id> visitor_id;  // on whose browser; whose contact that is may be learned later
  boost::json::value detail;     // null when the kind says it all
};
BOOST_DESCRIBE_STRUCT(Activity, (),
                      (id, node, kind, at, contact_id, company_id, deal_id, member_id, import_id,
                       visitor_id, detail))

}  // namespace tandem::timeline
