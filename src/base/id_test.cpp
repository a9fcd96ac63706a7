#include "base/id.h"

#include <algorithm>
#include <thread>
#include <unordered_set>
#include <vector>

#include <gtest/gtest.h>

namespace tandem {
namespace {

constexpr int kPerMillisecond = 65'536;

Timestamp at(const char* text) {
  return *parse_timestamp(text);
}

TEST(Id, SaysWhenAndWhereItWasMade) {
  const FakeClock clock(at("2026-03-27T16:50:00.123Z"));
  for (const int node : {0, 1, 31, 63}) {
    IdSource source(clock, node);
    EXPECT_EQ(source.node(), node);
    const Id id = source.next();
    EXPECT_EQ(id.node(), node);
    EXPECT_EQ(id.time(), clock.now());
  }
}

TEST(Id, IsWrittenInDecimalAndReadBack) {
  for (const std::int64_t value : {std::int64_t{1}, std::int64_t{42}, INT64_MAX}) {
    EXPECT_EQ(parse_id(to_string(Id{value})), Id{value});
  }
  EXPECT_EQ(to_string(Id{9'007'199'254'740'993}), "9007199254740993");
  for (const char* text : {"", "0", "-1", "+1", " 1", "1 ", "1.0", "0x10", "12a", "a", "1e3",
                           "9223372036854775808", "99999999999999999999"}) {
    EXPECT_FALSE(parse_id(text)) << text;
  }
}

TEST(IdSource, IsPositiveEvenWhenTheClockIsUnset) {
  for (const char* start : {"1970-01-01T00:00:00Z", "2020-01-01T00:00:00Z"}) {
    const FakeClock clock(at(start));
    IdSource source(clock, 0);
    EXPECT_GT(source.next(), Id{0}) << start;
  }
}

TEST(IdSource, IncreasesWhileTheClockStandsStillAndBeyondTheSequence) {
  const FakeClock clock(at("2026-03-27T16:50:00Z"));
  IdSource source(clock, 5);
  Id last = source.next();
  for (int i = 1; i < 3 * kPerMillisecond; ++i) {
    const Id id = source.next();
    ASSERT_GT(id, last) << i;
    ASSERT_EQ(id.node(), 5) << i;
    ASSERT_EQ(id.time(), clock.now() + Millis(i / kPerMillisecond)) << i;
    last = id;
  }
}

TEST(IdSource, IncreasesWhenTheClockStepsBack) {
  FakeClock clock(at("2026-03-27T16:50:00Z"));
  IdSource source(clock, 0);
  Id last = source.next();
  for (const Millis step : {Millis(-1), Millis(-86'400'000), Millis(1), Millis(86'400'001)}) {
    clock.advance(step);
    const Id id = source.next();
    EXPECT_GT(id, last);
    last = id;
  }
  EXPECT_EQ(last.time(), clock.now());  // the clock is believed again once it is ahead
}

TEST(IdSource, ContinuesAfterTheNewestOfAStoredLog) {
  const Timestamp now = at("2026-03-27T16:50:00Z");
  for (const Millis ahead : {Millis(-5), Millis(0), Millis(1), Millis(3'600'000)}) {
    const FakeClock elsewhere(now + ahead);
    IdSource higher(elsewhere, 63);
    Id seen = higher.next();
    for (int i = 1; i < kPerMillisecond; ++i) seen = higher.next();

    const FakeClock clock(now);
    IdSource source(clock, 0);
    const Id before = source.next();
    source.continue_after(seen);
    source.continue_after(seen);  // says nothing new
    source.continue_after(Id{});
    const Id after = source.next();
    EXPECT_GT(after, seen);
    EXPECT_GT(after, before);
    EXPECT_GT(source.next(), after);
    EXPECT_LE(after.time(), std::max(now, seen.time() + Millis(1)));
  }
}

TEST(IdSource, ServesSeveralThreadsWithoutARepeat) {
  constexpr int kThreads = 4;
  constexpr int kEach = 50'000;
  FakeClock clock(at("2026-03-27T16:50:00Z"));
  IdSource source(clock, 7);
  std::vector<std::vector<Id>> made(kThreads);
  std::vector<std::thread> threads;
  for (auto& ids : made) {
    threads.emplace_back([&clock, &source, &ids] {
      for (int i = 0; i < kEach; ++i) {
        if (i % 1000 == 0) clock.advance(Millis(i % 3000 == 0 ? -1 : 1));
        ids.push_back(source.next());
      }
    });
  }
  for (auto& thread : threads) thread.join();

  std::unordered_set<Id> all;
  for (const auto& ids : made) {
    EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
    all.insert(ids.begin(), ids.end());
  }
  EXPECT_EQ(all.size(), std::size_t{kThreads} * kEach);
}

}  // namespace
}  // namespace tandem
