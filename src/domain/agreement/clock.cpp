#include "domain/agreement/clock.h"

#include <algorithm>
#include <cmath>

#include "base/ascii.h"

namespace tandem::agreement {
namespace {

// Follows the events of one clock in their order.
class Run {
 public:
  Run(const BusinessClock& clock, const BusinessCalendar& calendar, double soon_share)
      : calendar_(calendar),
        soon_(std::llround(static_cast<double>(clock.allowance.count()) * soon_share)),
        started_at_(clock.started_at),
        runs_from_(clock.started_at) {
    course_.left = clock.allowance;
  }

  void take(const ClockEvent& event) {
    const Timestamp at = std::max(event.at, started_at_);
    advance(at);
    switch (event.kind) {
      case ClockEventKind::paused:
        if (is_open()) pause(at, event.until);
        break;
      case ClockEventKind::resumed:
        if (is_open() && course_.paused_at) resume(at);
        break;
      case ClockEventKind::stopped:
        stop(at);
        break;
      case ClockEventKind::excused:
        if (!course_.excuse) course_.excuse = event;
        break;
    }
  }

  Course finish(Timestamp now) {
    advance(now);
    if (!is_open()) return std::move(course_);
    if (!course_.paused_at) {
      foresee(runs_from_, now);
    } else if (course_.resumes_at) {
      foresee(*course_.resumes_at, now);
    }
    return std::move(course_);
  }

 private:
  // Neither stopped nor breached: events still move it.
  bool is_open() const { return !course_.stopped_at && !course_.breached_at; }

  // What happens by itself until just before the events of `to`.
  void advance(Timestamp to) {
    if (!is_open()) return;
    if (course_.resumes_at && *course_.resumes_at <= to) resume(*course_.resumes_at);
    if (course_.paused_at) return;
    const auto due = calendar_.due(runs_from_, course_.left);
    if (!due || *due >= to) return;
    course_.breached_at = course_.due_at = *due;
    course_.left = Millis(0);
  }

  void pause(Timestamp at, std::optional<Timestamp> until) {
    if (!course_.paused_at) {
      use_up(at);
      course_.paused_at = at;
    }
    course_.resumes_at = until;
    if (until && *until <= at) resume(at);
  }

  void resume(Timestamp at) {
    course_.paused_at.reset();
    course_.resumes_at.reset();
    runs_from_ = at;
  }

  void stop(Timestamp at) {
    if (course_.stopped_at) return;
    if (!course_.breached_at && !course_.paused_at) {
      if (const auto due = calendar_.due(runs_from_, course_.left)) course_.due_at = *due;
      use_up(at);
    }
    course_.paused_at.reset();
    course_.resumes_at.reset();
    course_.stopped_at = at;
  }

  void use_up(Timestamp at) { course_.left -= calendar_.between(runs_from_, at); }

  // When it is due if it runs from `from` on.
  void foresee(Timestamp from, Timestamp now) {
    if (const auto due = calendar_.due(from, course_.left)) course_.due_at = *due;
    const Millis before_soon = std::max(Millis(0), course_.left - soon_);
    if (const auto soon = calendar_.due(from, before_soon)) course_.soon_at = *soon;
    if (from < now) course_.left -= calendar_.between(from, now);
  }

  const BusinessCalendar& calendar_;
  Millis soon_;
  Timestamp started_at_;
  Timestamp runs_from_;
  Course course_;
};

}  // namespace

Result<void> check(const ClockEvent& event, Timestamp now) {
  const bool pauses = event.kind == ClockEventKind::paused;
  if (event.at > now) return Error::invalid("agreement.not_yet", {}, "at");
  if ((pauses || event.kind == ClockEventKind::excused) && trimmed(event.why).empty()) {
    return Error::invalid("agreement.no_reason", {}, "why");
  }
  if (!pauses || !event.until) return {};
  if (*event.until <= now) return Error::invalid("agreement.pause_past", {}, "until");
  if (*event.until > now + kLongestPause) {
    return Error::invalid("agreement.pause_far", {{"days", std::to_string(kLongestPause.count())}},
                          "until");
  }
  return {};
}

Course course(const BusinessClock& clock, const BusinessCalendar& calendar, Timestamp now,
              double soon_share) {
  std::vector<const ClockEvent*> events;
  events.reserve(clock.events.size());
  for (const auto& event : clock.events) {
    if (event.at <= now) events.push_back(&event);
  }
  std::ranges::stable_sort(events, {}, [](const ClockEvent* event) { return event->at; });
  Run run(clock, calendar, soon_share);
  for (const auto* event : events) run.take(*event);
  return run.finish(now);
}

ClockState state(const Course& course, Timestamp now) {
  const bool late =
      course.breached_at || (!course.stopped_at && course.due_at && now > *course.due_at);
  if (course.stopped_at && !late) return ClockState::met;
  if (course.excuse) return ClockState::excused;
  if (late) return ClockState::breached;
  const bool stands_still = course.paused_at && (!course.resumes_at || now < *course.resumes_at);
  if (!stands_still && course.soon_at && now >= *course.soon_at) return ClockState::due_soon;
  return ClockState::on_track;
}

std::optional<Timestamp> next_change(const Course& course, Timestamp now) {
  if (course.excuse || course.stopped_at || course.breached_at || !course.due_at) return {};
  if (now > *course.due_at) return {};
  if (course.soon_at && now < *course.soon_at) return course.soon_at;
  return *course.due_at + Millis(1);
}

Delays delays(Timestamp converted_at, Timestamp told_at, std::optional<Timestamp> first_attempt_at,
              const BusinessCalendar& calendar) {
  const auto span = [&](Timestamp from, Timestamp to) {
    to = std::max(from, to);
    return Delay{to - from, calendar.between(from, to)};
  };
  Delays found{span(converted_at, told_at), std::nullopt};
  if (first_attempt_at) found.people = span(told_at, *first_attempt_at);
  return found;
}

}  // namespace tandem::agreement
