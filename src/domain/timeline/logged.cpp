#include "domain/timeline/logged.h"

#include "base/ascii.h"

namespace tandem::timeline {
namespace {

bool is_call(ActivityKind kind) {
  return kind == ActivityKind::call_logged;
}
bool is_meeting(ActivityKind kind) {
  return kind == ActivityKind::meeting_logged;
}

Result<void> check_direction(ActivityKind kind, const Logged& logged) {
  const bool has_one = is_call(kind) || kind == ActivityKind::email_logged;
  if (has_one && !logged.direction) {
    return Error::invalid("timeline.direction_needed", {}, "direction");
  }
  if (!has_one && logged.direction) {
    return Error::invalid("timeline.no_direction_here", {}, "direction");
  }
  return {};
}

Result<void> check_outcome(ActivityKind kind, const Logged& logged) {
  const bool has_one = is_call(kind) || is_meeting(kind);
  if (has_one && !logged.outcome) return Error::invalid("timeline.outcome_needed", {}, "outcome");
  const bool fits = !logged.outcome || (is_call(kind) && *logged.outcome < Outcome::held) ||
                    (is_meeting(kind) && *logged.outcome >= Outcome::held);
  if (!fits) return Error::invalid("timeline.no_outcome_here", {}, "outcome");
  return {};
}

Result<void> check_minutes(ActivityKind kind, const Logged& logged) {
  if (!logged.minutes) return {};
  if (!is_call(kind) && !is_meeting(kind)) {
    return Error::invalid("timeline.no_minutes_here", {}, "minutes");
  }
  if (*logged.minutes < 0 || *logged.minutes > kMostMinutes) {
    return Error::invalid("timeline.bad_minutes", {{"most", std::to_string(kMostMinutes)}},
                          "minutes");
  }
  return {};
}

Result<void> check_text(ActivityKind kind, const Logged& logged) {
  if (kind == ActivityKind::note_written && trimmed(logged.text).empty()) {
    return Error::invalid("timeline.text_needed", {}, "text");
  }
  if (logged.text.size() > kLongestWords) {
    return Error::invalid("timeline.text_long", {{"most", std::to_string(kLongestWords)}}, "text");
  }
  return {};
}

}  // namespace

bool is_logged_by_hand(ActivityKind kind) {
  return is_call(kind) || is_meeting(kind) || kind == ActivityKind::email_logged ||
         kind == ActivityKind::note_written;
}

Result<void> check(ActivityKind kind, const Logged& logged) {
  for (auto* const rule : {&check_direction, &check_outcome, &check_minutes, &check_text}) {
    if (auto good = rule(kind, logged); !good) return good;
  }
  return {};
}

Result<void> may_take_back(const Activity& activity, std::optional<Id> member, Timestamp now) {
  if (!is_logged_by_hand(activity.kind)) return Error::invalid("timeline.not_logged_by_hand");
  if (activity.member_id != member) return Error::forbidden("timeline.logged_by_another");
  if (now - activity.id.time() > kTakenBackWithin) {
    return Error::conflict("timeline.too_late",
                           {{"minutes", std::to_string(kTakenBackWithin.count())}});
  }
  return {};
}

}  // namespace tandem::timeline
