// What sales did with a contact, logged by hand and perhaps taken back.
#pragma once

#include "actions/cause.h"
#include "domain/timeline/logged.h"
#include "storage/ledger/ledger.h"

namespace tandem::actions {

// `at`: when it happened. Errors: people.contact_not_found, timeline.in_the_future (field "at"),
// those of timeline::check.
Result<timeline::Activity> log_call(storage::Write& write, Id contact, const timeline::Logged& call,
                                    Timestamp at, const Cause& cause);
Result<timeline::Activity> log_email(storage::Write& write, Id contact,
                                     const timeline::Logged& email, Timestamp at,
                                     const Cause& cause);
Result<timeline::Activity> log_meeting(storage::Write& write, Id contact,
                                       const timeline::Logged& meeting, Timestamp at,
                                       const Cause& cause);
Result<timeline::Activity> write_note(storage::Write& write, Id contact,
                                      const timeline::Logged& note, Timestamp at,
                                      const Cause& cause);

// The activity stays in the log and is shown no more. Again changes nothing. Errors:
// timeline.activity_not_found, also for one of another contact; those of timeline::may_take_back.
Result<void> take_back(storage::Write& write, Id contact, Id activity, const Cause& cause);

}  // namespace tandem::actions
