#include "domain/agreement/obligation.h"

#include <gtest/gtest.h>

#include "base/described.h"
#include "domain/agreement/sample_terms.h"

namespace tandem::agreement {
namespace {

Timestamp at(const std::string& text) {
  return parse_timestamp(text).value();
}

// In Paris, 9-12 and 14-18 on weekdays; 4 May 2026 is a Monday.
const BusinessCalendar& office() {
  static const auto calendar = *BusinessCalendar::make(sample_terms().hours);
  return calendar;
}

LeadHistory told_on_monday() {
  LeadHistory lead;
  lead.segment = "demo";
  lead.qualified_at = at("2026-05-04T09:55:00+02:00");
  lead.told_at = at("2026-05-04T10:00:00+02:00");
  return lead;
}

// "promise number due state", one a line.
std::string told(const LeadHistory& lead, const std::string& now) {
  std::string text;
  const auto all = obligations(sample_terms(), office(), lead);
  for (const auto& owed : *all) {
    const auto found = course(owed.clock, office(), at(now));
    text += std::string(name_of(owed.promise)) + ' ' + std::to_string(owed.number) + ' ' +
            (found.due_at ? to_string(*found.due_at).substr(5, 11) : "-") + ' ' +
            std::string(name_of(state(found, at(now)))) + '\n';
  }
  return text;
}

TEST(Obligation, OfMarketingRunsUntilTheRepIsTold) {
  auto lead = told_on_monday();
  lead.told_at.reset();
  EXPECT_EQ(told(lead, "2026-05-04T10:00:00+02:00"), "handover 1 05-04T08:10 on_track\n");
  EXPECT_EQ(told(lead, "2026-05-04T10:11:00+02:00"), "handover 1 05-04T08:10 breached\n");
}

TEST(Obligation, OfSalesBeginsWhenTheRepIsTold) {
  const auto lead = told_on_monday();
  EXPECT_EQ(told(lead, "2026-05-04T10:00:00+02:00"),
            "handover 1 05-04T08:10 met\n"
            "first_response 1 05-04T08:30 on_track\n"
            "disposition 1 05-07T16:00 on_track\n"
            "status 1 05-11T16:00 on_track\n");
  auto other = lead;
  other.segment = "newsletter";  // 240 minutes: 2 h before lunch, 2 h after
  EXPECT_NE(told(other, "2026-05-04T10:00:00+02:00").find("first_response 1 05-04T14:00"),
            std::string::npos);
}

TEST(Obligation, AsksForAttemptsUntilOneReachesTheLead) {
  auto lead = told_on_monday();
  lead.attempts = {at("2026-05-04T10:20:00+02:00"), at("2026-05-05T11:00:00+02:00")};
  lead.news = {at("2026-05-05T11:05:00+02:00")};
  EXPECT_EQ(told(lead, "2026-05-08T09:00:00+02:00"),
            "handover 1 05-04T08:10 met\n"
            "first_response 1 05-04T08:30 met\n"
            "next_attempt 2 05-06T16:00 met\n"
            "next_attempt 3 05-07T16:00 breached\n"
            "disposition 1 05-07T16:00 breached\n"
            "status 1 05-11T16:00 met\n"
            "status 2 05-12T16:00 on_track\n");
  lead.reached_at = lead.attempts[1];
  lead.disposed_at = at("2026-05-05T11:10:00+02:00");
  EXPECT_EQ(told(lead, "2026-05-08T09:00:00+02:00"),
            "handover 1 05-04T08:10 met\n"
            "first_response 1 05-04T08:30 met\n"
            "next_attempt 2 05-06T16:00 met\n"
            "disposition 1 05-07T16:00 met\n"
            "status 1 05-11T16:00 met\n"
            "status 2 05-12T16:00 on_track\n");
}

TEST(Obligation, WaitsForTheDayTheLeadAskedFor) {
  auto lead = told_on_monday();
  lead.pauses = {{ClockEventKind::paused, at("2026-05-04T10:10:00+02:00"),
                  at("2026-05-11T09:00:00+02:00"), Id{1}, "call me next week"}};
  EXPECT_EQ(told(lead, "2026-05-08T09:00:00+02:00"),
            "handover 1 05-04T08:10 met\n"
            "first_response 1 05-11T07:20 on_track\n"
            "disposition 1 05-14T14:50 on_track\n"
            "status 1 05-18T14:50 on_track\n");
}

TEST(Obligation, EndsWithTheLead) {
  auto lead = told_on_monday();
  lead.attempts = {at("2026-05-04T10:40:00+02:00")};  // ten minutes late
  lead.disposed_at = lead.closed_at = at("2026-05-04T10:50:00+02:00");
  EXPECT_EQ(told(lead, "2026-06-08T09:00:00+02:00"),
            "handover 1 05-04T08:10 met\n"
            "first_response 1 05-04T08:30 breached\n"
            "next_attempt 2 05-06T16:00 met\n"
            "disposition 1 05-07T16:00 met\n"
            "status 1 05-11T16:00 met\n");
}

TEST(Tally, CountsWhatWasKept) {
  Tally tally;
  EXPECT_FALSE(tally.kept_share());
  using enum ClockState;
  for (const auto one : {met, met, met, breached, excused, on_track, due_soon, due_soon}) {
    count(tally, one);
  }
  EXPECT_EQ(tally, (Tally{1, 2, 1, 3, 1}));
  EXPECT_EQ(tally.kept_share(), .75);
}

TEST(Floor, IsKeptOrBrokenOnlyWhenNothingCanChangeIt) {
  struct Scenario {
    int good, bad, open;
    FloorState state;
  };
  for (const auto& s : {Scenario{0, 0, 0, FloorState::empty},
                        {7, 3, 0, FloorState::kept},
                        {6, 4, 0, FloorState::broken},
                        {7, 0, 3, FloorState::kept},
                        {6, 1, 3, FloorState::on_the_way},
                        {3, 3, 4, FloorState::at_risk},
                        {3, 4, 3, FloorState::broken},
                        {0, 0, 5, FloorState::on_the_way}}) {
    EXPECT_EQ(floor_state(70, s.good, s.bad, s.open), s.state)
        << s.good << '/' << s.bad << '/' << s.open;
  }
}

}  // namespace
}  // namespace tandem::agreement
