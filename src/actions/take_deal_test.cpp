#include "actions/test_rows.h"

namespace tandem::actions {
namespace {

using lifecycle::Stage;
using people::DealState;

struct TakeDeal : TakeTest {
  void SetUp() override {
    auto row = lead_row("1", "ada@example.org");
    row.stages = {{Stage::mql, day("2024-02-01")}};
    ASSERT_TRUE(take(row));
  }

  static imports::DealRow deal_of(const std::string& id, DealState state,
                                  const std::string& contact = "1") {
    auto row = deal_row(id, state);
    row.contact = imports::Reference{"crm:id", contact};
    return row;
  }
};

TEST_F(TakeDeal, WhatItSaysOfItsContact) {
  struct Case {
    const char* what;
    DealState state;
    const char* opened;
    const char* closed;
    Stage stage;
    std::optional<const char*> opportunity;
    std::optional<const char*> customer;
  };
  const char* const now = "2026-03-27";
  const std::vector<Case> cases{
      {"open", DealState::open, "2024-03-01", nullptr, Stage::opportunity, "2024-03-01", {}},
      {"open, undated", DealState::open, nullptr, nullptr, Stage::opportunity, now, {}},
      {"won", DealState::won, "2024-03-01", "2024-04-01", Stage::customer, "2024-03-01",
       "2024-04-01"},
      {"won, opening unknown",
       DealState::won,
       nullptr,
       "2024-04-01",
       Stage::customer,
       {},
       "2024-04-01"},
      {"won, closing unknown", DealState::won, "2024-03-01", nullptr, Stage::customer, "2024-03-01",
       "2024-03-01"},
      {"lost", DealState::lost, "2024-03-01", "2024-04-01", Stage::opportunity, "2024-03-01", {}},
      {"lost, opening unknown",
       DealState::lost,
       nullptr,
       "2024-04-01",
       Stage::opportunity,
       "2024-04-01",
       {}},
  };
  ledger.clock.set(day(now));
  int number = 100;
  for (const auto& given : cases) {
    const auto id = std::to_string(++number);
    auto contact_row = lead_row(id);
    contact_row.stages = {{Stage::mql, day("2024-02-01")}};
    ASSERT_TRUE(take(contact_row));
    auto row = deal_of("d" + id, given.state, id);
    if (given.opened) row.deal.opened_at = day(given.opened);
    if (given.closed) row.deal.closed_at = day(given.closed);
    const auto taken = take(row);
    ASSERT_TRUE(taken) << given.what;
    EXPECT_EQ(taken->outcome, Outcome::created);
    EXPECT_TRUE(taken->matched);
    EXPECT_FALSE(taken->flagged);
    const auto reached = standing(id);
    EXPECT_EQ(reached.stage, given.stage) << given.what;
    const auto expected = [](const auto& text) {
      return text ? std::optional(day(*text)) : std::nullopt;
    };
    EXPECT_EQ(reached.opportunity_at, expected(given.opportunity)) << given.what;
    EXPECT_EQ(reached.customer_at, expected(given.customer)) << given.what;
    EXPECT_EQ(reached.mql_at, day("2024-02-01"));
  }
}

TEST_F(TakeDeal, AnOpenDealOfACustomerDoesNotSendItBack) {
  auto won = deal_of("d1", DealState::won);
  won.deal.closed_at = day("2024-04-01");
  ASSERT_TRUE(take(won));
  auto open = deal_of("d2", DealState::open);
  open.deal.opened_at = day("2024-06-01");
  ASSERT_TRUE(take(open));
  EXPECT_EQ(standing("1").stage, Stage::customer);
}

TEST_F(TakeDeal, ChangesWithItsRow) {
  auto row = deal_of("d1", DealState::open);
  row.deal.opened_at = day("2024-03-01");
  row.deal.amount = 500;
  row.deal.currency = "BRL";
  EXPECT_EQ(take(row, 1)->outcome, Outcome::created);
  const auto same = take(row, 1);
  EXPECT_EQ(same->outcome, Outcome::unchanged);
  EXPECT_TRUE(same->matched);
  row.deal.state = DealState::won;
  row.deal.closed_at = day("2024-04-01");
  EXPECT_EQ(take(row, 2)->outcome, Outcome::changed);
  EXPECT_EQ(deal("d1").state, DealState::won);
  EXPECT_EQ(standing("1").customer_at, day("2024-04-01"));
  EXPECT_EQ(ledger.count("deal"), 1);
  EXPECT_EQ(take(row, 3)->outcome, Outcome::unchanged);
}

TEST_F(TakeDeal, EditsMadeSinceAreNotOverwritten) {
  auto row = deal_of("d1", DealState::open);
  row.deal.amount = 500;
  ASSERT_TRUE(take(row, 1));
  ledger.write([&](storage::Write& write) {
    auto edited = deal("d1");
    edited.amount = 900;
    storage::update_deal(write.db, edited);
  });
  EXPECT_EQ(take(row, 1)->outcome, Outcome::unchanged);
  EXPECT_EQ(deal("d1").amount, 900);
}

TEST_F(TakeDeal, WonBeforeTheFirstContactIsKeptAndFlagged) {
  auto row = deal_of("d1", DealState::won);
  row.deal.closed_at = day("2024-01-15");
  const auto taken = take(row, 1);
  ASSERT_TRUE(taken);
  EXPECT_TRUE(taken->matched);
  EXPECT_TRUE(taken->flagged);
  EXPECT_EQ(deal("d1").flag, people::kWonBeforeFirstContact);
  EXPECT_EQ(standing("1").stage, Stage::customer);
  EXPECT_EQ(lifecycle::time_to(standing("1"), Stage::customer), -std::chrono::days(17));
  // Put right in the file, it is odd no more.
  row.deal.closed_at = day("2024-03-15");
  EXPECT_FALSE(take(row, 2)->flagged);
  EXPECT_EQ(deal("d1").flag, "");
}

TEST_F(TakeDeal, FindsItsContactByAddress) {
  auto row = deal_row("d1", DealState::open);
  row.contact_email = "ada@example.org";
  EXPECT_TRUE(take(row)->matched);
  EXPECT_EQ(deal("d1").contact_id, contact_id("1"));
  auto by_both = deal_of("d2", DealState::open, "unknown");
  by_both.contact_email = "ada@example.org";
  EXPECT_TRUE(take(by_both)->matched);
}

TEST_F(TakeDeal, OfNobodyKnownIsRefusedAndTriedAgain) {
  const auto row = deal_of("d1", DealState::open, "2");
  for (int i = 0; i < 2; ++i) {
    const auto refused = take(row);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "imports.contact_unknown");
    EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
    EXPECT_EQ(refused.error().args, (TextArgs{{"reference", "crm:id"}, {"value", "2"}}));
  }
  auto by_email = deal_row("d1", DealState::open);
  by_email.contact_email = "b@example.org";
  EXPECT_EQ(take(by_email).error().args,
            (TextArgs{{"reference", "email"}, {"value", "b@example.org"}}));
  EXPECT_EQ(ledger.count("deal"), 0);
  ASSERT_TRUE(take(lead_row("2")));
  EXPECT_EQ(take(row)->outcome, Outcome::created);
}

TEST_F(TakeDeal, WithACompanyWaitsForItsContact) {
  auto row = deal_of("d1", DealState::won, "2");
  row.deal.closed_at = day("2024-04-01");
  row.company_name = "Boréal";
  const auto taken = take(row);
  ASSERT_TRUE(taken);
  EXPECT_FALSE(taken->matched);
  EXPECT_EQ(taken->companies_created, 1);
  EXPECT_FALSE(deal("d1").contact_id);
  EXPECT_EQ(take(row)->outcome, Outcome::unchanged);
  auto contact_row = lead_row("2");
  contact_row.stages = {{Stage::lead, day("2024-01-01")}};
  ASSERT_TRUE(take(contact_row));
  // The very same row now finds it.
  const auto again = take(row);
  EXPECT_EQ(again->outcome, Outcome::changed);
  EXPECT_TRUE(again->matched);
  EXPECT_EQ(deal("d1").contact_id, contact_id("2"));
  EXPECT_EQ(standing("2").stage, Stage::customer);
  EXPECT_EQ(ledger.count("deal"), 1);
}

TEST_F(TakeDeal, WithoutAnybodyIsTaken) {
  auto row = deal_row("d1", DealState::won);
  const auto taken = take(row);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->outcome, Outcome::created);
  EXPECT_FALSE(taken->matched);
}

// Everything that was told of a contact, replayed, is where it stands.
TEST_F(TakeDeal, TheTimelineLeadsToTheStanding) {
  auto row = deal_of("d1", DealState::won);
  row.deal.opened_at = day("2024-01-10");
  row.deal.closed_at = day("2024-01-15");
  ASSERT_TRUE(take(row));
  auto told = timeline_of("1");
  std::ranges::sort(told, {}, &timeline::Activity::id);
  std::vector<std::pair<lifecycle::Transition, Timestamp>> history;
  for (const auto& activity : told) {
    if (activity.kind != timeline::ActivityKind::stage_changed) continue;
    history.emplace_back(*from_json<lifecycle::Transition>(activity.detail), activity.at);
  }
  EXPECT_EQ(lifecycle::replay(history), standing("1"));
}

}  // namespace
}  // namespace tandem::actions
