#include "actions/log_activity.h"

#include "storage/people.h"
#include "storage/timeline.h"

namespace tandem::actions {
namespace {

using timeline::Activity;
using timeline::ActivityKind;

Result<Activity> log(storage::Write& write, ActivityKind kind, Id contact,
                     const timeline::Logged& logged, Timestamp at, const Cause& cause) {
  if (!storage::find_standing(write.db, contact)) {
    return Error::not_found("people.contact_not_found");
  }
  if (auto good = timeline::check(kind, logged); !good) return std::move(good).error();
  if (at > write.now() + timeline::kClockTolerance) {
    return Error::invalid("timeline.in_the_future", {}, "at");
  }
  auto told = activity(kind, at, cause, to_json(logged));
  told.contact_id = contact;
  told.id = write.append(told);
  return told;
}

}  // namespace

Result<Activity> log_call(storage::Write& write, Id contact, const timeline::Logged& call,
                          Timestamp at, const Cause& cause) {
  return log(write, ActivityKind::call_logged, contact, call, at, cause);
}

Result<Activity> log_email(storage::Write& write, Id contact, const timeline::Logged& email,
                           Timestamp at, const Cause& cause) {
  return log(write, ActivityKind::email_logged, contact, email, at, cause);
}

Result<Activity> log_meeting(storage::Write& write, Id contact, const timeline::Logged& meeting,
                             Timestamp at, const Cause& cause) {
  return log(write, ActivityKind::meeting_logged, contact, meeting, at, cause);
}

Result<Activity> write_note(storage::Write& write, Id contact, const timeline::Logged& note,
                            Timestamp at, const Cause& cause) {
  return log(write, ActivityKind::note_written, contact, note, at, cause);
}

Result<void> take_back(storage::Write& write, Id contact, Id id, const Cause& cause) {
  const auto known = storage::find_activity(write.db, id);
  if (!known || known->contact_id != contact) {
    return Error::not_found("timeline.activity_not_found");
  }
  if (storage::is_retracted(write.db, id)) return {};
  if (auto may = timeline::may_take_back(*known, cause.member_id, write.now()); !may) return may;
  auto told = activity(ActivityKind::retracted, write.now(), cause, {{"activity", to_string(id)}});
  told.contact_id = contact;
  write.append(std::move(told));
  storage::insert_retraction(write.db, id);
  return {};
}

}  // namespace tandem::actions
