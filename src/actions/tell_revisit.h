// Telling the owner of a contact that it is on the site (domain/timeline/revisit.h says when), at
// once or, in the owner's quiet hours, when they end.
#pragma once

#include "actions/audit.h"
#include "domain/people/notification.h"
#include "storage/revisit.h"

namespace tandem::actions {

// Asks the rule; when it is worth telling, appends contact_revisited to the timeline and leaves a
// notification for the owner. The activity's detail: {activity, reason, url, title, seen_before}.
// Nothing when it is not told.
std::optional<people::Notification> tell_revisit(storage::Write& write,
                                                 const storage::Sighting& sighting,
                                                 const timeline::RevisitSettings& settings);

// Tells what was held and is due: one notification by itself, several in one summary. The members
// who were told something.
std::vector<Id> tell_held(storage::Write& write);

// Errors: those of RevisitSettings::validate.
Result<timeline::RevisitSettings> change_revisits(storage::Write& write,
                                                  const timeline::RevisitSettings& wanted,
                                                  const Actor& actor);

// Marks what a member was told as read. Error: people.notification_not_found.
Result<void> read_notification(storage::Write& write, Id member, Id notification);
// All up to and with `last`, so that what came in the meantime stays unread.
void read_notifications(storage::Write& write, Id member, Id last);

}  // namespace tandem::actions
