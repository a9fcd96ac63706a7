#include "actions/demo.h"

#include <map>

#include <gtest/gtest.h>

#include "actions/demo/words.h"
#include "storage/ledger/check.h"
#include "storage/ledger/test_ledger.h"
#include "storage/people.h"
#include "storage/performance.h"
#include "storage/workspace.h"

namespace tandem::actions {
namespace {

using storage::TestLedger;

constexpr std::string_view kContacts =
    "SELECT id, email, first_name, last_name, phone, title, company_id, owner_id, origin, "
    "landing_page, first_seen_at, attributes FROM contact ORDER BY id";
constexpr std::string_view kDeals =
    "SELECT id, name, contact_id, company_id, owner_id, state, amount, revenue, currency, "
    "opened_at, closed_at, flag, attributes FROM deal ORDER BY id";
constexpr std::string_view kActivities =
    "SELECT id, node, kind, at, contact_id, company_id, deal_id, member_id, import_id, "
    "visitor_id, detail FROM activity ORDER BY id";

template <class T>
std::vector<T> all(const TestLedger& ledger, std::string_view sql) {
  return ledger->read([&](storage::Connection& db) { return db.list<T>(sql); });
}

// Everything that was told, as text.
std::string told(const TestLedger& ledger) {
  std::string text;
  for (const auto& contact : all<people::Contact>(ledger, kContacts)) {
    text += print_json(to_json(contact));
  }
  for (const auto& deal : all<people::Deal>(ledger, kDeals)) text += print_json(to_json(deal));
  for (const auto& activity : all<timeline::Activity>(ledger, kActivities)) {
    text += print_json(to_json(activity));
  }
  return text;
}

TEST(Demo, TheSameSeedIsTheSameCompany) {
  const TestLedger first;
  const TestLedger second;
  const TestLedger other;
  ASSERT_TRUE(fill_demo(*first, {.seed = 7, .contacts = 150}));
  ASSERT_TRUE(fill_demo(*second, {.seed = 7, .contacts = 150}));
  ASSERT_TRUE(fill_demo(*other, {.seed = 8, .contacts = 150}));
  EXPECT_EQ(told(first), told(second));
  EXPECT_NE(told(first), told(other));
}

TEST(Demo, TheSecondTimeChangesNothing) {
  TestLedger ledger;
  const auto first = fill_demo(*ledger, {.seed = 1, .contacts = 150});
  ASSERT_TRUE(first);
  EXPECT_FALSE(first->already_there);
  const auto before = told(ledger);
  ledger.clock.advance(std::chrono::hours(30));
  for (const auto& options : {DemoOptions{1, 150}, DemoOptions{9, 20}}) {
    auto again = fill_demo(*ledger, options);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->already_there);
    again->already_there = false;
    EXPECT_EQ(print_json(to_json(*again)), print_json(to_json(*first)));
  }
  EXPECT_EQ(told(ledger), before);
  EXPECT_EQ(ledger.count("member"), 10);
  EXPECT_EQ(ledger.count("import"), 1);
}

TEST(Demo, CutOffAndRunAgainItIsComplete) {
  TestLedger ledger;
  TestLedger whole;
  const auto summary = fill_demo(*whole, {.seed = 3, .contacts = 700});
  ASSERT_TRUE(fill_demo(*ledger, {.seed = 3, .contacts = 700}));
  // As if killed after the second batch: what came later is gone, and so is the end.
  ledger.vandalise(
      "CREATE TEMP TABLE late AS SELECT record_id AS id FROM reference"
      " WHERE name = 'demo:contact' AND CAST(value AS INTEGER) > 400;"
      "CREATE TEMP TABLE late_deal AS SELECT record_id AS id FROM reference"
      " WHERE name = 'demo:deal' AND CAST(value AS INTEGER) > 400;"
      "CREATE TEMP TABLE late_visitor AS SELECT id FROM visitor WHERE contact_id IN late;"
      "DELETE FROM activity WHERE contact_id IN late OR deal_id IN late_deal"
      " OR visitor_id IN late_visitor;"
      "DELETE FROM visitor WHERE id IN late_visitor;"
      "DELETE FROM deal WHERE id IN late_deal; DELETE FROM contact WHERE id IN late;"
      "DELETE FROM reference WHERE record_id IN late OR record_id IN late_deal;"
      "UPDATE import SET finished_at = NULL");
  EXPECT_EQ(ledger.count("contact"), 400);
  ledger.clock.advance(std::chrono::hours(30));
  const auto again = fill_demo(*ledger, {.seed = 99, .contacts = 5});
  ASSERT_TRUE(again);
  EXPECT_EQ(print_json(to_json(*again)), print_json(to_json(*summary)));
  for (const auto* table : {"contact", "company", "deal", "activity", "reference", "member"}) {
    EXPECT_EQ(ledger.count(table), whole.count(table)) << table;
  }
  EXPECT_TRUE(storage::check_ledger(*ledger).sound());
}

TEST(Demo, RefusesAWorkspaceWithContactsOfItsOwn) {
  const TestLedger ledger;
  ledger.write([](storage::Write& write) {
    people::Company company;
    company.id = write.next_id();
    storage::insert_company(write.db, company);
  });
  const auto refused = fill_demo(*ledger, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "demo.not_empty");
  EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
  EXPECT_EQ(ledger.count("member"), 0);
  EXPECT_EQ(ledger.count("import"), 0);
}

struct DemoFigures : testing::Test {
  static void SetUpTestSuite() {
    ledger = new TestLedger;
    summary = *fill_demo(**ledger, {});
    mirror = storage::Mirror::open(**ledger).release();
  }
  static void TearDownTestSuite() {
    delete mirror;
    delete ledger;
  }

  static inline TestLedger* ledger = nullptr;
  static inline storage::Mirror* mirror = nullptr;
  static inline DemoSummary summary;
};

TEST_F(DemoFigures, AreWhatTheSummarySays) {
  EXPECT_EQ(summary.contacts, 1200);
  EXPECT_EQ(ledger->count("contact"), summary.contacts);
  EXPECT_EQ(ledger->count("company"), summary.companies);
  EXPECT_EQ(ledger->count("deal"), summary.deals);
  EXPECT_EQ(ledger->count("contact WHERE customer_at IS NOT NULL"), summary.customers);
  EXPECT_TRUE(storage::check_ledger(**ledger).sound());
  EXPECT_EQ(storage::compare(*mirror, **ledger), storage::MirrorDifference());
  const auto workspace = (*ledger)->read(storage::find_workspace);
  EXPECT_EQ(workspace.name, "Atelier Boréal");
  EXPECT_EQ(workspace.currency, "CAD");
  EXPECT_EQ(workspace.time_zone, "America/Toronto");
  EXPECT_EQ(workspace.language, Language::fr);
  EXPECT_EQ(workspace.identity.size(), 32U);
}

TEST_F(DemoFigures, TheFunnelNarrowsAtEachStage) {
  const auto funnel = storage::funnel(*mirror, {}, Language::en);
  ASSERT_TRUE(funnel);
  for (std::size_t i = 1; i < 6; ++i) {
    EXPECT_LE(funnel->stages[i].reached, funnel->stages[i - 1].reached);
    EXPECT_GT(funnel->stages[i].reached, 20);
    EXPECT_GT(funnel->stages[i].current, 10);
    EXPECT_GT(*funnel->stages[i].median_days, 0);
  }
  EXPECT_LT(*funnel->stages[5].median_days, 60);
}

TEST_F(DemoFigures, ReferralsAreWorthMoreThanSocialMedia) {
  const auto report = storage::sources(*mirror, {}, "CAD", Language::en);
  ASSERT_TRUE(report);
  std::map<std::string, performance::Source> by_origin;
  for (const auto& source : report->sources) by_origin[source.origin] = source;
  for (const auto* origin : {"organic_search", "paid_search", "social", "email", "referral",
                             "direct_traffic", "event", "", "(no contact)"}) {
    EXPECT_TRUE(by_origin.contains(origin)) << origin;
  }
  EXPECT_GT(by_origin["referral"].conversion, by_origin["paid_search"].conversion);
  EXPECT_GT(by_origin["paid_search"].conversion, by_origin["social"].conversion);
  EXPECT_GT(report->total.revenue.amount, 20'000'000);
  EXPECT_TRUE(report->other_revenue.empty());
}

TEST_F(DemoFigures, EveryAddressIsReserved) {
  for (const auto& contact : all<people::Contact>(*ledger, kContacts)) {
    if (contact.email.empty()) {
      EXPECT_TRUE(contact.first_name.empty());
      continue;
    }
    EXPECT_TRUE(contact.email.ends_with(".example")) << contact.email;
    const auto normal = people::normalise_email(contact.email);
    ASSERT_TRUE(normal) << contact.email;
    EXPECT_EQ(*normal, contact.email);
    EXPECT_TRUE(std::ranges::all_of(contact.email, [](char c) { return c > ' ' && c < 127; }));
  }
  EXPECT_EQ(ledger->count("company WHERE domain NOT LIKE '%.example'"), 0);
  EXPECT_EQ(ledger->count("member WHERE email NOT LIKE '%@atelier-boreal.example'"), 0);
  EXPECT_EQ(ledger->count("(SELECT DISTINCT email FROM contact WHERE email <> '')"),
            ledger->count("contact WHERE email <> ''"));
  EXPECT_EQ(ledger->count("(SELECT DISTINCT name FROM company)"), ledger->count("company"));
}

TEST_F(DemoFigures, DatesAreOfTheLastFourteenMonthsAndNoneIsToCome) {
  const auto now = ledger->clock.now();
  const auto contacts = all<people::Contact>(*ledger, kContacts);
  std::map<bool, int> halves;
  std::map<bool, int> office;
  Timestamp newest;
  for (const auto& contact : contacts) {
    EXPECT_GE(contact.first_seen_at, now - std::chrono::days(426));
    EXPECT_LE(contact.first_seen_at, now);
    newest = std::max(newest, contact.first_seen_at);
    ++halves[contact.first_seen_at > now - std::chrono::days(212)];
    const auto day = std::chrono::floor<std::chrono::days>(contact.first_seen_at);
    ++office[std::chrono::weekday(day).iso_encoding() <= 5];
  }
  EXPECT_GT(newest, now - std::chrono::hours(1));
  EXPECT_GT(halves[true], halves[false]);
  EXPECT_GT(office[true], 8 * office[false]);
  for (const auto& activity : all<timeline::Activity>(*ledger, kActivities)) {
    EXPECT_LE(activity.at, now);
  }
}

TEST_F(DemoFigures, SalesSendsSomeBackWithAReasonAndSomeSkip) {
  int back = 0;
  int skips = 0;
  for (const auto& activity : all<timeline::Activity>(*ledger, kActivities)) {
    if (activity.kind != timeline::ActivityKind::stage_changed) continue;
    const auto transition = *from_json<lifecycle::Transition>(activity.detail);
    EXPECT_FALSE(transition.recalled);
    if (!transition.from) continue;
    skips += !transition.skipped.empty();
    if (transition.to > *transition.from) continue;
    ++back;
    EXPECT_EQ(transition.to, lifecycle::Stage::mql);
    EXPECT_FALSE(transition.why.empty());
    EXPECT_TRUE(activity.member_id);
  }
  EXPECT_GT(back, 10);
  EXPECT_GT(skips, 10);
}

TEST_F(DemoFigures, DealsAreWonLostAndOpen) {
  std::map<people::DealState, int> states;
  for (const auto& deal : all<people::Deal>(*ledger, kDeals)) {
    ++states[deal.state];
    EXPECT_GE(*deal.amount, 200'000);
    EXPECT_LE(*deal.amount, 4'000'000);
    EXPECT_EQ(deal.flag, "");
    EXPECT_EQ(deal.closed_at.has_value(), deal.state != people::DealState::open);
    EXPECT_TRUE(!deal.revenue || deal.state == people::DealState::won);
  }
  for (const auto state :
       {people::DealState::open, people::DealState::won, people::DealState::lost}) {
    EXPECT_GT(states[state], 10) << name_of(state);
  }
}

TEST_F(DemoFigures, EveryTimelineIsAlive) {
  const auto count = [&](const std::string& from) { return ledger->count(from); };
  // Whoever did not come by a fair was seen on the website.
  EXPECT_EQ(
      count("contact WHERE origin <> 'event' AND NOT EXISTS (SELECT 1 FROM visitor JOIN "
            "activity ON activity.visitor_id = visitor.id WHERE visitor.contact_id = contact.id)"),
      0);
  EXPECT_EQ(count("contact WHERE last_seen_at IS NULL AND id IN (SELECT contact_id FROM visitor)"),
            0);
  for (const auto* kind :
       {"page_viewed", "page_engaged", "form_submitted", "file_downloaded", "shared", "call_logged",
        "email_logged", "meeting_logged", "note_written"}) {
    EXPECT_GT(count("activity WHERE kind = '" + std::string(kind) + "'"), 20) << kind;
  }
  EXPECT_GT(count("activity WHERE kind = 'page_viewed' AND detail LIKE '%utm_campaign=%'"), 100);
  EXPECT_EQ(
      count("activity WHERE at < (SELECT first_seen_at FROM contact WHERE contact.id = contact_id) "
            "AND kind LIKE '%logged'"),
      0);
  EXPECT_EQ(count("activity WHERE kind LIKE '%logged' AND member_id IS NULL"), 0);
}

TEST(DemoWords, SlugsAreForAddresses) {
  EXPECT_EQ(words::slug("Société d’Éric"), "societe-d-eric");
  EXPECT_EQ(words::slug("O'Connor & Fils"), "o-connor-fils");
  EXPECT_EQ(words::slug(" Île-des-Sœurs 2 "), "ile-des-s-urs-2");
}

}  // namespace
}  // namespace tandem::actions
