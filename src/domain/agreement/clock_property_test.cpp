// Random clocks against a simulation that knows nothing of business_calendar.h: it looks at the
// wall clock of every minute and counts those that are open.
#include <algorithm>
#include <array>
#include <random>

#include <date/tz.h>
#include <gtest/gtest.h>

#include "base/described.h"
#include "domain/agreement/clock.h"

namespace tandem::agreement {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr int kMinutesOfDay = 1440;
constexpr int kDays = 40;
constexpr int kMinutes = kDays * kMinutesOfDay;
constexpr int kLeadIn = 2 * kMinutesOfDay;  // before it: the wall clock shown so far

using Random = std::mt19937;

int below(Random& random, int limit) {
  return static_cast<int>(random() % static_cast<unsigned>(limit));
}

// The minutes after an instant, and which of them a calendar calls open.
struct World {
  Timestamp begin;
  std::vector<bool> open;

  Timestamp at(int minute) const { return begin + minutes(minute); }
};

// The latest wall clock time seen so far, in minutes since 1970: an edge of an opening period is
// the first instant that shows its time or a later one, so a time that comes again opens nothing.
std::vector<std::int64_t> wall_clock(const std::string& zone, Timestamp begin) {
  const auto* tz = date::locate_zone(zone);
  std::vector<std::int64_t> latest;
  for (int i = -kLeadIn; i < kMinutes; ++i) {
    const Timestamp at = begin + minutes(i);
    const auto wall = at.time_since_epoch() + tz->get_info(at).offset;
    const auto minute = std::chrono::floor<minutes>(wall).count();
    latest.push_back(latest.empty() ? minute : std::max<std::int64_t>(latest.back(), minute));
  }
  latest.erase(latest.begin(), latest.begin() + kLeadIn);
  return latest;
}

World look(const BusinessHours& hours, Timestamp begin, const std::vector<std::int64_t>& wall) {
  World world{begin, std::vector<bool>(kMinutes)};
  for (std::size_t i = 0; i < wall.size(); ++i) {
    const std::chrono::sys_days day{days(wall[i] / kMinutesOfDay)};
    if (std::ranges::find(hours.holidays, Date(day)) != hours.holidays.end()) continue;
    const auto minute = static_cast<int>(wall[i] % kMinutesOfDay);
    const auto weekday = std::chrono::weekday(day).iso_encoding() - 1;
    for (const auto& period : hours.week[weekday]) {
      if (period.from_minute <= minute && minute < period.to_minute) world.open[i] = true;
    }
  }
  return world;
}

BusinessHours random_hours(Random& random, const std::string& zone, Timestamp begin) {
  BusinessHours hours{zone, std::vector<std::vector<OpeningPeriod>>(7), {}};
  const bool at_night = below(random, 3) == 0;  // where the clocks change
  for (std::size_t day = 0; day < 7; ++day) {
    if (day >= 5 && !at_night && below(random, 3) != 0) continue;
    int from = at_night ? below(random, 180) : 420 + below(random, 240);
    for (int period = 1 + below(random, 3); period > 0 && from < kMinutesOfDay; --period) {
      const int to = std::min(kMinutesOfDay, from + 30 + below(random, 300));
      hours.week[day].push_back({from, to});
      from = to + below(random, 120);  // sometimes a break of no length
    }
  }
  for (int i = below(random, 6); i > 0; --i) {
    const Timestamp at = begin + days(below(random, kDays));
    hours.holidays.emplace_back(std::chrono::floor<days>(at));
  }
  if (hours.week[0].empty()) hours.week[0].push_back({540, 1080});
  return hours;
}

// Of minutes after the beginning of a world.
struct Step {
  ClockEventKind kind = ClockEventKind::stopped;
  int at = 0;
  int until = -1;
};

struct Script {
  int start = 0;
  int allowance = 1;
  std::vector<Step> steps;  // by time
};

Script random_script(Random& random) {
  Script script;
  script.start = kMinutesOfDay + below(random, 30 * kMinutesOfDay);
  script.allowance = 1 + below(random, below(random, 3) == 0 ? 3000 : 400);
  for (int i = below(random, 7); i > 0; --i) {
    using enum ClockEventKind;
    const auto kind =
        std::array{
            paused, paused, paused, resumed, resumed, stopped, excused}[static_cast<std::size_t>(
            below(random, 7))];
    Step step{kind, script.start - 100 + below(random, 3 * kMinutesOfDay), -1};
    if (kind == paused && below(random, 3) > 0) {
      step.until = step.at - 60 + below(random, 2 * kMinutesOfDay);
    }
    script.steps.push_back(step);
  }
  std::ranges::stable_sort(script.steps, {}, &Step::at);
  return script;
}

struct Outcome {
  ClockState state = ClockState::on_track;
  int breached = -1;
  int stopped = -1;
  int left = 0;

  bool operator==(const Outcome&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Outcome& outcome) {
  return out << name_of(outcome.state) << " breached " << outcome.breached << " stopped "
             << outcome.stopped << " left " << outcome.left;
}

// Minute by minute up to and including `now`.
class Simulation {
 public:
  Simulation(const World& world, const Script& script)
      : world_(world), script_(script), left_(script.allowance) {}

  Outcome run(int now) {
    // A quarter of the allowance, of which a part of a minute is not seen before its end.
    const int before_soon = script_.allowance - script_.allowance / 4;
    int soon_since = -1;
    std::size_t next = 0;
    for (int i = script_.start; i <= now; ++i) {
      if (paused_ && until_ == i) paused_ = false;
      for (; next < script_.steps.size() && script_.steps[next].at <= i; ++next) {
        take(script_.steps[next], i);
      }
      if (is_over()) continue;
      if (!paused_ && left_ == 0 && i < now) breached_ = i;
      if (!paused_ && i < now && breached_ < 0 && world_.open[static_cast<std::size_t>(i)]) --left_;
      if (soon_since < 0 && script_.allowance - left_ >= before_soon) soon_since = i;
    }
    return {state(soon_since >= 0), breached_, stopped_, left_};
  }

 private:
  bool is_over() const { return stopped_ >= 0 || breached_ >= 0; }

  void take(const Step& step, int at) {
    using enum ClockEventKind;
    if (step.kind == excused) excused_ = true;
    if (step.kind == stopped && stopped_ < 0) stopped_ = at;
    if (is_over()) return;
    if (step.kind == resumed) paused_ = false;
    if (step.kind == paused) {
      paused_ = step.until < 0 || step.until > at;
      until_ = step.until;
    }
  }

  ClockState state(bool soon) const {
    if (stopped_ >= 0 && breached_ < 0) return ClockState::met;
    if (excused_) return ClockState::excused;
    if (breached_ >= 0) return ClockState::breached;
    return soon && !paused_ ? ClockState::due_soon : ClockState::on_track;
  }

  const World& world_;
  const Script& script_;
  int left_;
  int until_ = -1;
  int breached_ = -1;
  int stopped_ = -1;
  bool paused_ = false;
  bool excused_ = false;
};

Outcome measured(const World& world, const BusinessCalendar& calendar, const Script& script,
                 int now) {
  BusinessClock clock{world.at(script.start), minutes(script.allowance), {}};
  for (const auto& step : script.steps) {
    ClockEvent event{step.kind, world.at(step.at), std::nullopt, Id{1}, ""};
    if (step.until >= 0) event.until = world.at(step.until);
    clock.events.push_back(event);
  }
  // Whole minutes: the simulation sees no parts of them.
  const int soon_minutes = script.allowance / 4;
  const double soon_share = static_cast<double>(soon_minutes) / script.allowance;
  const auto found = course(clock, calendar, world.at(now), soon_share);
  const auto minute = [&](const std::optional<Timestamp>& at) {
    return at ? static_cast<int>((*at - world.begin) / minutes(1)) : -1;
  };
  return {state(found, world.at(now)), minute(found.breached_at), minute(found.stopped_at),
          static_cast<int>(found.left / minutes(1))};
}

TEST(ClockProperty, AgreesWithASimulationOfEveryMinute) {
  Random random(20261126);
  int scripts = 0;
  std::array<int, 5> seen{};
  for (const auto& [zone, begin] : {std::pair{"Europe/Paris", "2026-03-10T00:00:00Z"},
                                    {"Europe/Paris", "2026-10-10T00:00:00Z"},
                                    {"America/New_York", "2026-02-20T00:00:00Z"},
                                    {"America/New_York", "2026-10-20T00:00:00Z"},
                                    {"Australia/Lord_Howe", "2026-09-20T00:00:00Z"},
                                    {"Australia/Lord_Howe", "2026-03-20T00:00:00Z"},
                                    {"Africa/Cairo", "2024-04-10T00:00:00Z"},
                                    {"Africa/Cairo", "2024-10-15T00:00:00Z"},
                                    {"America/St_Johns", "2010-10-25T00:00:00Z"},
                                    {"Asia/Kathmandu", "2026-03-01T00:00:00Z"}}) {
    const Timestamp start = parse_timestamp(begin).value();
    const auto wall = wall_clock(zone, start);
    for (int c = 0; c < 20; ++c) {
      const auto hours = random_hours(random, zone, start);
      const World world = look(hours, start, wall);
      const auto calendar = *BusinessCalendar::make(hours);
      for (int i = 0; i < 50; ++i) {
        const Script script = random_script(random);
        const int now = script.start + below(random, 5 * kMinutesOfDay);
        const auto expected = Simulation(world, script).run(now);
        ASSERT_EQ(measured(world, calendar, script, now), expected)
            << zone << " script " << scripts << " now " << now;
        ++scripts;
        ++seen[static_cast<std::size_t>(expected.state)];
      }
    }
  }
  EXPECT_EQ(scripts, 10'000);
  for (const int count : seen) EXPECT_GT(count, 100);  // every state is met often
}

}  // namespace
}  // namespace tandem::agreement
