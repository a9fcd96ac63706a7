#include "storage/live_visitors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/test_visits.h"

namespace tandem::storage {
namespace {

using std::chrono::minutes;

class LiveVisitorsTest : public testing::Test {
 protected:
  TestLedger ledger;
  LiveVisitors live{*ledger};

  Timestamp now() const { return ledger.clock.now(); }
  Id visitor(std::optional<Id> contact = {}) {
    Id id;
    ledger.write([&](Write& write) { id = add_test_visitor(write, contact); });
    return id;
  }
  void view(Id visitor, const std::string& url, std::optional<Timestamp> at = {}) {
    ledger.write([&](Write& write) { visit_test_page(write, visitor, url, at.value_or(now())); });
  }
};

TEST_F(LiveVisitorsTest, TellWhereEverybodyIs) {
  Id contact;
  ledger.write([&](Write& write) {
    contact = add_owned_test_contact(write, add_test_member(write, "rep@example.org"));
  });
  const auto known = visitor(contact);
  const auto unknown = visitor();
  live.follow();
  view(known, "https://a.test/");
  ledger.clock.advance(minutes(2));
  view(unknown, "https://a.test/blog?utm_source=letter");
  view(known, "https://a.test/pricing");
  ledger.clock.advance(minutes(1));
  const auto changes = live.follow();
  EXPECT_TRUE(changes.visitors);
  EXPECT_THAT(changes.contacts, testing::ElementsAre(contact));
  const auto list = live.list(10);
  EXPECT_EQ(list.total, 2);
  ASSERT_EQ(list.visitors.size(), 2U);
  const auto& first = list.visitors[list.visitors[0].id == known ? 0 : 1];
  const auto& second = list.visitors[list.visitors[0].id == known ? 1 : 0];
  EXPECT_EQ(first.contact_id, contact);
  EXPECT_EQ(first.first_name, "Ada");
  EXPECT_EQ(first.owner, "rep@example.org");
  EXPECT_EQ(first.visit.url, "https://a.test/pricing");
  EXPECT_EQ(first.visit.pages, 2);
  EXPECT_EQ(first.visit.began_at, now() - minutes(3));
  EXPECT_EQ(first.country, "CA");
  EXPECT_EQ(second.contact_id, std::nullopt);
  EXPECT_EQ(second.visit.source, "letter");
}

TEST_F(LiveVisitorsTest, LetGoOfWhoIsSilent) {
  const auto somebody = visitor();
  view(somebody, "https://a.test/");
  live.follow();
  ledger.clock.advance(minutes(5) - Millis(1));
  EXPECT_EQ(live.list(10).total, 1);
  ledger.clock.advance(Millis(1));
  EXPECT_EQ(live.list(10).total, 0);
  view(somebody, "https://a.test/again");
  live.follow();
  EXPECT_EQ(live.list(10).visitors.at(0).visit.pages, 2) << "the same visit";
  ledger.clock.advance(minutes(30));
  view(somebody, "https://a.test/later");
  live.follow();
  EXPECT_EQ(live.list(10).visitors.at(0).visit.pages, 1) << "another visit";
}

TEST_F(LiveVisitorsTest, KnowWhoCameBeforeTheProgramBegan) {
  const auto somebody = visitor();
  view(somebody, "https://a.test/", now() - minutes(20));
  view(somebody, "https://a.test/pricing", now() - minutes(1));
  view(visitor(), "https://a.test/", now() - minutes(200));
  EXPECT_FALSE(live.follow().visitors) << "that is no news";
  EXPECT_EQ(live.held(), 1U);
  EXPECT_EQ(live.list(10).visitors.at(0).visit.pages, 2);
}

TEST_F(LiveVisitorsTest, HearWhatOtherProgramsWrite) {
  live.follow();
  const auto somebody = visitor();
  const auto other = ledger.open_another();
  ASSERT_TRUE(other->write([&](Write& write) -> Result<void> {
    visit_test_page(write, somebody, "https://a.test/", now());
    return {};
  }));
  EXPECT_TRUE(live.follow().visitors);
  EXPECT_EQ(live.list(10).total, 1);
  EXPECT_FALSE(live.follow().visitors);
}

TEST_F(LiveVisitorsTest, TellWhoseTimelineGrewAndNobodyOnTheSite) {
  live.follow();
  Id contact;
  ledger.write([&](Write& write) { contact = add_owned_test_contact(write, {}); });
  const auto changes = live.follow();
  EXPECT_THAT(changes.contacts, testing::ElementsAre(contact));
  EXPECT_FALSE(changes.visitors);
}

TEST_F(LiveVisitorsTest, DoNotTakeTheFutureForNow) {
  live.follow();
  view(visitor(), "https://a.test/", now() + minutes(9));
  live.follow();
  EXPECT_EQ(live.list(10).visitors.at(0).visit.last_at, now());
}

TEST_F(LiveVisitorsTest, HaveRoomForSoManyAndListFewer) {
  LiveVisitors small(*ledger, 20);
  small.follow();
  std::vector<Id> all;
  for (int i = 0; i < 30; ++i) {
    all.push_back(visitor());
    view(all.back(), "https://a.test/");
    ledger.clock.advance(Millis(10));
  }
  small.follow();
  EXPECT_EQ(small.held(), 15U);
  const auto list = small.list(10);
  EXPECT_EQ(list.total, 15);
  ASSERT_EQ(list.visitors.size(), 10U);
  for (std::size_t i = 0; i < 10; ++i) EXPECT_EQ(list.visitors[i].id, all[29 - i]);
}

}  // namespace
}  // namespace tandem::storage
