#include "actions/log_activity.h"

#include <gtest/gtest.h>

#include "domain/timeline/visits.h"
#include "storage/access.h"
#include "storage/test_contacts.h"
#include "storage/timeline.h"

namespace tandem::actions {
namespace {

using timeline::ActivityKind;
using timeline::Direction;
using timeline::Outcome;

class LogActivity : public testing::Test {
 protected:
  storage::TestLedger ledger;
  Id contact, ada, bob;
  Cause cause;

  void SetUp() override {
    ledger.write([&](storage::Write& write) {
      contact = storage::add_test_contact(write, lifecycle::Stage::sql, write.now());
      ada = write.next_id();
      bob = write.next_id();
      for (const auto& [id, email] : {std::pair(ada, "a@example.org"), {bob, "b@example.org"}}) {
        storage::insert_member(write.db,
                               {.id = id, .name = "M", .email = email, .disabled_at = {}});
      }
    });
    cause.member_id = ada;
  }

  Result<timeline::Activity> call(Timestamp at) {
    return ledger->write([&](storage::Write& write) {
      return log_call(write, contact, {Direction::outgoing, Outcome::no_answer, {}, ""}, at, cause);
    });
  }
  Result<void> back(Id activity, std::optional<Id> of = {}) {
    return ledger->write([&](storage::Write& write) {
      return take_back(write, of.value_or(contact), activity, cause);
    });
  }
  std::vector<timeline::Activity> shown() {
    return ledger->read([&](storage::Connection& db) {
      return storage::list_timeline(db, {{contact}, {}}, {});
    });
  }
};

TEST_F(LogActivity, TellsTheTimeline) {
  const auto now = ledger.clock.now();
  ASSERT_TRUE(call(now - std::chrono::hours(2)));
  const auto note = ledger->write([&](storage::Write& write) {
    return write_note(write, contact, {{}, {}, {}, "moves in spring"}, now, cause);
  });
  ASSERT_TRUE(note);
  const auto told = shown();
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ(told[0].id, note->id);
  EXPECT_EQ(told[0].member_id, ada);
  EXPECT_EQ(timeline::text_of(told[0].detail, "text"), "moves in spring");
  EXPECT_EQ(told[2].kind, ActivityKind::call_logged);
}

TEST_F(LogActivity, RefusesWhatCannotBe) {
  const auto now = ledger.clock.now();
  EXPECT_TRUE(call(now + timeline::kClockTolerance));
  const auto future = call(now + std::chrono::hours(1));
  ASSERT_FALSE(future);
  EXPECT_EQ(future.error().code, "timeline.in_the_future");
  EXPECT_EQ(future.error().field, "at");
  const auto nobody = ledger->write([&](storage::Write& write) {
    return write_note(write, Id{5}, {{}, {}, {}, "x"}, now, cause);
  });
  EXPECT_EQ(nobody.error().code, "people.contact_not_found");
  const auto meeting = ledger->write(
      [&](storage::Write& write) { return log_meeting(write, contact, {}, now, cause); });
  EXPECT_EQ(meeting.error().code, "timeline.outcome_needed");
  const auto email = ledger->write(
      [&](storage::Write& write) { return log_email(write, contact, {}, now, cause); });
  EXPECT_EQ(email.error().code, "timeline.direction_needed");
}

TEST_F(LogActivity, TakenBackIsNoLongerShownAndStaysInTheLog) {
  const auto made = call(ledger.clock.now());
  ASSERT_TRUE(made);
  const auto before = ledger.count("activity");
  ASSERT_TRUE(back(made->id));
  ASSERT_TRUE(back(made->id)) << "again";
  EXPECT_EQ(ledger.count("activity"), before + 1);
  EXPECT_EQ(ledger.count("activity WHERE kind = 'retracted'"), 1);
  ASSERT_EQ(shown().size(), 1U);
  EXPECT_EQ(shown()[0].kind, ActivityKind::stage_changed);
}

TEST_F(LogActivity, IsTakenBackByNobodyElse) {
  const auto made = call(ledger.clock.now());
  EXPECT_EQ(back(made->id, Id{5}).error().code, "timeline.activity_not_found");
  EXPECT_EQ(back(Id{5}).error().code, "timeline.activity_not_found");
  cause.member_id = bob;
  EXPECT_EQ(back(made->id).error().code, "timeline.logged_by_another");
  cause.member_id = ada;
  ledger.clock.advance(timeline::kTakenBackWithin + std::chrono::seconds(1));
  EXPECT_EQ(back(made->id).error().code, "timeline.too_late");
  EXPECT_EQ(shown().size(), 2U);
}

}  // namespace
}  // namespace tandem::actions
