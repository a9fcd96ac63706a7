#include "domain/timeline/revisit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::timeline {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using Reason = std::optional<RevisitReason>;

const RevisitSettings kSettings{.important_pages = {"/pricing*", "/demo", "*/Tarifs*"}};
const Timestamp kMonday = *parse_timestamp("2026-11-23T09:00:00Z");
const Timestamp kWednesday = *parse_timestamp("2026-11-25T10:00:00Z");
constexpr Reason kSilent = std::nullopt;
constexpr Reason kReturned = RevisitReason::returned;
constexpr Reason kImportant = RevisitReason::important_page;

RevisitFacts at(Timestamp when, std::string_view url, VisitStart visit,
                std::optional<Timestamp> told_at = {}) {
  return {.kind = ActivityKind::page_viewed,
          .at = when,
          .url = url,
          .visit = visit,
          .known_since = kMonday - days(30),
          .told_at = told_at};
}

// The worked example of the header.
TEST(Revisit, IsToldAsTheExampleSays) {
  const VisitStart wednesday{.began_at = kWednesday, .seen_before = kMonday};
  const auto home = at(kWednesday, "https://a.test/", wednesday);
  EXPECT_EQ(revisit(home, kSettings, kWednesday), kReturned);
  const auto soon = at(kWednesday + minutes(20), "https://a.test/pricing", wednesday, kWednesday);
  EXPECT_EQ(revisit(soon, kSettings, soon.at), kSilent);
  const auto later =
      at(kWednesday + minutes(65), "https://a.test/pricing/teams", wednesday, kWednesday);
  EXPECT_EQ(revisit(later, kSettings, later.at), kImportant);
  const auto thursday = kWednesday + minutes(90) + days(1);
  for (const auto& [last, expected] :
       {std::pair(thursday - days(1), kReturned), std::pair(thursday - hours(23), kSilent)}) {
    const auto back =
        at(thursday, "https://a.test/", {.began_at = thursday, .seen_before = last}, later.at);
    EXPECT_EQ(revisit(back, kSettings, thursday), expected);
  }
}

TEST(Revisit, CountsThePauseFromTheRightMoment) {
  struct Case {
    std::string what;
    VisitStart visit;
    Timestamp known_since;
    Reason expected;
  };
  const std::vector<Case> cases{
      {"never on the site, known for long", {.began_at = kWednesday}, kMonday, kReturned},
      {"became known in this visit", {.began_at = kWednesday}, kWednesday + minutes(2), kSilent},
      {"known since this morning", {.began_at = kWednesday}, kWednesday - hours(1), kSilent},
      {"exactly a day",
       {.began_at = kWednesday, .seen_before = kWednesday - hours(24)},
       kMonday,
       kReturned},
      {"a millisecond less",
       {.began_at = kWednesday, .seen_before = kWednesday - hours(24) + Millis(1)},
       kMonday,
       kSilent},
      {"so long a visit that its beginning is not known",
       {.began_at = kWednesday, .seen_before = {}, .is_known = false},
       kMonday,
       kSilent},
  };
  for (const auto& [what, visit, known_since, expected] : cases) {
    auto facts = at(kWednesday + minutes(3), "https://a.test/", visit);
    facts.known_since = known_since;
    EXPECT_EQ(revisit(facts, kSettings, facts.at), expected) << what;
  }
}

TEST(Revisit, IsToldOncePerVisitAndOnceInAWhile) {
  const VisitStart visit{.began_at = kWednesday, .seen_before = kMonday};
  const auto now = kWednesday + hours(2);
  // Told when the visit began: two hours later it is still the same return.
  EXPECT_EQ(revisit(at(now, "https://a.test/", visit, kWednesday), kSettings, now), kSilent);
  // Told of something before this visit: the return is told as soon as the hour is over.
  const auto before = kWednesday - minutes(5);
  const auto at_once = at(kWednesday, "https://a.test/", visit, before);
  EXPECT_EQ(revisit(at_once, kSettings, kWednesday), kSilent);
  EXPECT_EQ(revisit(at(now, "https://a.test/", visit, before), kSettings, now), kReturned);
  auto patient = kSettings;
  patient.throttle_minutes = 0;
  EXPECT_EQ(revisit(at(kWednesday, "https://a.test/demo", visit, kWednesday), patient, now),
            kImportant);
}

TEST(Revisit, IsNoNewsWhenItIsOldOrNoPage) {
  const VisitStart visit{.began_at = kWednesday, .seen_before = kMonday};
  const auto facts = at(kWednesday, "https://a.test/", visit);
  EXPECT_EQ(revisit(facts, kSettings, kWednesday + days(3)), kReturned);
  EXPECT_EQ(revisit(facts, kSettings, kWednesday + days(3) + Millis(1)), kSilent);
  const VisitStart usual{.began_at = kWednesday, .seen_before = kWednesday - hours(2)};
  auto engaged = at(kWednesday, "https://a.test/pricing", usual);
  EXPECT_EQ(revisit(engaged, kSettings, kWednesday), kImportant);
  engaged.kind = ActivityKind::page_engaged;
  EXPECT_EQ(revisit(engaged, kSettings, kWednesday), kSilent);
}

TEST(Revisit, KnowsThePagesThatMatter) {
  const std::vector<std::pair<std::string, bool>> cases{
      {"https://a.test/pricing", true},
      {"https://a.test/PRICING/teams?plan=1", true},
      {"https://a.test/en/pricing", false},
      {"https://a.test/demo", true},
      {"https://a.test/demo/", false},
      {"https://a.test/fr/tarifs-2026", true},
      {"https://a.test/?next=/pricing", false},
      {"https://a.test", false},
      {"", false}};
  for (const auto& [url, important] : cases) {
    EXPECT_EQ(is_important(url, kSettings), important) << url;
  }
  EXPECT_TRUE(is_important("", {.important_pages = {}}) == false);
  EXPECT_TRUE(is_important("https://a.test/aaaa/b", {.important_pages = {"/*a*a*b"}}));
  EXPECT_FALSE(is_important("https://a.test/aaaa/c", {.important_pages = {"/*a*a*b"}}));
}

TEST(RevisitSettings, AreRefusedAtTheFieldThatIsWrong) {
  struct Case {
    RevisitSettings settings;
    std::string code, field;
  };
  const std::vector<Case> cases{
      {{.pause_hours = 24, .important_pages = {"/pricing*", "*demo*"}}, "", ""},
      {{.pause_hours = 0}, "timeline.bad_pause", "pause_hours"},
      {{.pause_hours = 2161}, "timeline.bad_pause", "pause_hours"},
      {{.throttle_minutes = -1}, "timeline.bad_throttle", "throttle_minutes"},
      {{.throttle_minutes = 10081}, "timeline.bad_throttle", "throttle_minutes"},
      {{.important_pages = {"/ok", "pricing"}}, "timeline.bad_page_pattern", "important_pages[1]"},
      {{.important_pages = {"/a b"}}, "timeline.bad_page_pattern", "important_pages[0]"},
      {{.important_pages = {""}}, "timeline.bad_page_pattern", "important_pages[0]"},
      {{.important_pages = {"/" + std::string(200, 'x')}},
       "timeline.bad_page_pattern",
       "important_pages[0]"},
      {{.important_pages = std::vector<std::string>(51, "/x")},
       "timeline.too_many_pages",
       "important_pages"}};
  for (const auto& [settings, code, field] : cases) {
    const auto valid = settings.validate();
    EXPECT_EQ(valid ? "" : valid.error().code, code);
    EXPECT_EQ(valid ? "" : valid.error().field, field);
  }
}

}  // namespace
}  // namespace tandem::timeline
