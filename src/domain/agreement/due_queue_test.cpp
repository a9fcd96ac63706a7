#include "domain/agreement/due_queue.h"

#include <map>
#include <random>

#include <gtest/gtest.h>

namespace tandem::agreement {
namespace {

Timestamp second(int seconds) {
  return Timestamp(std::chrono::seconds(seconds));
}

TEST(DueQueue, GivesWhatIsDueInOrder) {
  DueQueue queue;
  EXPECT_FALSE(queue.wakes_at());
  queue.put(Id{3}, second(20));
  queue.put(Id{2}, second(10));
  queue.put(Id{1}, second(10));
  queue.put(Id{4}, second(5));
  queue.put(Id{4}, second(30));
  queue.remove(Id{99});
  EXPECT_EQ(queue.wakes_at(), second(10));
  EXPECT_EQ(queue.take_due(second(9)), std::vector<Id>{});
  EXPECT_EQ(queue.take_due(second(20)), (std::vector<Id>{Id{1}, Id{2}, Id{3}}));
  EXPECT_EQ(queue.wakes_at(), second(30));
  queue.remove(Id{4});
  EXPECT_EQ(queue.size(), 0U);
}

TEST(DueQueue, KnowsWhatAListWouldKnow) {
  std::mt19937 random(6);
  DueQueue queue;
  std::map<Id, Timestamp> list;
  for (int step = 0; step < 20'000; ++step) {
    const Id id{1 + static_cast<std::int64_t>(random() % 500)};
    const auto when = second(static_cast<int>(random() % 10'000));
    const auto kind = random() % 10;
    if (kind < 7) {
      queue.put(id, when);
      list[id] = when;
    } else if (kind < 9) {
      queue.remove(id);
      list.erase(id);
    } else {
      const auto now = second(static_cast<int>(random() % 500));
      const auto due = queue.take_due(now);
      for (const Id taken : due) {
        ASSERT_LE(list.at(taken), now);
        list.erase(taken);
      }
      for (const auto& [left, at] : list) ASSERT_GT(at, now);
    }
    ASSERT_EQ(queue.size(), list.size());
  }
}

}  // namespace
}  // namespace tandem::agreement
