#include "actions/test_rows.h"

namespace tandem::actions {
namespace {

using lifecycle::Stage;

struct TakeLead : TakeTest {};

TEST_F(TakeLead, CreatesUpdatesAndLeavesAlone) {
  auto row = lead_row("1", "ada@example.org");
  row.contact.first_name = "Ada";
  row.contact.title = "Analyst";
  row.contact.origin = "social";
  EXPECT_EQ(take(row, 1)->outcome, Outcome::created);
  EXPECT_EQ(take(row, 1)->outcome, Outcome::unchanged);
  EXPECT_EQ(ledger.count("activity"), 1);

  row.contact.title = "Countess";
  row.contact.first_name = "";
  EXPECT_EQ(take(row, 2)->outcome, Outcome::changed);
  EXPECT_EQ(contact("1").title, "Countess");
  EXPECT_EQ(contact("1").first_name, "Ada");  // an empty cell takes nothing away
  const auto told = timeline_of("1");
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[1].kind, timeline::ActivityKind::contact_updated);
  EXPECT_EQ(told[1].detail, (boost::json::value{{"fields", {"title"}}}));

  EXPECT_EQ(take(row, 3)->outcome, Outcome::unchanged);  // another row, the same content
  EXPECT_EQ(ledger.count("activity"), 2);
}

// The same row again says nothing new, so that what somebody changed meanwhile stands.
TEST_F(TakeLead, EditsMadeSinceAreNotOverwritten) {
  auto row = lead_row("1", "ada@example.org");
  row.contact.title = "Analyst";
  ASSERT_TRUE(take(row, 1));
  ledger.write([&](storage::Write& write) {
    auto edited = storage::find_contact(write.db, contact_id("1")).value();
    edited.title = "Countess";
    storage::update_contact(write.db, edited);
  });
  EXPECT_EQ(take(row, 1)->outcome, Outcome::unchanged);
  EXPECT_EQ(contact("1").title, "Countess");
  EXPECT_EQ(take(row, 2)->outcome, Outcome::changed);  // the file says something else now
  EXPECT_EQ(contact("1").title, "Analyst");
}

TEST_F(TakeLead, OneAddressIsOnePerson) {
  ASSERT_TRUE(take(lead_row("1", "ada@example.org")));
  auto second = lead_row("2", "ada@example.org");
  second.contact.phone = "555-0100";
  EXPECT_EQ(take(second)->outcome, Outcome::changed);
  EXPECT_EQ(ledger.count("contact"), 1);
  EXPECT_EQ(contact_id("1"), contact_id("2"));  // known by both systems' ids from now on
  EXPECT_EQ(contact("1").phone, "555-0100");
  EXPECT_EQ(take(second)->outcome, Outcome::unchanged);
  EXPECT_EQ(take(lead_row("3", ""))->outcome, Outcome::created);  // no address is nobody's address
  EXPECT_EQ(take(lead_row("4", ""))->outcome, Outcome::created);
}

TEST_F(TakeLead, AnyOfItsReferencesFindsIt) {
  ASSERT_TRUE(take(lead_row("1")));
  imports::LeadRow other;
  other.references = {{"mailer:id", "m7"}, {"crm:id", "1"}};
  other.contact.attributes = boost::json::object{};
  other.contact.last_name = "Lovelace";
  EXPECT_EQ(take(other)->outcome, Outcome::changed);
  EXPECT_EQ(ledger.count("contact"), 1);
  EXPECT_EQ(contact_id("m7", "mailer:id"), contact_id("1"));
}

TEST_F(TakeLead, ANewAddressOfAKnownPersonIsKnownToo) {
  ASSERT_TRUE(take(lead_row("1", "ada@example.org"), 1));
  ASSERT_TRUE(take(lead_row("1", "ada@byron.example"), 2));
  EXPECT_EQ(contact("1").email, "ada@byron.example");
  EXPECT_EQ(contact_id("ada@byron.example", "email"), contact_id("1"));
  EXPECT_EQ(contact_id("ada@example.org", "email"), contact_id("1"));
}

TEST_F(TakeLead, WhoFillsInAFormIsALead) {
  auto row = lead_row("1");
  row.contact.first_seen_at = day("2024-01-05");
  row.has_first_seen = true;
  ASSERT_TRUE(take(row));
  EXPECT_EQ(standing("1").stage, Stage::lead);
  EXPECT_EQ(standing("1").lead_at, day("2024-01-05"));
  ASSERT_TRUE(take(lead_row("2")));
  EXPECT_EQ(contact("2").first_seen_at, ledger.clock.now());
}

TEST_F(TakeLead, ItsStagesAreItsHistory) {
  auto row = lead_row("1");
  row.stages = {
      {Stage::lead, day("2024-01-05")}, {Stage::sql, day("2024-02-01")}, {Stage::customer, {}}};
  ASSERT_TRUE(take(row));
  const auto now = standing("1");
  EXPECT_EQ(now.stage, Stage::customer);
  EXPECT_EQ(now.lead_at, day("2024-01-05"));
  EXPECT_EQ(now.sql_at, day("2024-02-01"));
  EXPECT_EQ(now.customer_at, day("2024-02-01"));  // undated: the last day the row speaks of
  EXPECT_EQ(contact("1").first_seen_at, day("2024-01-05"));
  const auto told = timeline_of("1");
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ(told[1].detail.at("skipped"), (boost::json::value{"mql"}));
  EXPECT_EQ(told[2].detail.at("from"), "sql");
}

TEST_F(TakeLead, EarlierStagesLearnedLaterAreFilledIn) {
  auto row = lead_row("1");
  row.stages = {{Stage::customer, day("2024-03-01")}};
  ASSERT_TRUE(take(row, 1));
  row.stages = {{Stage::lead, day("2024-01-05")},
                {Stage::mql, {}},
                {Stage::opportunity, day("2024-02-01")},
                {Stage::customer, day("2024-03-01")}};
  EXPECT_EQ(take(row, 2)->outcome, Outcome::changed);
  const auto now = standing("1");
  EXPECT_EQ(now.stage, Stage::customer);
  EXPECT_EQ(now.stage_since, day("2024-03-01"));
  EXPECT_EQ(now.lead_at, day("2024-01-05"));
  EXPECT_FALSE(now.mql_at);  // undated, it says nothing of when
  EXPECT_EQ(now.opportunity_at, day("2024-02-01"));
  EXPECT_EQ(timeline_of("1").size(), 3U);
  EXPECT_EQ(take(row, 3)->outcome, Outcome::unchanged);
}

TEST_F(TakeLead, AnEarlierFirstContactWins) {
  auto row = lead_row("1");
  row.has_first_seen = true;
  row.contact.first_seen_at = day("2024-03-01");
  ASSERT_TRUE(take(row, 1));
  row.contact.first_seen_at = day("2024-05-01");
  EXPECT_EQ(take(row, 2)->outcome, Outcome::unchanged);
  row.contact.first_seen_at = day("2024-01-01");
  EXPECT_EQ(take(row, 3)->outcome, Outcome::changed);
  EXPECT_EQ(contact("1").first_seen_at, day("2024-01-01"));
}

TEST_F(TakeLead, ItsCompanyIsMadeOnce) {
  auto row = lead_row("1");
  row.company = imports::Reference{"crm:account", "A1"};
  row.company_name = "Boréal";
  EXPECT_EQ(take(row)->companies_created, 1);
  auto second = lead_row("2");
  second.company_name = "BORéAL";
  EXPECT_EQ(take(second)->companies_created, 0);
  auto third = lead_row("3");
  third.company = imports::Reference{"crm:account", "A1"};
  ASSERT_TRUE(take(third));
  EXPECT_EQ(contact("1").company_id, contact("2").company_id);
  EXPECT_EQ(contact("1").company_id, contact("3").company_id);
  auto fourth = lead_row("4");
  fourth.company = imports::Reference{"crm:account", "unknown"};
  ASSERT_TRUE(take(fourth));
  EXPECT_FALSE(contact("4").company_id);
  EXPECT_EQ(ledger.count("company"), 1);
}

TEST_F(TakeLead, SaysWhichImportBroughtIt) {
  ledger.write([&](storage::Write& write) {
    write.db.run_script("INSERT INTO import VALUES (7, 'f', 'leads', 'l', 0, NULL, '{}')");
  });
  cause = {.member_id = {}, .import_id = Id{7}, .why = "trade fair"};
  ASSERT_TRUE(take(lead_row("1")));
  const auto told = timeline_of("1");
  EXPECT_EQ(told.at(0).import_id, Id{7});
  EXPECT_EQ(told.at(0).detail.at("why"), "trade fair");
}

}  // namespace
}  // namespace tandem::actions
