#include "actions/take_messages.h"

#include <gtest/gtest.h>

#include "storage/contact_list.h"
#include "storage/test_visits.h"
#include "storage/visitors.h"

namespace tandem::actions {
namespace {

class TakeMessages : public testing::Test {
 protected:
  storage::TestLedger ledger;
  KnownVisitors known;

  ArrivedMessage page(std::string_view id, std::string code) const {
    ArrivedMessage arrived;
    arrived.message.detail = {{"url", "https://example.org/"}};
    arrived.at = ledger.clock.now();
    arrived.digest = id.empty() ? 0 : digest_of_message("key", id);
    arrived.visitor.code = std::move(code);
    return arrived;
  }

  TakenMessages take(const std::vector<ArrivedMessage>& messages) {
    auto taken = ledger->write([&](storage::Write& write) -> Result<TakenMessages> {
      return take_messages(write, messages, known);
    });
    known.insert(taken->learned.begin(), taken->learned.end());
    return *taken;
  }
};

TEST_F(TakeMessages, MakesOneActivityOfEach) {
  const auto taken = take({page("m1", "a"), page("m2", "a"), page("m3", "b"), page("m4", "")});
  EXPECT_EQ(taken.taken, 4);
  EXPECT_EQ(taken.duplicates, 0);
  EXPECT_EQ(taken.learned.size(), 2U);
  EXPECT_EQ(ledger.count("activity WHERE kind = 'page_viewed'"), 4);
  EXPECT_EQ(ledger.count("activity WHERE visitor_id IS NULL"), 1) << "who asked for privacy";
  EXPECT_EQ(ledger.count("visitor"), 2);
}

TEST_F(TakeMessages, TakesTheSameOneOnce) {
  EXPECT_EQ(take({page("m1", "a"), page("m1", "a")}).duplicates, 1);
  const auto again = take({page("m1", "a"), page("", "a"), page("", "a")});
  EXPECT_EQ(again.duplicates, 1);
  EXPECT_EQ(again.taken, 2) << "without an id nobody can tell";
  ledger.reopen();
  EXPECT_EQ(take({page("m1", "a")}).duplicates, 1) << "also after a restart";
  EXPECT_EQ(ledger.count("activity"), 3);
  EXPECT_NE(digest_of_message("key", "m1"), digest_of_message("other", "m1"));
}

TEST_F(TakeMessages, FindsVisitorsAgain) {
  take({page("m1", "a")});
  known.clear();
  EXPECT_EQ(take({page("m2", "a")}).learned.size(), 1U);
  EXPECT_EQ(ledger.count("visitor"), 1);
}

TEST_F(TakeMessages, SaysWhenAContactWasSeenLast) {
  take({page("m1", "a"), page("m2", "b")});
  Id contact;
  ledger.write([&](storage::Write& write) {
    contact = storage::add_test_contact(write, lifecycle::Stage::lead, write.now());
    storage::recognise_test_visitor(write, known.at("a"), contact);
  });
  const auto last_seen = [&] {
    return ledger->read(
        [&](storage::Connection& db) { return storage::find_last_seen(db, contact); });
  };
  take({page("m3", "b")});
  EXPECT_EQ(last_seen(), std::nullopt) << "that was somebody else";
  auto earlier = page("m4", "a");
  earlier.at -= std::chrono::hours(1);
  take({page("m5", "a"), earlier});
  EXPECT_EQ(last_seen(), ledger.clock.now());
  const auto before = ledger.clock.now();
  ledger.clock.advance(std::chrono::seconds(20));
  take({page("m6", "a")});
  EXPECT_EQ(last_seen(), before) << "known to the minute";
  ledger.clock.advance(std::chrono::hours(2));
  auto by_server = page("m7", "a");
  by_server.message.detail = {};
  take({by_server});
  EXPECT_EQ(last_seen(), before) << "a server knows no page";
  take({page("m8", "a")});
  EXPECT_EQ(last_seen(), ledger.clock.now());
}

TEST_F(TakeMessages, ForgetsIdsAfterTheirDay) {
  take({page("m1", "a"), page("m2", "a"), page("m3", "a")});
  ledger.clock.advance(kMessageMemory);
  ledger.write([&](storage::Write& write) {
    EXPECT_EQ(storage::forget_messages(write.db, write.now() - kMessageMemory, 9), 0);
    EXPECT_EQ(storage::forget_messages(write.db, write.now(), 2), 2);
  });
  EXPECT_EQ(ledger.count("taken_message"), 1);
}

TEST_F(TakeMessages, KeepsOneSaltADay) {
  ledger.write([&](storage::Write& write) {
    const auto day = Date(std::chrono::floor<std::chrono::days>(write.now()));
    const auto next =
        Date(std::chrono::floor<std::chrono::days>(write.now()) + std::chrono::days(1));
    EXPECT_EQ(storage::salt_of(write.db, day, ""), "");
    EXPECT_EQ(storage::salt_of(write.db, day, "one"), "one");
    EXPECT_EQ(storage::salt_of(write.db, day, "two"), "one");
    EXPECT_EQ(storage::salt_of(write.db, next, "three"), "three");
    EXPECT_EQ(storage::forget_salts(write.db, next), 1);
    EXPECT_EQ(storage::salt_of(write.db, day, ""), "");
  });
}

}  // namespace
}  // namespace tandem::actions
