#include "actions/tell_revisit.h"

#include "actions/account.h"
#include "actions/test_access.h"
#include "actions/workspace.h"
#include "storage/notifications.h"
#include "storage/test_visits.h"

namespace tandem::actions {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using timeline::ActivityKind;

class TellRevisit : public AccessTest {
 protected:
  Id contact;
  Id browser;

  void SetUp() override {
    ledger.write([&](storage::Write& write) {
      contact = storage::add_owned_test_contact(write, rep.id);
      browser = storage::add_test_visitor(write, contact);
      storage::visit_test_page(write, browser, "https://a.test/", now() - days(3));
    });
  }

  Timestamp now() const { return ledger.clock.now(); }

  // A page is viewed now; whether the owner is told, and why.
  std::optional<people::Notification> view(const std::string& url, std::optional<Id> on = {},
                                           ActivityKind kind = ActivityKind::page_viewed) {
    std::optional<people::Notification> told;
    ledger.write([&](storage::Write& write) {
      const auto id = storage::visit_test_page(write, on.value_or(browser), url, now(), kind);
      const auto settings = storage::find_revisit_settings(write.db);
      for (const auto& sighting :
           storage::list_sightings(write.db, id.node(), Id{id.value - 1}, id, 10)) {
        told = tell_revisit(write, sighting, settings);
      }
    });
    return told;
  }

  std::vector<storage::NotificationLine> told_to(Id member) {
    return ledger->read(
        [&](storage::Connection& db) { return storage::list_notifications(db, member, {}, 50); });
  }

  std::string reason_of(const storage::NotificationLine& line) {
    return std::string(timeline::text_of(line.detail.value(), "reason"));
  }

  void be_quiet(const people::Member& who, int from, int to) {
    people::Preferences wanted;
    wanted.quiet_hours = true;
    wanted.quiet_from_minute = from;
    wanted.quiet_to_minute = to;
    ASSERT_TRUE(write([&](storage::Write& write) { return prefer(write, who.id, wanted); }));
  }
};

TEST_F(TellRevisit, TellsTheOwnerAndTheTimeline) {
  const auto told = view("https://a.test/blog");
  ASSERT_TRUE(told);
  EXPECT_EQ(told->member_id, rep.id);
  const auto lines = told_to(rep.id);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].contact_id, contact);
  EXPECT_EQ(lines[0].first_name, "Ada");
  EXPECT_EQ(lines[0].read_at, std::nullopt);
  EXPECT_EQ(reason_of(lines[0]), "returned");
  EXPECT_EQ(timeline::text_of(*lines[0].detail, "url"), "https://a.test/blog");
  EXPECT_EQ(ledger.count("activity WHERE kind = 'contact_revisited' AND contact_id = " +
                         to_string(contact)),
            1);
}

TEST_F(TellRevisit, IsSilentWithinTheVisitUntilAPageThatMatters) {
  EXPECT_TRUE(view("https://a.test/"));
  ledger.clock.advance(minutes(20));
  EXPECT_FALSE(view("https://a.test/pricing")) << "the hour is not over";
  ledger.clock.advance(minutes(25));
  EXPECT_FALSE(view("https://a.test/blog"));
  ledger.clock.advance(minutes(20));
  EXPECT_FALSE(view("https://a.test/blog")) << "the same visit";
  EXPECT_TRUE(view("https://a.test/pricing/teams"));
  EXPECT_EQ(reason_of(told_to(rep.id)[0]), "important_page");
}

TEST_F(TellRevisit, CountsAllBrowsersOfAPersonAsOne) {
  Id phone;
  ledger.write([&](storage::Write& write) {
    phone = storage::add_test_visitor(write, contact, "phone");
    storage::visit_test_page(write, phone, "https://a.test/", now() - hours(3));
  });
  EXPECT_FALSE(view("https://a.test/")) << "was there three hours ago, on the phone";
}

TEST_F(TellRevisit, RecognisesWhoSaysWhoTheyAreInTheMiddleOfAVisit) {
  Id fresh;
  ledger.write([&](storage::Write& write) {
    fresh = storage::add_test_visitor(write, {}, "fresh");
    storage::visit_test_page(write, fresh, "https://a.test/", now() - minutes(3));
  });
  EXPECT_FALSE(view("https://a.test/two", fresh)) << "nobody knows who that is";
  ledger.write(
      [&](storage::Write& write) { storage::recognise_test_visitor(write, fresh, contact); });
  EXPECT_TRUE(view("https://a.test/form", fresh, ActivityKind::form_submitted));
}

TEST_F(TellRevisit, HearsNothingFromServersAndOfContactsWithoutAnOwner) {
  EXPECT_FALSE(view("", {}, ActivityKind::identified)) << "a customer's server knows no page";
  EXPECT_FALSE(view("https://a.test/pricing", {}, ActivityKind::event_tracked));
  Id free_browser;
  ledger.write([&](storage::Write& write) {
    free_browser = storage::add_test_visitor(
        write, storage::add_owned_test_contact(write, {}, "Grace"), "free");
  });
  EXPECT_FALSE(view("https://a.test/pricing", free_browser));
  ASSERT_TRUE(write([&](storage::Write& w) { return disable_member(w, rep.id, actor); }));
  EXPECT_FALSE(view("https://a.test/pricing"));
}

TEST_F(TellRevisit, HoldsInQuietHoursAndTellsInOneSummary) {
  be_quiet(rep, 16 * 60, 18 * 60);  // it is 16:50
  Id other_browser;
  ledger.write([&](storage::Write& write) {
    other_browser = storage::add_test_visitor(
        write, storage::add_owned_test_contact(write, rep.id, "Grace"), "other");
  });
  const auto held = view("https://a.test/");
  ASSERT_TRUE(held);
  EXPECT_EQ(held->held_until, parse_timestamp("2026-03-27T18:00:00Z"));
  EXPECT_TRUE(view("https://a.test/", other_browser));
  EXPECT_TRUE(told_to(rep.id).empty());
  EXPECT_EQ(ledger.count("activity WHERE kind = 'contact_revisited'"), 2) << "the timeline knows";

  ledger.clock.set(*held->held_until - Millis(1));
  EXPECT_TRUE(write([](storage::Write& w) { return Result(tell_held(w)); })->empty());
  ledger.clock.advance(Millis(1));
  EXPECT_THAT(*write([](storage::Write& w) { return Result(tell_held(w)); }),
              testing::ElementsAre(rep.id));
  EXPECT_TRUE(write([](storage::Write& w) { return Result(tell_held(w)); })->empty()) << "once";
  const auto lines = told_to(rep.id);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].kind, people::NotificationKind::revisits_summed);
  ledger->read([&](storage::Connection& db) {
    EXPECT_EQ(storage::count_summed(db, lines[0].id), 2);
    EXPECT_EQ(storage::list_summed(db, lines[0].id, 5).at(0).first_name, "Grace");
    EXPECT_EQ(storage::count_unread(db, rep.id, 100), 1);
  });
}

TEST_F(TellRevisit, TellsASingleOneByItself) {
  be_quiet(rep, 16 * 60, 18 * 60);
  const auto held = view("https://a.test/");
  ledger.clock.set(*held->held_until);
  ASSERT_FALSE(write([](storage::Write& w) { return Result(tell_held(w)); })->empty());
  const auto lines = told_to(rep.id);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].kind, people::NotificationKind::contact_revisited);
  EXPECT_EQ(lines[0].id, held->id);
}

TEST_F(TellRevisit, KeepsThrottlingWhatIsHeld) {
  be_quiet(rep, 16 * 60, 18 * 60);
  EXPECT_TRUE(view("https://a.test/"));
  ledger.clock.advance(minutes(5));
  EXPECT_FALSE(view("https://a.test/pricing"));
}

TEST_F(TellRevisit, LetsMembersReadTheirOwn) {
  const auto told = view("https://a.test/");
  const auto read = [&](Id member, Id id) {
    return code_of(write([&](storage::Write& w) { return read_notification(w, member, id); }));
  };
  EXPECT_EQ(read(admin.id, told->id), "people.notification_not_found");
  EXPECT_EQ(read(rep.id, Id{1}), "people.notification_not_found");
  EXPECT_EQ(read(rep.id, told->id), "");
  EXPECT_EQ(told_to(rep.id)[0].read_at, now());
  ledger.clock.advance(hours(30));
  const auto second = view("https://a.test/");
  ledger.clock.advance(hours(30));
  const auto third = view("https://a.test/");
  ledger.write([&](storage::Write& w) { read_notifications(w, rep.id, second->id); });
  EXPECT_EQ(told_to(rep.id)[0].id, third->id);
  EXPECT_EQ(told_to(rep.id)[0].read_at, std::nullopt) << "came in the meantime";
  EXPECT_TRUE(told_to(rep.id)[1].read_at);
}

TEST_F(TellRevisit, FollowsTheSettings) {
  const timeline::RevisitSettings wanted{
      .pause_hours = 100, .throttle_minutes = 0, .important_pages = {"/here"}};
  const auto change = [&](const timeline::RevisitSettings& settings) {
    return code_of(write([&](storage::Write& w) { return change_revisits(w, settings, actor); }));
  };
  EXPECT_EQ(change({.pause_hours = 0}), "timeline.bad_pause");
  EXPECT_EQ(change(wanted), "");
  EXPECT_EQ(audited({.before = {}, .by = {}, .only = people::Deed::revisits_changed}).size(), 1U);
  EXPECT_EQ(change(wanted), "");
  EXPECT_EQ(audited({.before = {}, .by = {}, .only = people::Deed::revisits_changed}).size(), 1U)
      << "nothing changed";
  EXPECT_FALSE(view("https://a.test/pricing"));
  EXPECT_TRUE(view("https://a.test/here"));
  EXPECT_TRUE(view("https://a.test/here"));
}

}  // namespace
}  // namespace tandem::actions
