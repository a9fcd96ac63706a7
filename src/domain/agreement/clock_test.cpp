#include "domain/agreement/clock.h"

#include <gtest/gtest.h>

namespace tandem::agreement {
namespace {

using enum ClockEventKind;
using std::chrono::hours;
using std::chrono::minutes;

Timestamp at(const std::string& text) {
  return parse_timestamp(text).value();
}

BusinessCalendar weekdays(const std::string& zone, const std::vector<OpeningPeriod>& day) {
  return *BusinessCalendar::make({zone, {day, day, day, day, day, {}, {}}, {}});
}

const BusinessCalendar& office() {  // methods.md F; 4 March 2026 is a Wednesday
  static const auto calendar = weekdays("UTC", {{600, 1080}});
  return calendar;
}

ClockEvent event(ClockEventKind kind, const std::string& when, const std::string& until = "") {
  ClockEvent made{kind, at(when), std::nullopt, Id{7}, "asked"};
  if (!until.empty()) made.until = at(until);
  return made;
}

TEST(BusinessClock, IsDueInBusinessTime) {
  struct Scenario {
    const char* started;
    std::vector<ClockEvent> events;
    const char* due;
  };
  const std::string wednesday = "2026-03-04T15:00:00Z";
  const std::string thursday = "2026-03-05T11:00:00Z";
  for (const auto& s : {
           Scenario{wednesday.c_str(), {}, "2026-03-05T17:00:00Z"},
           {"2026-03-04T20:00:00Z", {}, "2026-03-06T12:00:00Z"},
           {wednesday.c_str(),
            {event(paused, thursday, "2026-03-09T10:00:00Z")},
            "2026-03-09T16:00:00Z"},
           {wednesday.c_str(),  // the later wish replaces the first
            {event(paused, thursday, "2026-03-09T10:00:00Z"),
             event(paused, "2026-03-05T11:30:00Z", "2026-03-10T10:00:00Z")},
            "2026-03-10T16:00:00Z"},
           {wednesday.c_str(),  // in any order
            {event(resumed, "2026-03-05T12:00:00Z"), event(paused, thursday)},
            "2026-03-05T18:00:00Z"},
           {wednesday.c_str(),  // asked before the hand-over to be called on Friday
            {event(paused, "2026-03-01T10:00:00Z", "2026-03-06T10:00:00Z")},
            "2026-03-09T12:00:00Z"},
           {wednesday.c_str(), {event(resumed, thursday)}, "2026-03-05T17:00:00Z"},
           {wednesday.c_str(),  // a date that has passed is no pause
            {event(paused, thursday, "2026-03-02T10:00:00Z")},
            "2026-03-05T17:00:00Z"},
       }) {
    const auto found =
        course({at(s.started), hours(10), s.events}, office(), at("2026-03-05T12:00:00Z"));
    ASSERT_TRUE(found.due_at) << s.due;
    EXPECT_EQ(to_string(*found.due_at), to_string(at(s.due)));
    EXPECT_FALSE(found.breached_at);
  }
}

TEST(BusinessClock, SaysHowItStands) {
  struct Scenario {
    std::vector<ClockEvent> events;
    const char* now;
    ClockState state;
    const char* next;  // change
  };
  const char* soon = "2026-03-05T14:30:00Z";  // 7.5 of 10 h used
  const char* due = "2026-03-05T17:00:00Z";
  const char* late = "2026-03-05T17:00:00.001Z";
  for (const auto& s : {
           Scenario{{}, "2026-03-04T15:00:00Z", ClockState::on_track, soon},
           {{}, "2026-03-05T14:29:59.999Z", ClockState::on_track, soon},
           {{}, soon, ClockState::due_soon, late},
           {{}, due, ClockState::due_soon, late},
           {{}, late, ClockState::breached, nullptr},
           {{event(stopped, due)}, late, ClockState::met, nullptr},
           {{event(stopped, late)}, late, ClockState::breached, nullptr},
           {{event(stopped, due)}, soon, ClockState::due_soon, late},  // has not happened yet
           {{event(excused, late)}, late, ClockState::excused, nullptr},
           {{event(excused, soon)}, soon, ClockState::excused, nullptr},
           {{event(stopped, soon), event(excused, due)}, late, ClockState::met, nullptr},
           {{event(stopped, late), event(excused, late)}, late, ClockState::excused, nullptr},
           {{event(paused, late)}, "2026-03-09T12:00:00Z", ClockState::breached, nullptr},
           {{event(paused, due)}, "2026-03-20T12:00:00Z", ClockState::on_track, nullptr},
           {{event(paused, due, "2026-03-20T10:00:00Z")},
            "2026-03-19T10:00:00Z",
            ClockState::on_track,
            "2026-03-20T10:00:00Z"},
           {{event(paused, due, "2026-03-20T10:00:00Z")},
            "2026-03-20T10:00:00.001Z",
            ClockState::breached,
            nullptr},
           {{event(paused, soon), event(stopped, "2026-03-25T10:00:00Z")},
            "2026-03-25T10:00:00Z",
            ClockState::met,
            nullptr},
       }) {
    const BusinessClock clock{at("2026-03-04T15:00:00Z"), hours(10), s.events};
    const auto found = course(clock, office(), at(s.now));
    EXPECT_EQ(state(found, at(s.now)), s.state) << s.now;
    const auto next = next_change(found, at(s.now));
    ASSERT_EQ(next.has_value(), s.next != nullptr) << s.now;
    if (next) {
      EXPECT_EQ(*next, at(s.next)) << s.now;
    }
  }
}

TEST(BusinessClock, RemembersWhoExcusedItAndWhenItWasDoneTooLate) {
  auto excuse = event(excused, "2026-03-06T10:00:00Z");
  excuse.why = "on a trade fair";
  const BusinessClock clock{
      at("2026-03-04T15:00:00Z"), hours(10), {event(stopped, "2026-03-06T09:00:00Z"), excuse}};
  const auto found = course(clock, office(), at("2026-03-07T00:00:00Z"));
  EXPECT_EQ(found.excuse, excuse);
  EXPECT_EQ(found.breached_at, at("2026-03-05T17:00:00Z"));
  EXPECT_EQ(found.stopped_at, at("2026-03-06T09:00:00Z"));
}

// A machine that believes for a while that it is next year sees a breach; once it is set right the
// same events tell the truth again, as nothing was written.
TEST(BusinessClock, KeepsNothingOfAWrongTime) {
  const BusinessClock clock{at("2026-03-04T15:00:00Z"), hours(10), {}};
  const auto right = at("2026-03-04T16:00:00Z");
  EXPECT_EQ(state(course(clock, office(), at("2027-03-04T16:00:00Z")), right),
            ClockState::breached);
  EXPECT_EQ(state(course(clock, office(), right), right), ClockState::on_track);
}

TEST(BusinessClock, RefusesWhatCannotHaveHappened) {
  struct Scenario {
    ClockEvent event;
    const char* code;
    const char* field;
  };
  const std::string now = "2026-03-05T11:00:00Z";
  auto unexplained = event(excused, now);
  unexplained.why = " ";
  for (const auto& s :
       {Scenario{unexplained, "agreement.no_reason", "why"},
        {event(stopped, "2026-03-05T11:00:00.001Z"), "agreement.not_yet", "at"},
        {event(paused, now, now), "agreement.pause_past", "until"},
        {event(paused, now, "2028-03-06T11:00:00Z"), "agreement.pause_far", "until"}}) {
    const auto refused = check(s.event, at(now));
    ASSERT_FALSE(refused) << s.code;
    EXPECT_EQ(refused.error().code, s.code);
    EXPECT_EQ(refused.error().field, s.field);
  }
  for (const auto& good : {event(paused, now), event(excused, now), event(stopped, now),
                           event(paused, now, "2028-03-05T11:00:00Z")}) {
    EXPECT_TRUE(check(good, at(now)));
  }
}

TEST(BusinessClock, TellsTheDelayOfTheSystemFromThatOfPeople) {  // methods.md A.5 and F
  const auto paris = weekdays("Europe/Paris", {{540, 1080}});
  const auto told = at("2026-03-27T17:50:00+01:00");
  const auto found = delays(told - minutes(2), told, at("2026-03-30T09:20:00+02:00"), paris);
  EXPECT_EQ(found.system.wall, minutes(2));
  EXPECT_EQ(found.system.business, minutes(2));
  ASSERT_TRUE(found.people);
  EXPECT_EQ(found.people->wall, hours(62) + minutes(30));
  EXPECT_EQ(found.people->business, minutes(30));
  EXPECT_FALSE(delays(told, told, std::nullopt, paris).people);
  EXPECT_EQ(delays(told, told, told - minutes(5), paris).people->wall, minutes(0));
}

}  // namespace
}  // namespace tandem::agreement
