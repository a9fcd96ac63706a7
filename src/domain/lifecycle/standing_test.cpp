#include "domain/lifecycle/standing.h"

#include <random>

#include <gtest/gtest.h>

#include "base/json.h"

namespace tandem::lifecycle {
namespace {

using enum Stage;

Timestamp day(int number) {
  return Timestamp(std::chrono::days(17'000 + number));
}

TEST(Stage, MarketingOwnsTheFirstThree) {
  for (const auto stage : {visitor, lead, mql}) EXPECT_EQ(owner(stage), Owner::marketing);
  for (const auto stage : {sql, opportunity, customer}) {
    EXPECT_EQ(owner(stage), Owner::sales);
  }
}

TEST(Standing, BeginsAnywhere) {
  for (const auto stage : kStages) {
    const auto [standing, told] = begin(stage, day(1), "form");
    EXPECT_EQ(standing.stage, stage);
    EXPECT_EQ(standing.stage_since, day(1));
    for (const auto other : kStages) {
      EXPECT_EQ(standing.entered(other).has_value(), other == stage);
    }
    EXPECT_FALSE(told.from);
    EXPECT_EQ(told.to, stage);
    EXPECT_EQ(told.skipped.size(), static_cast<std::size_t>(stage));
    EXPECT_EQ(told.why, "form");
  }
}

// The example of the header.
TEST(Standing, SkipsForwardAndSaysSo) {
  const auto february1 = begin(mql, day(1), "").standing;
  const auto won = move(february1, customer, day(26), "won");
  ASSERT_TRUE(won);
  EXPECT_EQ(won->standing.stage, customer);
  EXPECT_EQ(won->standing.stage_since, day(26));
  EXPECT_EQ(won->standing.mql_at, day(1));
  EXPECT_EQ(won->standing.customer_at, day(26));
  EXPECT_FALSE(won->standing.sql_at);
  EXPECT_EQ(won->transition, (Transition{.from = mql,
                                         .to = customer,
                                         .skipped = {sql, opportunity},
                                         .recalled = false,
                                         .why = "won"}));
}

TEST(Standing, MovesBackWithoutForgetting) {
  auto standing = begin(mql, day(1), "").standing;
  standing = move(standing, sql, day(2), "").operator*().standing;
  const auto back = move(standing, mql, day(5), "no budget");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->standing.stage, mql);
  EXPECT_EQ(back->standing.stage_since, day(5));
  EXPECT_EQ(back->standing.mql_at, day(1));  // the first entry stays
  EXPECT_EQ(back->standing.sql_at, day(2));
  EXPECT_TRUE(back->transition.skipped.empty());
  EXPECT_EQ(furthest(back->standing), sql);
  const auto again = move(back->standing, sql, day(9), "");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->standing.sql_at, day(2));
  EXPECT_EQ(again->standing.stage_since, day(9));
}

TEST(Standing, AnEntryLearnedToBeEarlierWins) {
  auto standing = begin(mql, day(10), "").standing;
  standing = move(standing, sql, day(12), "").operator*().standing;
  standing = move(standing, mql, day(8), "").operator*().standing;
  EXPECT_EQ(standing.mql_at, day(8));
}

TEST(Standing, StayingIsNoMove) {
  for (const auto stage : kStages) {
    const auto same = move(begin(stage, day(1), "").standing, stage, day(2), "");
    ASSERT_FALSE(same);
    EXPECT_EQ(same.error().code, "lifecycle.same_stage");
    EXPECT_EQ(same.error().kind, ErrorKind::conflict);
    EXPECT_EQ(same.error().args, (TextArgs{{"stage", std::string(name_of(stage))}}));
  }
}

TEST(Standing, RecallsAnEarlierEntryAndStays) {
  const auto customer_now = begin(customer, day(30), "").standing;
  const auto recalled = recall(customer_now, opportunity, day(20), "deal opened");
  ASSERT_TRUE(recalled);
  EXPECT_EQ(recalled->standing.stage, customer);
  EXPECT_EQ(recalled->standing.stage_since, day(30));
  EXPECT_EQ(recalled->standing.opportunity_at, day(20));
  EXPECT_TRUE(recalled->transition.recalled);
  EXPECT_EQ(recalled->transition.from, customer);
  EXPECT_EQ(recalled->transition.to, opportunity);
  EXPECT_TRUE(recalled->transition.skipped.empty());

  for (const auto stage : {sql, opportunity}) {
    const auto refused = recall(begin(sql, day(1), "").standing, stage, day(0), "");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "lifecycle.not_earlier");
  }
}

TEST(Standing, FurthestIsTheHighestEverEntered) {
  EXPECT_EQ(furthest(begin(visitor, day(1), "").standing), visitor);
  auto standing = begin(lead, day(1), "").standing;
  standing = move(standing, opportunity, day(2), "").operator*().standing;
  standing = move(standing, mql, day(3), "").operator*().standing;
  EXPECT_EQ(standing.stage, mql);
  EXPECT_EQ(furthest(standing), opportunity);
}

TEST(Standing, TimeToAStageIsFromTheNearestRecordedOne) {
  struct Case {
    std::vector<std::pair<Stage, int>> entries;
    Stage stage;
    std::optional<int> days;
  };
  const std::vector<Case> cases{
      {{{lead, 1}, {mql, 4}}, mql, 3},
      {{{mql, 1}, {customer, 26}}, customer, 25},  // over the skipped stages
      {{{visitor, 1}, {mql, 4}, {sql, 9}}, sql, 5},
      {{{lead, 1}}, lead, {}},                     // nothing before it
      {{{lead, 1}, {sql, 5}}, mql, {}},            // not recorded
      {{{mql, 10}, {customer, 7}}, customer, -3},  // won before the first contact
      {{{mql, 10}, {sql, 10}}, sql, 0},
  };
  for (const auto& given : cases) {
    Standing standing = begin(given.entries[0].first, day(given.entries[0].second), "").standing;
    for (std::size_t i = 1; i < given.entries.size(); ++i) {
      const auto& [stage, on] = given.entries[i];
      standing = move(standing, stage, day(on), "").operator*().standing;
    }
    const auto expected =
        given.days ? std::optional<Millis>(std::chrono::days(*given.days)) : std::nullopt;
    EXPECT_EQ(time_to(standing, given.stage), expected) << name_of(given.stage);
  }
}

// Any history of moves and recalls, replayed, ends where the moves led.
TEST(Standing, ReplayIsWhatTheMovesLedTo) {
  std::mt19937_64 random(7);
  const auto pick = [&](int below) {
    return static_cast<int>(random() % static_cast<std::uint64_t>(below));
  };
  for (int round = 0; round < 500; ++round) {
    std::vector<std::pair<Transition, Timestamp>> history;
    auto now = begin(static_cast<Stage>(pick(6)), day(50), "");
    history.emplace_back(now.transition, day(50));
    for (int step = 0; step < 12; ++step) {
      const auto stage = static_cast<Stage>(pick(6));
      const auto when = day(pick(100));
      auto next = pick(3) == 0 ? recall(now.standing, stage, when, "")
                               : move(now.standing, stage, when, "");
      if (!next) continue;
      now = *std::move(next);
      history.emplace_back(now.transition, when);
      ASSERT_EQ(replay(history), now.standing);
    }
    // And so does the history as the activity log keeps it.
    std::vector<std::pair<Transition, Timestamp>> kept;
    for (const auto& [transition, when] : history) {
      kept.emplace_back(*from_json<Transition>(to_json(transition)), when);
    }
    ASSERT_EQ(replay(kept), now.standing);
  }
}

}  // namespace
}  // namespace tandem::lifecycle
