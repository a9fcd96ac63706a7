#include "storage/timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "queries.h"
#include "storage/test_contacts.h"
#include "storage/visitors.h"

namespace tandem::storage {
namespace {

using testing::ElementsAre;
using timeline::ActivityKind;
using timeline::Group;

// Of a query plan, as SQLite gives it.
struct Step {
  int id = 0, parent = 0, notused = 0;
  std::string detail;
};
BOOST_DESCRIBE_STRUCT(Step, (), (id, parent, notused, detail))

class Timeline : public testing::Test {
 protected:
  TestLedger ledger;
  Id contact, other, visitor, phone;

  void SetUp() override {
    ledger.write([&](Write& write) {
      contact = add_test_contact(write, lifecycle::Stage::lead, at(0));
      other = add_test_contact(write, lifecycle::Stage::lead, at(0));
      visitor = meet(write);
      phone = meet(write);
    });
  }

  Timestamp at(int minutes) const { return ledger.clock.now() + std::chrono::minutes(minutes); }

  Id meet(Write& write) {
    timeline::Visitor met;
    met.id = write.next_id();
    met.contact_id = contact;
    met.first_seen_at = at(0);
    insert_visitor(write.db, met);
    return met.id;
  }
  static Id tell(Write& write, ActivityKind kind, Timestamp at, std::optional<Id> contact,
                 std::optional<Id> visitor = {}) {
    timeline::Activity told;
    told.kind = kind;
    told.at = at;
    told.contact_id = contact;
    told.visitor_id = visitor;
    return write.append(told);
  }
  std::vector<timeline::Activity> list(const TimelineQuery& query) {
    return ledger->read(
        [&](Connection& db) { return list_timeline(db, find_identity(db, contact), query); });
  }
  // Minutes after the beginning.
  std::vector<int> told(const TimelineQuery& query = {}) {
    std::vector<int> minutes;
    for (const auto& activity : list(query)) {
      minutes.push_back(static_cast<int>((activity.at - at(0)) / std::chrono::minutes(1)));
    }
    return minutes;
  }
};

TEST_F(Timeline, IsOfTheContactAndItsVisitorsTogether) {
  ledger.write([&](Write& write) {
    tell(write, ActivityKind::call_logged, at(3), contact);
    tell(write, ActivityKind::page_viewed, at(1), {}, visitor);
    tell(write, ActivityKind::page_viewed, at(4), {}, phone);
    tell(write, ActivityKind::form_submitted, at(2), contact, visitor);  // of both: told once
    tell(write, ActivityKind::call_logged, at(5), other);
  });
  EXPECT_THAT(told(), ElementsAre(4, 3, 2, 1, 0));
  EXPECT_THAT(told({.before = {}, .only = {Group::website}}), ElementsAre(4, 2, 1));
  EXPECT_THAT(told({.before = {}, .only = {Group::sales}}), ElementsAre(3));
  EXPECT_THAT(told({.before = {}, .only = {Group::sales, Group::lifecycle}}), ElementsAre(3, 0));
}

TEST_F(Timeline, IsReadInPagesThatMissNothingAndTellNothingTwice) {
  ledger.write([&](Write& write) {
    for (int i = 0; i < 40; ++i) {
      tell(write, ActivityKind::page_viewed, at(i / 3), {}, i % 2 ? visitor : phone);
      tell(write, ActivityKind::call_logged, at(i / 2), contact);
    }
  });
  const auto whole = list({.before = {}, .only = {}, .limit = 1000});
  ASSERT_EQ(whole.size(), 81U);
  for (const int limit : {1, 2, 7, 50, 80, 81, 82}) {
    std::vector<Id> read;
    std::optional<TimelinePlace> before;
    while (true) {
      const auto page = list({.before = before, .only = {}, .limit = limit});
      for (const auto& activity : page) read.push_back(activity.id);
      if (std::ssize(page) < limit) break;
      before = {page.back().at, page.back().id};
    }
    std::vector<Id> expected;
    for (const auto& activity : whole) expected.push_back(activity.id);
    EXPECT_EQ(read, expected) << limit;
  }
}

TEST_F(Timeline, LeavesOutWhatWasTakenBack) {
  ledger.write([&](Write& write) {
    const auto call = tell(write, ActivityKind::call_logged, at(1), contact);
    tell(write, ActivityKind::call_logged, at(2), contact);
    tell(write, ActivityKind::retracted, at(3), contact);
    insert_retraction(write.db, call);
  });
  EXPECT_THAT(told(), ElementsAre(2, 0));
}

TEST_F(Timeline, KnowsWhatCameBeforeThePage) {
  ledger.write([&](Write& write) {
    for (int i = 1; i <= 4; ++i) tell(write, ActivityKind::page_viewed, at(i), {}, visitor);
    tell(write, ActivityKind::page_viewed, at(5), {}, phone);
  });
  const auto page = list({.before = {}, .only = {}, .limit = 3});
  const auto before = ledger->read([&](Connection& db) { return list_before(db, page); });
  ASSERT_EQ(before.size(), 1U);
  EXPECT_EQ(before.at(visitor).at, at(2));
}

TEST_F(Timeline, KnowsTheNewestOfAKind) {
  ledger.write([&](Write& write) {
    tell(write, ActivityKind::consent_changed, at(1), {}, visitor);
    tell(write, ActivityKind::consent_changed, at(2), {}, phone);
  });
  const auto newest = [&](ActivityKind kind) {
    return ledger->read(
        [&](Connection& db) { return find_newest(db, find_identity(db, contact), kind); });
  };
  EXPECT_EQ(newest(ActivityKind::consent_changed)->at, at(2));
  EXPECT_FALSE(newest(ActivityKind::shared));
}

// The index alone leads to the rows of a page: nothing is sorted, nothing else is read.
TEST_F(Timeline, IsReadAlongItsIndex) {
  for (const auto& shelf : {std::pair(sql::timeline::list_of_contact, "activity_by_contact"),
                            std::pair(sql::timeline::list_of_visitor, "activity_by_visitor")}) {
    const std::string_view sql = shelf.first;
    const std::string_view index = shelf.second;
    std::string plan;
    ledger->read([&](Connection& db) {
      for (const auto& step : db.list<Step>(
               "EXPLAIN QUERY PLAN " + std::string(sql), param("of", contact),
               param("floor", at(0)), param("before_at", at(9)), param("before_id", other),
               param("kinds", std::string(",call_logged,")), param("most", 50))) {
        plan += step.detail + "\n";
      }
    });
    EXPECT_THAT(plan, testing::HasSubstr("USING INDEX " + std::string(index) +
                                         (index[12] == 'c' ? " (contact_id=? AND at>"
                                                           : " (visitor_id=? AND at>")));
    EXPECT_THAT(plan, testing::Not(testing::HasSubstr("B-TREE"))) << "nothing is sorted";
    EXPECT_THAT(plan, testing::Not(testing::HasSubstr("SCAN"))) << plan;
  }
}

}  // namespace
}  // namespace tandem::storage
