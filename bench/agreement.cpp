// The clocks of the agreement: what it costs to find out where 100,000 of them stand, and to watch
// them for a working day, against looking at every one each second.
#include <random>

#include "bench/measure.h"
#include "domain/agreement/clock.h"
#include "domain/agreement/due_queue.h"

namespace tandem::bench {
namespace {

using namespace agreement;
using std::chrono::hours;
using std::chrono::minutes;

constexpr int kClocks = 100'000;
constexpr int kWatchedHours = 9;

BusinessCalendar paris() {
  const std::vector<OpeningPeriod> day{{540, 720}, {840, 1080}};
  std::vector<Date> holidays;
  for (int i = 0; i < 11; ++i) {
    holidays.push_back(
        Date(std::chrono::sys_days(*parse_date("2026-01-01")) + std::chrono::days(33 * i)));
  }
  return *BusinessCalendar::make({"Europe/Paris", {day, day, day, day, day, {}, {}}, holidays});
}

// Started within the week before, each with an allowance of up to 40 business hours; every fourth
// paused for a while.
std::vector<BusinessClock> some_clocks(Timestamp now) {
  std::mt19937_64 random(7);
  const auto below = [&](int limit) {
    return static_cast<int>(random() % static_cast<unsigned>(limit));
  };
  std::vector<BusinessClock> clocks;
  for (int i = 0; i < kClocks; ++i) {
    BusinessClock clock{now - minutes(below(7 * 1440)), minutes(1 + below(2400)), {}};
    if (i % 4 == 0) {
      const auto paused_at = clock.started_at + minutes(below(600));
      clock.events.push_back(
          {ClockEventKind::paused, paused_at, paused_at + minutes(below(2880)), Id{1}, ""});
    }
    clocks.push_back(std::move(clock));
  }
  return clocks;
}

struct Watched {
  int changes = 0;
  int breaches = 0;
  Millis latest{0};  // the longest between a change and its being known
};

// One wake a second, as a watch that trusts no timer would.
Watched watch(const std::vector<BusinessClock>& clocks, const BusinessCalendar& calendar,
              DueQueue& queue, Timestamp from) {
  Watched watched;
  for (Timestamp now = from; now < from + hours(kWatchedHours); now += Millis(1000)) {
    if (const auto wakes = queue.wakes_at(); wakes && *wakes <= now) {
      watched.latest = std::max(watched.latest, now - *wakes);
    }
    for (const Id id : queue.take_due(now)) {
      const auto found = course(clocks[static_cast<std::size_t>(id.value - 1)], calendar, now);
      ++watched.changes;
      watched.breaches += state(found, now) == ClockState::breached ? 1 : 0;
      if (const auto next = next_change(found, now)) queue.put(id, *next);
    }
  }
  return watched;
}

void measure(Table& table) {
  const auto calendar = paris();
  const Timestamp now = *parse_timestamp("2026-03-27T09:00:00+01:00");
  const auto clocks = some_clocks(now);
  DueQueue queue;
  const double loading = seconds([&] {
    for (int i = 0; i < kClocks; ++i) {
      const auto found = course(clocks[static_cast<std::size_t>(i)], calendar, now);
      if (const auto next = next_change(found, now)) queue.put(Id{i + 1}, *next);
    }
  });
  const std::size_t running = queue.size();
  table.add("100,000 clocks read after a restart", fmt::format("{:.0f} ms", loading * 1e3), "-",
            fmt::format("{} still run; {:.2f} us a clock", running, loading / kClocks * 1e6));

  Watched watched;
  const double day = seconds([&] { watched = watch(clocks, calendar, queue, now); });
  const double share = day / (kWatchedHours * 3600.);
  const double every = median_seconds(3, [&] {
    for (const auto& clock : clocks) (void)course(clock, calendar, now);
  });
  table.add("watching them for 9 hours, share of a core", fmt::format("{:.4f} %", share * 100),
            "1 %",
            fmt::format("looking at every clock each second {:.0f} %; {} changes, {} breaches",
                        every * 100, watched.changes, watched.breaches));
  table.add("longest until a change is known", fmt::format("{} ms", watched.latest.count()),
            "1000 ms", "one look a second");

  constexpr int kConversions = 200'000;
  Millis sum(0);
  const double between = median_seconds(3, [&] {
    for (int i = 0; i < kConversions; ++i) {
      sum += calendar.between(now - minutes(i % 10'000), now);
    }
  });
  table.add("business time of up to a week", fmt::format("{:.2f} us", between / kConversions * 1e6),
            "-", fmt::format("checked sum {} h", sum / hours(1)));
}

}  // namespace
}  // namespace tandem::bench

int main() {
  tandem::bench::Table table;
  tandem::bench::measure(table);
}
