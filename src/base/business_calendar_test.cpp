#include "base/business_calendar.h"

#include <random>

#include <gtest/gtest.h>

namespace tandem {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using Day = std::vector<OpeningPeriod>;

// An instant, shown to the offset of the reader's choice.
Timestamp at(const std::string& text) {
  return parse_timestamp(text).value();
}

BusinessCalendar calendar(const std::string& zone, const Day& workday, const Day& weekend = {},
                          const std::vector<Date>& holidays = {}) {
  const Day& w = workday;
  return *BusinessCalendar::make({zone, {w, w, w, w, w, weekend, weekend}, holidays});
}

BusinessCalendar always(const std::string& zone, const OpeningPeriod& period) {
  return calendar(zone, {period}, {period});
}

struct Span {
  const char* from;
  const char* to;
  Millis open;
};

// `to` is when `open` is used up, and between the two there are exactly `open`.
void expect_spans(const BusinessCalendar& calendar, std::initializer_list<Span> spans) {
  for (const auto& s : spans) {
    EXPECT_EQ(calendar.between(at(s.from), at(s.to)), s.open) << s.from << " " << s.to;
    EXPECT_EQ(calendar.between(at(s.to), at(s.from)), -s.open) << s.from << " " << s.to;
    const auto due = calendar.due(at(s.from), s.open);
    ASSERT_TRUE(due) << s.from;
    EXPECT_EQ(to_string(*due), to_string(at(s.to))) << s.from;
  }
}

TEST(BusinessCalendar, CountsOnlyOpeningHours) {  // methods.md F; 4 March 2026 is a Wednesday
  expect_spans(calendar("UTC", {{600, 1080}}),
               {{"2026-03-04T15:00:00Z", "2026-03-05T17:00:00Z", hours(10)},
                {"2026-03-04T20:00:00Z", "2026-03-06T12:00:00Z", hours(10)},
                {"2026-03-06T17:00:00Z", "2026-03-09T10:30:00Z", minutes(90)},
                {"2026-03-07T12:00:00Z", "2026-03-09T10:00:00.001Z", Millis(1)},
                {"2026-03-04T10:00:00Z", "2026-03-04T18:00:00Z", hours(8)},
                {"2026-03-04T17:59:59.999Z", "2026-03-04T18:00:00Z", Millis(1)},
                {"2026-03-07T12:00:00Z", "2026-03-07T12:00:00Z", hours(0)}});
}

TEST(BusinessCalendar, PausesOverAWeekendThatLosesAnHour) {  // methods.md A.5
  const Span lead{"2026-03-27T17:50:00+01:00", "2026-03-30T09:20:00+02:00", minutes(30)};
  EXPECT_EQ(at(lead.to) - at(lead.from), hours(62) + minutes(30));
  expect_spans(calendar("Europe/Paris", {{540, 1080}}), {lead});
}

TEST(BusinessCalendar, HasLunchBreaksAndHolidays) {
  using namespace std::chrono;
  expect_spans(calendar("Europe/Paris", {{540, 720}, {840, 1080}}, {}, {2026y / May / 1}),
               {{"2026-04-30T11:30:00+02:00", "2026-04-30T14:30:00+02:00", hours(1)},
                {"2026-04-30T11:30:00+02:00", "2026-04-30T12:00:00+02:00", minutes(30)},
                {"2026-04-30T12:30:00+02:00", "2026-04-30T14:00:00.001+02:00", Millis(1)},
                {"2026-04-30T17:00:00+02:00", "2026-05-04T10:00:00+02:00", hours(2)},
                {"2026-05-01T10:00:00+02:00", "2026-05-04T09:01:00+02:00", minutes(1)}});
}

TEST(BusinessCalendar, IsOpenUntilMidnight) {
  expect_spans(calendar("UTC", {{0, 1440}}, {{0, 1440}}),
               {{"2026-03-04T15:00:00Z", "2026-03-14T15:00:00Z", hours(240)}});
  expect_spans(calendar("UTC", {{1380, 1440}}),
               {{"2026-03-04T20:00:00Z", "2026-03-05T00:00:00Z", hours(1)},
                {"2026-03-05T00:00:00Z", "2026-03-05T23:30:00Z", minutes(30)}});
}

TEST(BusinessCalendar, LosesAndGainsTheHourOfTheWallClock) {
  expect_spans(always("America/New_York", {0, 480}),
               {{"2026-03-08T00:00:00-05:00", "2026-03-08T08:00:00-04:00", hours(7)},
                {"2026-11-01T00:00:00-04:00", "2026-11-01T08:00:00-05:00", hours(9)},
                {"2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00", hours(1)}});
  expect_spans(always("Australia/Lord_Howe", {60, 180}),
               {{"2026-10-04T01:00:00+10:30", "2026-10-04T03:00:00+11:00", minutes(90)},
                {"2026-04-05T01:00:00+11:00", "2026-04-05T03:00:00+10:30", minutes(150)}});
  // Cairo's clocks change at midnight, so that a day begins at one and a day ends an hour late.
  expect_spans(always("Africa/Cairo", {0, 120}),
               {{"2024-04-25T23:00:00+02:00", "2024-04-26T02:00:00+03:00", hours(1)}});
  expect_spans(always("Africa/Cairo", {1320, 1440}),
               {{"2024-10-31T22:00:00+03:00", "2024-11-01T00:00:00+02:00", hours(3)}});
}

TEST(BusinessCalendar, PutsAnEdgeAtTheFirstInstantThatShowsIt) {
  // 02:30 is skipped on 8 March: opening then means 03:00, and closing then as well.
  expect_spans(always("America/New_York", {150, 240}),
               {{"2026-03-08T00:00:00-05:00", "2026-03-08T04:00:00-04:00", hours(1)}});
  expect_spans(always("America/New_York", {60, 150}),
               {{"2026-03-08T00:00:00-05:00", "2026-03-08T03:00:00-04:00", hours(1)}});
  EXPECT_FALSE(always("America/New_York", {130, 170}).is_open(at("2026-03-08T03:00:00-04:00")));
  // 01:30 comes twice on 1 November: the first coming counts.
  const auto night = always("America/New_York", {0, 90});
  EXPECT_TRUE(night.is_open(at("2026-11-01T01:29:59-04:00")));
  EXPECT_FALSE(night.is_open(at("2026-11-01T01:10:00-05:00")));
  expect_spans(night, {{"2026-11-01T00:00:00-04:00", "2026-11-01T01:30:00-04:00", minutes(90)}});
  // St. John's went from a minute past midnight back to the day before.
  expect_spans(always("America/St_Johns", {0, 60}),
               {{"2010-11-06T23:30:00-02:30", "2010-11-07T01:00:00-03:30", hours(2)}});
  // Samoa had no 30 December 2011 at all.
  EXPECT_EQ(always("Pacific/Apia", {540, 600})
                .between(at("2011-12-29T00:00:00-10:00"), at("2012-01-01T00:00:00+14:00")),
            hours(2));
}

TEST(BusinessCalendar, SaysWhetherItIsOpen) {
  const auto office = calendar("Europe/Paris", {{540, 720}, {840, 1080}});
  struct Scenario {
    const char* when;
    bool open;
  };
  for (const auto& s : {Scenario{"2026-03-27T09:00:00+01:00", true},
                        {"2026-03-27T08:59:59.999+01:00", false},
                        {"2026-03-27T11:59:59.999+01:00", true},
                        {"2026-03-27T12:00:00+01:00", false},
                        {"2026-03-27T14:00:00+01:00", true},
                        {"2026-03-27T18:00:00+01:00", false},
                        {"2026-03-28T10:00:00+01:00", false},
                        {"2026-03-30T09:00:00+02:00", true}}) {
    EXPECT_EQ(office.is_open(at(s.when)), s.open) << s.when;
  }
}

TEST(BusinessCalendar, IsDueAtOnceWithoutAnAllowanceAndNeverTooFarAway) {
  const auto office = calendar("UTC", {{600, 1080}});
  const Timestamp saturday = at("2026-03-07T12:00:00Z");
  EXPECT_EQ(*office.due(saturday, Millis(0)), saturday);
  EXPECT_TRUE(office.due(saturday, hours(8 * 260 * 49)));
  const auto far = office.due(saturday, hours(8 * 262 * 51));
  ASSERT_FALSE(far);
  EXPECT_EQ(far.error().code, "calendar.too_far");
  EXPECT_FALSE(office.due(saturday, Millis::max()));
}

TEST(BusinessCalendar, KnowsTheNextOpeningAndBusinessDays) {
  using namespace std::chrono;
  const auto office = calendar("Europe/Paris", {{540, 720}, {840, 1080}}, {}, {2026y / May / 1});
  struct Scenario {
    const char* from;
    const char* opening;
    const char* one_day;
    const char* three_days;
  };
  for (const auto& s : {Scenario{"2026-03-27T12:30:00+01:00", "2026-03-27T14:00:00+01:00",
                                 "2026-03-30T18:00:00+02:00", "2026-04-01T18:00:00+02:00"},
                        {"2026-03-27T18:00:00+01:00", "2026-03-30T09:00:00+02:00",
                         "2026-03-30T18:00:00+02:00", "2026-04-01T18:00:00+02:00"},
                        {"2026-03-28T10:00:00+01:00", "2026-03-30T09:00:00+02:00",
                         "2026-03-30T18:00:00+02:00", "2026-04-01T18:00:00+02:00"},
                        {"2026-04-30T08:00:00+02:00", "2026-04-30T09:00:00+02:00",
                         "2026-05-04T18:00:00+02:00", "2026-05-06T18:00:00+02:00"},
                        {"2026-04-30T10:00:00+02:00", "2026-04-30T10:00:00+02:00",
                         "2026-05-04T18:00:00+02:00", "2026-05-06T18:00:00+02:00"}}) {
    EXPECT_EQ(*office.next_opening(at(s.from)), at(s.opening)) << s.from;
    EXPECT_EQ(*office.due_in_days(at(s.from), 1), at(s.one_day)) << s.from;
    EXPECT_EQ(*office.due_in_days(at(s.from), 3), at(s.three_days)) << s.from;
  }
  EXPECT_EQ(office.due_in_days(at("2026-03-27T12:30:00+01:00"), 20'000).error().code,
            "calendar.too_far");
  EXPECT_EQ(office.day_of(at("2026-03-31T22:30:00Z")), Date(2026y / April / 1));
  EXPECT_EQ(office.start_of(2026y / April / 1), at("2026-03-31T22:00:00Z"));
}

TEST(BusinessCalendar, RefusesHolidaysThatAreNoDays) {
  using namespace std::chrono;
  const Day d = {{540, 1080}};
  const auto refused = BusinessCalendar::make(
      {"UTC", {d, d, d, d, d, {}, {}}, {2026y / May / 1, 2026y / February / 30}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "calendar.bad_holiday");
  EXPECT_EQ(refused.error().field, "holidays[1]");
}

TEST(BusinessCalendar, RefusesHoursThatCannotBe) {
  struct Scenario {
    BusinessHours hours;
    const char* code;
    const char* field;
  };
  const Day d = {{540, 1080}};
  const auto week = [&](const Day& wednesday) {
    return BusinessHours{"UTC", {d, d, wednesday, d, d, {}, {}}, {}};
  };
  for (const auto& s :
       {Scenario{
            {"Europe/Lutetia", {d, d, d, d, d, d, d}, {}}, "calendar.unknown_zone", "time_zone"},
        {{"", {d, d, d, d, d, d, d}, {}}, "calendar.unknown_zone", "time_zone"},
        {{"tzdata.zi", {d, d, d, d, d, d, d}, {}}, "calendar.unknown_zone", "time_zone"},
        {{"../../../etc/passwd", {d, d, d, d, d, d, d}, {}}, "calendar.unknown_zone", "time_zone"},
        {{"UTC", {d, d, d, d, d}, {}}, "calendar.week_length", "week"},
        {{"UTC", {d, d, d, d, d, d, d, d}, {}}, "calendar.week_length", "week"},
        {{"UTC", {{}, {}, {}, {}, {}, {}, {}}, {}}, "calendar.never_open", "week"},
        {week({{600, 600}}), "calendar.bad_period", "week[2][0]"},
        {week({{-1, 600}}), "calendar.bad_period", "week[2][0]"},
        {week({{600, 1441}}), "calendar.bad_period", "week[2][0]"},
        {week({{540, 720}, {719, 800}}), "calendar.bad_period", "week[2][1]"},
        {week({{840, 900}, {540, 720}}), "calendar.bad_period", "week[2][1]"}}) {
    const auto refused = BusinessCalendar::make(s.hours);
    ASSERT_FALSE(refused) << s.code;
    EXPECT_EQ(refused.error().code, s.code);
    EXPECT_EQ(refused.error().field, s.field);
  }
  EXPECT_TRUE(BusinessCalendar::make(week({{540, 720}, {720, 800}})));
}

TEST(BusinessCalendar, AddsUpWhereverATimeIsCut) {
  using namespace std::chrono;
  std::mt19937_64 random(20260327);
  const auto any = [&](std::int64_t below) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(below));
  };
  for (const char* zone : {"UTC", "Europe/Paris", "America/New_York", "Australia/Lord_Howe",
                           "America/St_Johns", "Africa/Cairo", "Asia/Kathmandu", "Pacific/Apia"}) {
    const auto shop = calendar(zone, {{0, 95}, {130, 150}, {540, 720}, {840, 1440}},
                               {{10, 170}, {1390, 1440}}, {2011y / December / 26});
    for (int i = 0; i < 150; ++i) {
      const Timestamp a = at("2008-01-01T00:00:00Z") + Millis(any(19LL * 365 * 86'400'000));
      const Timestamp b = a + Millis(any(300LL * 86'400'000));
      const Timestamp c = b + Millis(any(10LL * 86'400'000)) - hours(120);
      ASSERT_EQ(shop.between(a, b) + shop.between(b, c), shop.between(a, c))
          << zone << ' ' << to_string(a) << ' ' << to_string(b) << ' ' << to_string(c);

      const Millis allowance(1 + any(100LL * 86'400'000));
      const Timestamp due = *shop.due(a, allowance);
      ASSERT_EQ(shop.between(a, due), allowance) << zone << ' ' << to_string(a);
      ASSERT_TRUE(shop.is_open(due - Millis(1))) << zone << ' ' << to_string(due);
      ASSERT_EQ(shop.between(due - Millis(1), due), Millis(1));
    }
  }
}

}  // namespace
}  // namespace tandem
