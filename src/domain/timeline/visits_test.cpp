#include "domain/timeline/visits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/timeline/groups.h"

namespace tandem::timeline {
namespace {

using testing::ElementsAre;

Timestamp at(int minutes) {
  return *parse_timestamp("2026-11-25T09:00:00Z") + std::chrono::minutes(minutes);
}

Activity website(ActivityKind kind, int minutes, boost::json::value detail,
                 std::int64_t visitor = 1) {
  Activity activity;
  activity.id = Id{1000 + minutes};
  activity.kind = kind;
  activity.at = at(minutes);
  activity.visitor_id = Id{visitor};
  activity.detail = std::move(detail);
  return activity;
}

Activity page(int minutes, std::string_view url, std::int64_t visitor = 1) {
  return website(ActivityKind::page_viewed, minutes,
                 {{"url", url}, {"referrer", "https://search.example/"}}, visitor);
}

Activity call(int minutes) {
  Activity activity;
  activity.kind = ActivityKind::call_logged;
  activity.at = at(minutes);
  activity.contact_id = Id{7};
  return activity;
}

// "visit: /a /b" and "call_logged", newest first.
std::vector<std::string> told(std::vector<Activity> oldest_first,
                              const std::map<Id, Activity>& before = {}) {
  std::reverse(oldest_first.begin(), oldest_first.end());
  std::vector<std::string> lines;
  for (const auto& entry : group_visits(std::move(oldest_first), before)) {
    if (const auto* alone = std::get_if<Activity>(&entry)) {
      lines.emplace_back(name_of(alone->kind));
      continue;
    }
    const auto& visit = std::get<TimelineVisit>(entry);
    std::string line = visit.goes_on ? "going on:" : "visit:";
    for (const auto& activity : visit.activities)
      line += " " + std::string(text_of(activity.detail, "url"));
    lines.push_back(std::move(line));
  }
  return lines;
}

TEST(Visits, TheExampleOfTheHeader) {
  const auto entries =
      group_visits({page(50, "/contact"),
                    website(ActivityKind::page_engaged, 6, {{"url", "/prices"}, {"seconds", 12}}),
                    page(5, "/prices"), page(0, "/?utm_campaign=spring")},
                   {});
  ASSERT_EQ(entries.size(), 2U);
  const auto& second = std::get<TimelineVisit>(entries[0]);
  EXPECT_EQ(second.landing_url, "/contact");
  EXPECT_EQ(second.pages, 1);
  const auto& first = std::get<TimelineVisit>(entries[1]);
  EXPECT_EQ(first.landing_url, "/?utm_campaign=spring");
  EXPECT_EQ(first.referrer, "https://search.example/");
  EXPECT_EQ(first.campaign, "utm_campaign=spring");
  EXPECT_EQ(first.pages, 2);
  EXPECT_EQ(first.engaged_seconds, 12);
  EXPECT_EQ(first.began_at, at(0));
  EXPECT_EQ(first.ended_at, at(6));
  EXPECT_FALSE(first.goes_on);
}

TEST(Visits, EndWithAPauseOfHalfAnHour) {
  EXPECT_THAT(told({page(0, "/a"), page(29, "/b"), page(58, "/c")}),
              ElementsAre("visit: /c /b /a"));
  EXPECT_THAT(told({page(0, "/a"), page(30, "/b")}), ElementsAre("visit: /b", "visit: /a"));
}

TEST(Visits, BeginAnewWithAnotherCampaign) {
  struct Case {
    std::string_view first, second;
    std::size_t visits;
  };
  for (const auto& [first, second, visits] : std::vector<Case>{
           {"/a", "/b", 1},
           {"/a", "/b?gclid=1", 2},
           {"/a?gclid=1", "/b", 1},
           {"/a?gclid=1", "/a?gclid=1", 1},
           {"/a?gclid=1", "/a?gclid=2", 2},
           {"/a?utm_source=x&page=1", "/a?page=2&utm_source=x", 1},
       }) {
    EXPECT_EQ(told({page(0, first), page(1, second)}).size(), visits) << first << " " << second;
  }
}

TEST(Visits, AreInterruptedByNothingElse) {
  EXPECT_THAT(told({page(0, "/a"), call(1), page(2, "/b"), call(40)}),
              ElementsAre("call_logged", "visit: /b /a", "call_logged"));
}

TEST(Visits, OfTwoBrowsersAreTwo) {
  EXPECT_THAT(told({page(0, "/a", 1), page(1, "/x", 2), page(2, "/b", 1)}),
              ElementsAre("visit: /b /a", "visit: /x"));
}

TEST(Visits, GoOnBeforeThePageWhenThePauseWasShort) {
  EXPECT_THAT(told({page(20, "/b")}, {{Id{1}, page(0, "/a")}}), ElementsAre("going on: /b"));
  EXPECT_THAT(told({page(20, "/b?gclid=1")}, {{Id{1}, page(0, "/a")}}),
              ElementsAre("visit: /b?gclid=1"));
  EXPECT_THAT(told({page(20, "/b?gclid=1")}, {{Id{1}, page(0, "/a?gclid=1")}}),
              ElementsAre("going on: /b?gclid=1"));
  EXPECT_THAT(told({page(40, "/b")}, {{Id{1}, page(0, "/a")}}), ElementsAre("visit: /b"));
  EXPECT_THAT(told({page(20, "/b")}, {{Id{2}, page(0, "/a", 2)}}), ElementsAre("visit: /b"));
  EXPECT_THAT(told({page(20, "/b"), page(60, "/c")}, {{Id{1}, page(0, "/a")}}),
              ElementsAre("visit: /c", "going on: /b"));
}

TEST(Visits, WithoutAVisitorAreLinesOfTheirOwn) {
  auto by_server = page(0, "/a");
  by_server.visitor_id = {};
  EXPECT_THAT(told({by_server}), ElementsAre("page_viewed"));
}

TEST(Campaign, IsWhatTheAddressSaysOfIt) {
  EXPECT_EQ(campaign_of("https://a.example/?x=1&utm_source=news&gclid=2#utm_medium=no"),
            "utm_source=news&gclid=2");
  EXPECT_EQ(campaign_of("https://a.example/utm_source=news"), "");
  EXPECT_EQ(campaign_of("?"), "");
  EXPECT_EQ(campaign_of(""), "");
}

TEST(Groups, HoldEveryKindOnceButWhatIsNeverShown) {
  std::size_t grouped = 0;
  for (const auto group :
       {Group::website, Group::sales, Group::lifecycle, Group::deals, Group::record}) {
    grouped += kinds_of({group}).size();
  }
  EXPECT_EQ(grouped, kinds_of({}).size());
  EXPECT_EQ(grouped + 1, enum_names<ActivityKind>().size());
  EXPECT_EQ(group_of(ActivityKind::retracted), std::nullopt);
}

}  // namespace
}  // namespace tandem::timeline
