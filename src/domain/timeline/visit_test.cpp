#include "domain/timeline/visit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::timeline {
namespace {

using std::chrono::minutes;

const Timestamp kTen = *parse_timestamp("2026-11-25T10:00:00Z");

Activity view(Timestamp at, const std::string& url, const std::string& referrer = "",
              ActivityKind kind = ActivityKind::page_viewed) {
  Activity activity;
  activity.kind = kind;
  activity.at = at;
  activity.detail = {{"url", url}, {"title", "Title of " + url}, {"referrer", referrer}};
  return activity;
}

TEST(Visit, HasPagesUntilAPauseOfHalfAnHour) {
  auto visit = begin_visit(view(kTen, "https://a.test/"));
  const auto second = view(kTen + minutes(4), "https://a.test/pricing");
  ASSERT_TRUE(belongs_to(visit, second));
  extend(visit, second);
  EXPECT_EQ(visit, (Visit{kTen, kTen + minutes(4), 2, "https://a.test/pricing",
                          "Title of https://a.test/pricing", ""}));
  EXPECT_TRUE(belongs_to(visit, view(kTen + minutes(33), "")));
  EXPECT_FALSE(belongs_to(visit, view(kTen + minutes(34), "")));
}

TEST(Visit, GoesOnWithWhatIsNoPage) {
  auto visit = begin_visit(view(kTen, "https://a.test/"));
  extend(visit, view(kTen + minutes(9), "https://a.test/", "", ActivityKind::page_engaged));
  EXPECT_EQ(visit.pages, 1);
  EXPECT_EQ(visit.last_at, kTen + minutes(9));
}

TEST(Visit, TakesAnOlderPageWithoutGoingBackToIt) {
  auto visit = begin_visit(view(kTen, "https://a.test/now"));
  const auto late = view(kTen - minutes(2), "https://a.test/before");
  ASSERT_TRUE(belongs_to(visit, late));
  extend(visit, late);
  EXPECT_EQ(visit.pages, 2);
  EXPECT_EQ(visit.url, "https://a.test/now");
  EXPECT_EQ(visit.began_at, kTen - minutes(2));
  EXPECT_FALSE(belongs_to(visit, view(kTen - minutes(40), "https://a.test/long-ago")));
}

TEST(Visit, KnowsWhereItCameFrom) {
  struct Case {
    std::string url, referrer, source;
  };
  const std::vector<Case> cases{
      {"https://a.test/", "", ""},
      {"https://a.test/", "https://news.test/post?id=1", "news.test"},
      {"https://a.test/two", "https://a.test/one", ""},
      {"https://a.test/?x=1&utm_source=letter&utm_medium=email#top", "https://b.test/", "letter"},
      {"https://a.test/?utm_source=", "https://b.test/", "b.test"},
      {"https://a.test/?my_utm_source=x", "", ""},
  };
  for (const auto& [url, referrer, source] : cases) {
    EXPECT_EQ(begin_visit(view(kTen, url, referrer)).source, source) << url;
  }
  auto told = view(kTen, "https://a.test/");
  told.detail.as_object()["campaign"] = {{"source", "partner"}};
  EXPECT_EQ(begin_visit(told).source, "partner");
  told.detail = nullptr;
  EXPECT_EQ(begin_visit(told).url, "");
}

TEST(Visit, IsShownByWhatHappensOnAPage) {
  const boost::json::value page{{"url", "https://a.test/"}};
  EXPECT_TRUE(is_on_site(ActivityKind::page_viewed, page));
  EXPECT_TRUE(is_on_site(ActivityKind::identified, page));
  EXPECT_FALSE(is_on_site(ActivityKind::identified, {{"traits", {{"plan", "pro"}}}}));
  EXPECT_FALSE(is_on_site(ActivityKind::event_tracked, page));
  EXPECT_FALSE(is_on_site(ActivityKind::call_logged, page));
  EXPECT_FALSE(is_on_site(ActivityKind::page_viewed, nullptr));
}

TEST(VisitStart, IsTheLastPauseOfHalfAnHour) {
  const auto ago = [](int m) { return kTen - minutes(m); };
  struct Case {
    std::vector<Timestamp> before;
    bool has_more;
    Timestamp began_at;
    std::optional<Timestamp> seen_before;
    bool is_known;
  };
  const std::vector<Case> cases{
      {{}, false, kTen, {}, true},
      {{ago(30)}, false, kTen, ago(30), true},
      {{ago(29)}, false, ago(29), {}, true},
      {{ago(10), ago(35), ago(65), ago(70)}, false, ago(35), ago(65), true},
      {{ago(10), ago(20)}, true, ago(20), {}, false},
      {{kTen, ago(1500)}, true, kTen, ago(1500), true},
  };
  for (const auto& [before, has_more, began_at, seen_before, is_known] : cases) {
    const auto start = start_of_visit(kTen, before, has_more);
    EXPECT_EQ(start.began_at, began_at);
    EXPECT_EQ(start.seen_before, seen_before);
    EXPECT_EQ(start.is_known, is_known);
  }
}

TEST(Visit, ReadsThePathOfAnAddress) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"https://a.test/pricing/teams?x=/y#z", "/pricing/teams"},
      {"https://a.test", "/"},
      {"https://a.test?x=1", "/"},
      {"/pricing#plans", "/pricing"},
      {"", "/"}};
  for (const auto& [url, path] : cases) EXPECT_EQ(path_of(url), path) << url;
}

}  // namespace
}  // namespace tandem::timeline
