#include "domain/followup/timed_plan.h"

#include <algorithm>
#include <cmath>

namespace tandem::followup {
namespace {

// h with its log-odds moved by `offset`; 0 and 1 stay what they are.
double shifted(double hazard, double offset) {
  if (offset == 0 || hazard <= 0 || hazard >= 1) return hazard;
  return 1 / (1 + (1 - hazard) / hazard * std::exp(-offset));
}

// The offset of day `i`: the last one holds for all later days.
double held(const std::vector<double>& offsets, int i) {
  if (offsets.empty()) return 0;
  return offsets[std::min(static_cast<std::size_t>(std::max(i, 0)), offsets.size() - 1)];
}

// A plan for all segments together: a line, value - price * minutes.
struct Line {
  std::vector<Schedule> schedules;
  double minutes = 0;
  double value = 0;
  double at(double price) const { return value - price * minutes; }
};

Line solve_all(std::span<SegmentProgramme> programmes, std::span<const TimedSegment> segments,
               double price) {
  Line line;
  for (std::size_t s = 0; s < programmes.size(); ++s) {
    programmes[s].solve(price);
    line.schedules.push_back(programmes[s].schedule());
    line.minutes += segments[s].leads * line.schedules.back().minutes;
    line.value += segments[s].leads * line.schedules.back().value;
  }
  return line;
}

Line nothing(std::size_t segments) {
  return {std::vector<Schedule>(segments), 0, 0};
}

// Two plans that are best at the same price: one that takes more minutes than there are, one that
// does not. The second alone when minutes are left over.
struct Crossing {
  double price = 0;
  Line over;
  Line within;
};

Crossing find_crossing(std::span<SegmentProgramme> programmes,
                       std::span<const TimedSegment> segments, double capacity) {
  Crossing crossing{0, solve_all(programmes, segments, 0), nothing(programmes.size())};
  if (crossing.over.minutes <= capacity) {
    crossing.within = crossing.over;
    return crossing;
  }
  constexpr int kMostRounds =
      500;  // a guard: each round finds a new plan, and a few dozen are enough
  for (int round = 0; round < kMostRounds; ++round) {
    auto& [price, over, within] = crossing;
    price = (over.value - within.value) / (over.minutes - within.minutes);
    auto line = solve_all(programmes, segments, price);
    const double known = over.at(price);
    const double scale = std::abs(over.value) + price * over.minutes;
    if (line.at(price) <= known + 1e-12 * scale) break;
    (line.minutes > capacity ? over : within) = std::move(line);
    if (!(over.minutes > within.minutes)) break;
  }
  return crossing;
}

TimedAllocation allocation(const std::string& name, double leads, const Schedule& more,
                           const Schedule& less, double share) {
  TimedAllocation part{.name = name};
  const auto& shown = share > 0 ? more : less;
  part.schedule = shown.attempts;
  part.attempts = static_cast<int>(shown.attempts.size());
  const bool split = share > 0 && share < 1;
  part.otherwise_schedule = split ? less.attempts : shown.attempts;
  part.otherwise = static_cast<int>(part.otherwise_schedule.size());
  part.share = split ? share : (part.attempts > 0 ? 1 : 0);
  part.minutes = leads * (share * more.minutes + (1 - share) * less.minutes);
  part.value = leads * (share * more.value + (1 - share) * less.value);
  return part;
}

}  // namespace

SegmentProgramme::SegmentProgramme(const TimedSegment& segment, const Timing& timing)
    : segment_(segment),
      timing_(timing),
      attempts_(static_cast<int>(
          std::min(segment.hazards.size(), static_cast<std::size_t>(timing.max_attempts)))) {
  const int days = timing.horizon_days + 1;
  for (int day = 0; day < days; ++day) {
    values_.push_back(segment.value * std::exp2(-day / timing.half_life_days));
  }
  for (int made = 0; made < attempts_; ++made) {
    for (int day = 0; day <= days; ++day) {
      const double offset =
          made == 0 ? held(timing.delay_offsets, day) : held(timing.gap_offsets, day - 1);
      for (const auto& channel : segment.channels) {
        hazards_.push_back(
            shifted(segment.hazards[static_cast<std::size_t>(made)], offset + channel.offset));
      }
    }
  }
  worth_.resize(at(attempts_, days, days) + 1);
}

std::size_t SegmentProgramme::at(int made, int day, int gap) const {
  const auto width = static_cast<std::size_t>(timing_.horizon_days) + 2;
  return (static_cast<std::size_t>(made) * width + static_cast<std::size_t>(day)) * width +
         static_cast<std::size_t>(gap);
}

double SegmentProgramme::hazard(int made, int day, int gap, std::size_t channel) const {
  const auto width = static_cast<std::size_t>(timing_.horizon_days) + 2;
  const auto since = static_cast<std::size_t>(made == 0 ? day : gap);
  return hazards_[(static_cast<std::size_t>(made) * width + since) * segment_.channels.size() +
                  channel];
}

SegmentProgramme::Choice SegmentProgramme::best_act(int made, int day, int gap) const {
  const double later = worth_[at(made + 1, day + 1, 1)];
  const double late = made + 1 >= timing_.late_attempt ? timing_.late_factor : 1;
  const double value = values_[static_cast<std::size_t>(day)] * late;
  Choice best;
  for (std::size_t c = 0; c < segment_.channels.size(); ++c) {
    const auto& channel = segment_.channels[c];
    const double h = hazard(made, day, gap, c);
    const double act = h * (value - price_ * channel.conversation_minutes) -
                       price_ * channel.attempt_minutes + (1 - h) * later;
    if (best.channel >= 0 && act <= best.act) continue;
    best = {act, channel.attempt_minutes + h * channel.conversation_minutes, h,
            static_cast<int>(c)};
  }
  return best;
}

void SegmentProgramme::solve(double price) {
  price_ = price;
  std::ranges::fill(worth_, 0);
  const int last = timing_.horizon_days;
  for (int made = attempts_ - 1; made >= 0; --made) {
    for (int day = last; day >= 0; --day) {
      // Before the first attempt there is no gap; afterwards it saturates at the horizon.
      for (int gap = made == 0 ? 0 : last + 1; gap >= (made == 0 ? 0 : 1); --gap) {
        const double wait = worth_[at(made, day + 1, made == 0 ? 0 : std::min(gap + 1, last + 1))];
        worth_[at(made, day, gap)] = std::max({0.0, wait, best_act(made, day, gap).act});
      }
    }
  }
}

double SegmentProgramme::worth() const {
  if (segment_.attempts_made >= attempts_ || segment_.age_days > timing_.horizon_days) return 0;
  return worth_[at(segment_.attempts_made, segment_.age_days,
                   gap_of(segment_.attempts_made, segment_.days_since_attempt))];
}

void SegmentProgramme::attempt(Schedule& schedule, double alive, int made, int day,
                               const Choice& choice) const {
  const auto& channel = segment_.channels[static_cast<std::size_t>(choice.channel)];
  const double late = made + 1 >= timing_.late_attempt ? timing_.late_factor : 1;
  schedule.attempts.push_back({made + 1, day, channel.name, choice.hazard});
  schedule.minutes += alive * choice.minutes;
  schedule.value += alive * choice.hazard * values_[static_cast<std::size_t>(day)] * late;
}

int SegmentProgramme::gap_of(int made, int days_since_attempt) const {
  return made == 0 ? 0 : std::clamp(days_since_attempt, 1, timing_.horizon_days + 1);
}

Schedule SegmentProgramme::fixed(int attempts, int days) const {
  Schedule schedule;
  double alive = 1;
  int made = segment_.attempts_made;
  const int last = timing_.horizon_days;
  int gap = gap_of(made, segment_.days_since_attempt);
  for (int day = segment_.age_days; day <= last && made < std::min(attempts, attempts_);
       day += days) {
    const auto choice = best_act(made, day, gap);
    attempt(schedule, alive, made, day, choice);
    alive *= 1 - choice.hazard;
    ++made;
    gap = std::min(days, last + 1);
  }
  return schedule;
}

template <class F>
void SegmentProgramme::follow(int made, int age_days, int days_since_attempt, int days,
                              F&& on_attempt) const {
  const int last = std::min(timing_.horizon_days, age_days + days - 1);
  int gap = gap_of(made, days_since_attempt);
  double alive = 1;
  for (int day = age_days; day <= last && made < attempts_ && alive > 0; ++day) {
    const auto choice = best_act(made, day, gap);
    const int next_gap = gap_of(made, gap + 1);
    const double wait = worth_[at(made, day + 1, next_gap)];
    if (choice.act <= 0 && wait <= 0) break;
    if (choice.act < wait) {
      gap = next_gap;
      continue;
    }
    on_attempt(alive, made, day, choice);
    alive *= 1 - choice.hazard;
    ++made;
    gap = 1;
  }
}

Schedule SegmentProgramme::schedule() const {
  Schedule schedule;
  follow(segment_.attempts_made, segment_.age_days, segment_.days_since_attempt,
         timing_.horizon_days + 1, [&](double alive, int made, int day, const Choice& choice) {
           attempt(schedule, alive, made, day, choice);
         });
  return schedule;
}

double SegmentProgramme::minutes_within(int days, int attempts_made, int age_days,
                                        int days_since_attempt) const {
  double minutes = 0;
  follow(attempts_made, age_days, days_since_attempt, days,
         [&](double alive, int, int, const Choice& choice) { minutes += alive * choice.minutes; });
  return minutes;
}

std::optional<double> SegmentProgramme::index(int attempts_made, int age_days,
                                              int days_since_attempt) const {
  const int last = timing_.horizon_days;
  if (attempts_made < 0 || attempts_made >= attempts_ || age_days < 0 || age_days > last) return {};
  const int gap = gap_of(attempts_made, days_since_attempt);
  const auto choice = best_act(attempts_made, age_days, gap);
  const double wait = worth_[at(attempts_made, age_days + 1, gap_of(attempts_made, gap + 1))];
  if (choice.act <= 0 || choice.act < wait) return {};
  return (choice.act - wait) / choice.minutes;
}

TimedPlan best_timed_plan(std::span<SegmentProgramme> programmes,
                          std::span<const TimedSegment> segments, double capacity_minutes) {
  const auto crossing = find_crossing(programmes, segments, capacity_minutes);
  TimedPlan plan{.price_per_minute = crossing.price};
  double left = capacity_minutes - crossing.within.minutes;
  plan.upper_bound = crossing.price * capacity_minutes;
  for (std::size_t s = 0; s < programmes.size(); ++s) {
    const double leads = segments[s].leads;
    const auto& more = crossing.over.schedules[s];
    const auto& less = crossing.within.schedules[s];
    const double extra = leads * (more.minutes - less.minutes);
    double share = 0;
    if (extra > 0 && left > 0) share = std::min(1.0, left / extra);
    left -= share * extra;
    plan.segments.push_back(allocation(segments[s].name, leads, more, less, share));
    plan.value += plan.segments.back().value;
    plan.minutes += plan.segments.back().minutes;
    programmes[s].solve(crossing.price);
    plan.upper_bound += leads * programmes[s].worth();
  }
  return plan;
}

double timed_minutes_at_price(std::span<SegmentProgramme> programmes,
                              std::span<const TimedSegment> segments, double price) {
  return solve_all(programmes, segments, price).minutes;
}

}  // namespace tandem::followup
