#include "domain/webhooks/delivery.h"

#include <gtest/gtest.h>

namespace tandem::webhooks {
namespace {

using namespace std::chrono_literals;

const auto kStart = *parse_timestamp("2026-03-27T12:00:00Z");

Delivery fresh() {
  return queued(Id{7}, Id{3}, Id{42}, "contact.created", kStart);
}

Outcome status(int code, std::optional<Millis> retry_after = {}) {
  return {code, retry_after, {}};
}

const Outcome kNoAnswer{{}, {}, Problem{"fetch.unreachable", boost::json::object{}}};

TEST(Delivery, HasOneNameForAllItsAttempts) {
  auto delivery = fresh();
  EXPECT_EQ(message_id(delivery), "evt_42");
  delivery = after(delivery, status(500), kStart, 0);
  EXPECT_EQ(message_id(delivery), "evt_42");
}

// What comes of one attempt.
TEST(Delivery, AfterAnAttempt) {
  struct Case {
    Outcome outcome;
    DeliveryState state;
    std::optional<Millis> next;
  };
  const std::vector<Case> table{
      {status(200), DeliveryState::delivered, {}},
      {status(204), DeliveryState::delivered, {}},
      {status(299), DeliveryState::delivered, {}},
      {status(301), DeliveryState::pending, 5s},
      {status(400), DeliveryState::pending, 5s},
      {status(404), DeliveryState::pending, 5s},
      {status(410), DeliveryState::dead, {}},
      {status(429), DeliveryState::pending, 5s},
      {status(429, 2min), DeliveryState::pending, 2min},
      {status(503, 1s), DeliveryState::pending, 5s},
      {status(503, 48h), DeliveryState::pending, 24h},
      {status(500), DeliveryState::pending, 5s},
      {kNoAnswer, DeliveryState::pending, 5s},
  };
  for (const auto& [outcome, state, next] : table) {
    const auto delivery = after(fresh(), outcome, kStart, 0);
    const auto name = outcome.status.value_or(0);
    EXPECT_EQ(delivery.state, state) << name;
    EXPECT_EQ(delivery.next_at, next ? std::optional(kStart + *next) : std::nullopt) << name;
    EXPECT_EQ(delivery.attempts, 1);
    EXPECT_EQ(delivery.last_at, kStart);
    EXPECT_EQ(delivery.last_status, outcome.status);
    EXPECT_EQ(delivery.last_problem.is_null(), !outcome.problem);
  }
}

TEST(Delivery, IsTriedForThreeDaysAndThenDead) {
  const std::vector<Millis> expected{5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 20h};
  auto delivery = fresh();
  auto now = kStart;
  for (const auto wait : expected) {
    delivery = after(delivery, status(500), now, 0);
    ASSERT_EQ(delivery.state, DeliveryState::pending);
    EXPECT_EQ(*delivery.next_at - now, wait);
    now = *delivery.next_at;
  }
  EXPECT_LT(now - kStart, kDeliveryLife);
  EXPECT_GT(now - kStart, kDeliveryLife - 1h);
  delivery = after(delivery, status(500), now, 0);
  EXPECT_EQ(delivery.state, DeliveryState::dead);
  EXPECT_EQ(delivery.attempts, 10);
  EXPECT_FALSE(delivery.next_at);
}

TEST(Delivery, WaitsALittleShorterByChance) {
  for (const auto& [chance, wait] : {std::pair{0.0, 5'000ms}, {0.5, 4'750ms}, {0.999, 4'500ms}}) {
    const auto delivery = after(fresh(), status(500), kStart, chance);
    EXPECT_EQ(*delivery.next_at - kStart, wait) << chance;
  }
}

// A receiver that was left alone for long, or asked for long waits.
TEST(Delivery, OfThreeDaysIsDeadHoweverFewItsAttempts) {
  EXPECT_EQ(after(fresh(), status(500), kStart + kDeliveryLife - 1ms, 0).state,
            DeliveryState::pending);
  EXPECT_EQ(after(fresh(), status(500), kStart + kDeliveryLife, 0).state, DeliveryState::dead);
  EXPECT_EQ(after(fresh(), status(200), kStart + kDeliveryLife, 0).state, DeliveryState::delivered);
}

TEST(Delivery, IsSentAgainAsIfNew) {
  const auto dead = after(fresh(), status(410), kStart, 0);
  const auto later = kStart + 240h;
  const auto again = sent_again(dead, later);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->state, DeliveryState::pending);
  EXPECT_EQ(again->attempts, 0);
  EXPECT_TRUE(again->by_hand);
  EXPECT_EQ(again->next_at, later);
  EXPECT_EQ(after(*again, status(500), later, 0).next_at, later + 5s);
  EXPECT_EQ(message_id(*again), message_id(dead));
  for (const auto& other : {fresh(), after(fresh(), status(200), kStart, 0)}) {
    const auto refused = sent_again(other, later);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "webhooks.not_dead");
  }
}

TEST(Rest, GrowsWithTheFailures) {
  const std::vector<std::tuple<int, Outcome, Millis>> table{
      {1, status(500), 0s},        {2, kNoAnswer, 0s},       {3, status(500), 1min},
      {4, kNoAnswer, 2min},        {5, status(500), 4min},   {7, status(500), 16min},
      {8, status(500), 30min},     {1000, kNoAnswer, 30min}, {1, status(429, 10s), 10s},
      {3, status(429, 10s), 1min}, {3, status(503, 1h), 1h}, {3, status(503, 99h), 24h},
  };
  for (const auto& [failures, last, rest] : table) {
    EXPECT_EQ(rest_after(failures, last), rest) << failures;
  }
}

}  // namespace
}  // namespace tandem::webhooks
