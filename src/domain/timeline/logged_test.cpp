#include "domain/timeline/logged.h"

#include <gtest/gtest.h>

namespace tandem::timeline {
namespace {

using Kind = ActivityKind;

TEST(Logged, HasWhatItsKindHas) {
  const std::string much(kLongestWords, 'a');
  struct Case {
    Kind kind;
    Logged logged;
    std::string code, field;
  };
  const auto out = Direction::outgoing;
  for (const auto& [kind, logged, code, field] : std::vector<Case>{
           {Kind::call_logged, {out, Outcome::left_message, {}, "about the booths"}, "", ""},
           {Kind::call_logged, {out, Outcome::connected, 0, ""}, "", ""},
           {Kind::call_logged,
            {{}, Outcome::connected, {}, ""},
            "timeline.direction_needed",
            "direction"},
           {Kind::call_logged, {out, {}, {}, ""}, "timeline.outcome_needed", "outcome"},
           {Kind::call_logged, {out, Outcome::held, {}, ""}, "timeline.no_outcome_here", "outcome"},
           {Kind::call_logged, {out, Outcome::busy, -1, ""}, "timeline.bad_minutes", "minutes"},
           {Kind::call_logged, {out, Outcome::busy, 1441, ""}, "timeline.bad_minutes", "minutes"},
           {Kind::email_logged, {Direction::incoming, {}, {}, ""}, "", ""},
           {Kind::email_logged, {{}, {}, {}, ""}, "timeline.direction_needed", "direction"},
           {Kind::email_logged,
            {out, Outcome::connected, {}, ""},
            "timeline.no_outcome_here",
            "outcome"},
           {Kind::email_logged, {out, {}, 5, ""}, "timeline.no_minutes_here", "minutes"},
           {Kind::meeting_logged, {{}, Outcome::held, 1440, much}, "", ""},
           {Kind::meeting_logged,
            {{}, Outcome::busy, {}, ""},
            "timeline.no_outcome_here",
            "outcome"},
           {Kind::meeting_logged,
            {out, Outcome::held, {}, ""},
            "timeline.no_direction_here",
            "direction"},
           {Kind::meeting_logged,
            {{}, Outcome::held, {}, much + "a"},
            "timeline.text_long",
            "text"},
           {Kind::note_written, {{}, {}, {}, "moves in spring"}, "", ""},
           {Kind::note_written, {{}, {}, {}, " \n"}, "timeline.text_needed", "text"},
           {Kind::note_written, {out, {}, {}, "x"}, "timeline.no_direction_here", "direction"},
       }) {
    const auto good = check(kind, logged);
    EXPECT_EQ(good ? "" : good.error().code, code) << name_of(kind);
    EXPECT_EQ(good ? "" : good.error().field, field) << name_of(kind);
  }
}

TEST(Logged, MayBeTakenBackByWhoLoggedItForAWhile) {
  FakeClock clock{*parse_timestamp("2026-11-25T09:00:00Z")};
  IdSource ids(clock, 1);
  Activity call;
  call.id = ids.next();
  call.kind = Kind::call_logged;
  call.member_id = Id{7};
  const auto refusal = [&](std::optional<Id> member, Millis later) -> std::string {
    const auto may = may_take_back(call, member, clock.now() + later);
    return may ? "" : may.error().code;
  };
  EXPECT_EQ(refusal(Id{7}, Millis(0)), "");
  EXPECT_EQ(refusal(Id{7}, kTakenBackWithin), "");
  EXPECT_EQ(refusal(Id{7}, kTakenBackWithin + Millis(1)), "timeline.too_late");
  EXPECT_EQ(refusal(Id{8}, Millis(0)), "timeline.logged_by_another");
  EXPECT_EQ(refusal({}, Millis(0)), "timeline.logged_by_another");
  call.kind = Kind::stage_changed;
  EXPECT_EQ(refusal(Id{7}, Millis(0)), "timeline.not_logged_by_hand");
}

}  // namespace
}  // namespace tandem::timeline
