#include "domain/followup/scenario.h"

#include <algorithm>

#include <fmt/format.h>

#include "domain/followup/contact_prior.h"
#include "domain/followup/service.h"

namespace tandem::followup {
namespace {

double minutes_of(const std::optional<double>& own, const std::optional<double>& common,
                  double otherwise) {
  return own.value_or(common.value_or(otherwise));
}

std::vector<double> hazards_of(const ScenarioSegment& segment) {
  if (segment.hazards) return *segment.hazards;
  return prior_hazards(kContactableShare, default_reached());
}

double capacity_of(const Scenario& scenario) {
  return scenario.capacity_minutes * scenario.working_days.value_or(1);
}

// Leads that have had attempts already are a segment that begins later.
std::vector<Segment> plain_segments(const Scenario& scenario) {
  std::vector<Segment> segments;
  for (const auto& s : scenario.segments) {
    auto hazards = hazards_of(s);
    const auto made =
        std::min(static_cast<std::size_t>(s.attempts_made.value_or(0)), hazards.size());
    hazards.erase(hazards.begin(), hazards.begin() + static_cast<std::ptrdiff_t>(made));
    segments.push_back({s.name, s.leads, s.value, std::move(hazards),
                        minutes_of(s.attempt_minutes, scenario.attempt_minutes, 4),
                        minutes_of(s.conversation_minutes, scenario.conversation_minutes, 15)});
  }
  return segments;
}

Timing timing_of(const Scenario& scenario) {
  if (!scenario.timing) {
    // Channels alone: days only number the attempts.
    std::size_t longest = 1;
    for (const auto& s : scenario.segments) longest = std::max(longest, hazards_of(s).size());
    const int attempts = static_cast<int>(std::min(longest, std::size_t{kMostAttempts}));
    return {.half_life_days = kLargestNumber,
            .horizon_days = attempts,
            .max_attempts = attempts,
            .late_factor = 1};
  }
  const auto& given = *scenario.timing;
  Timing timing;
  timing.half_life_days = given.half_life_days.value_or(timing.half_life_days);
  timing.horizon_days = given.horizon_days.value_or(timing.horizon_days);
  timing.max_attempts = given.max_attempts.value_or(timing.max_attempts);
  timing.late_attempt = given.late_attempt.value_or(timing.late_attempt);
  timing.late_factor = given.late_factor.value_or(timing.late_factor);
  timing.delay_offsets = given.delay_offsets.value_or(std::vector<double>{});
  timing.gap_offsets = given.gap_offsets.value_or(std::vector<double>{});
  return timing;
}

std::vector<Channel> channels_of(const Scenario& scenario, const ScenarioSegment& segment) {
  if (!scenario.channels) {
    return {{"", minutes_of(segment.attempt_minutes, scenario.attempt_minutes, 4),
             minutes_of(segment.conversation_minutes, scenario.conversation_minutes, 15), 0}};
  }
  std::vector<Channel> channels;
  for (const auto& c : *scenario.channels) {
    if (segment.channels &&
        std::ranges::find(*segment.channels, c.name) == segment.channels->end()) {
      continue;
    }
    channels.push_back(
        {c.name, c.attempt_minutes, c.conversation_minutes.value_or(0), c.offset.value_or(0)});
  }
  return channels;
}

std::vector<TimedSegment> timed_segments(const Scenario& scenario) {
  std::vector<TimedSegment> segments;
  for (const auto& s : scenario.segments) {
    segments.push_back({s.name, s.leads, s.value, hazards_of(s), channels_of(scenario, s),
                        s.attempts_made.value_or(0), s.age_days.value_or(0),
                        s.days_since_attempt.value_or(1)});
  }
  return segments;
}

std::vector<FixedPolicy> plain_policies(const std::vector<Segment>& segments, double capacity) {
  std::size_t longest = 0;
  for (const auto& s : segments) longest = std::max(longest, s.hazards.size());
  std::vector<FixedPolicy> policies;
  for (const int attempts : {1, 3, 6, 12}) {
    if (attempts > 3 && static_cast<std::size_t>(attempts) > longest) continue;
    policies.push_back({attempts, 0, first_in_first_out(segments, capacity, attempts)});
  }
  policies.push_back({0, 0, best_next_attempt(segments, capacity)});
  return policies;
}

std::vector<FixedPolicy> timed_policies(const std::vector<SegmentProgramme>& programmes,
                                        const std::vector<TimedSegment>& segments,
                                        double capacity) {
  std::vector<FixedPolicy> policies{{1, 1, 0}, {6, 2, 0}, {12, 1, 0}};
  for (auto& policy : policies) {
    double minutes = 0;
    for (std::size_t s = 0; s < segments.size(); ++s) {
      const auto schedule = programmes[s].fixed(policy.attempts, policy.days);
      minutes += segments[s].leads * schedule.minutes;
      policy.value += segments[s].leads * schedule.value;
    }
    if (minutes > capacity) policy.value *= capacity / minutes;
  }
  return policies;
}

// What both kinds of plan tell of themselves and of a segment.
template <class Part>
AnswerSegment shown(const Part& part) {
  AnswerSegment segment;
  segment.name = part.name;
  segment.attempts = part.attempts;
  segment.share = part.share;
  segment.otherwise = part.otherwise;
  segment.minutes = part.minutes;
  segment.value = part.value;
  return segment;
}

template <class Plan>
void take(const Plan& plan, Answer& answer) {
  answer.value = plan.value;
  answer.upper_bound = plan.upper_bound;
  answer.price_per_minute = plan.price_per_minute;
  answer.minutes = plan.minutes;
  for (const auto& part : plan.segments) answer.segments.push_back(shown(part));
}

void solve_plain(const Scenario& scenario, Cadence& cadence, double& minutes_at_wage) {
  const auto segments = plain_segments(scenario);
  const auto plan = best_plan(segments, capacity_of(scenario));
  take(plan, cadence.answer);
  cadence.fixed = plain_policies(segments, capacity_of(scenario));
  if (scenario.wage) minutes_at_wage = minutes_at_price(segments, scenario.wage->per_minute);
}

void solve_timed(const Scenario& scenario, Cadence& cadence, double& minutes_at_wage) {
  const auto segments = timed_segments(scenario);
  const auto timing = timing_of(scenario);
  std::vector<SegmentProgramme> programmes;
  for (const auto& segment : segments) programmes.emplace_back(segment, timing);
  auto plan = best_timed_plan(programmes, segments, capacity_of(scenario));
  take(plan, cadence.answer);
  for (std::size_t i = 0; i < plan.segments.size(); ++i) {
    cadence.answer.segments[i].schedule = std::move(plan.segments[i].schedule);
    cadence.answer.segments[i].otherwise_schedule = std::move(plan.segments[i].otherwise_schedule);
  }
  cadence.fixed = timed_policies(programmes, segments, capacity_of(scenario));
  if (scenario.wage) {
    minutes_at_wage = timed_minutes_at_price(programmes, segments, scenario.wage->per_minute);
  }
}

Staffing staffing_of(const Scenario& scenario, double minutes_at_wage) {
  Staffing staffing;
  if (const auto& wage = scenario.wage) {
    staffing.minutes_worth_the_wage = minutes_at_wage / scenario.working_days.value_or(1);
    staffing.fluid_people =
        *staffing.minutes_worth_the_wage / wage->productive_minutes.value_or(360);
    staffing.people = *staffing.fluid_people;
  }
  if (const auto& given = scenario.arrivals) {
    const Arrivals arrivals{given->per_hour, given->minutes_each};
    const double limit = given->answer_within_minutes.value_or(5);
    staffing.service_people = people_needed(arrivals, limit, given->target.value_or(.9));
    staffing.late_share = wait_probability(arrivals, *staffing.service_people, limit);
    staffing.people = std::max(staffing.people, static_cast<double>(*staffing.service_people));
  }
  return staffing;
}

void add_deadlines(const Scenario& scenario, Answer& answer) {
  const auto& given = *scenario.deadlines;
  const auto lifts = given.lifts ? std::span<const LiftPoint>(*given.lifts) : default_lifts();
  const auto segments = plain_segments(scenario);
  for (std::size_t s = 0; s < segments.size(); ++s) {
    if (scenario.segments[s].attempts_made.value_or(0) > 0) continue;
    const auto deadline = first_response_deadline(
        lifts, joint_index(segments[s], 0), answer.price_per_minute, given.share.value_or(.8));
    if (deadline) answer.segments[s].deadline_minutes = deadline->minutes;
  }
}

}  // namespace

std::string name_of_policy(const FixedPolicy& policy) {
  if (policy.attempts == 0) return "best next attempt first";
  const auto attempts =
      fmt::format("{} attempt{}", policy.attempts, policy.attempts == 1 ? "" : "s");
  if (policy.days == 0 || policy.attempts == 1) return attempts + ", first in first out";
  if (policy.days == 1) return attempts + ", one a day, first in first out";
  return fmt::format("{} every {} days, first in first out", attempts, policy.days);
}

Cadence solve(const Scenario& scenario) {
  Cadence cadence;
  double minutes_at_wage = 0;
  const bool timed = scenario.timing || scenario.channels;
  (timed ? solve_timed : solve_plain)(scenario, cadence, minutes_at_wage);
  auto& answer = cadence.answer;
  answer.value_of_one_more_hour = 60 * answer.price_per_minute;
  for (std::size_t s = 0; s < answer.segments.size(); ++s) {
    answer.segments[s].prior_hazards = !scenario.segments[s].hazards;
  }
  for (const auto& policy : cadence.fixed) answer.fixed[name_of_policy(policy)] = policy.value;
  if (scenario.wage || scenario.arrivals) answer.staffing = staffing_of(scenario, minutes_at_wage);
  if (scenario.deadlines) add_deadlines(scenario, answer);
  return cadence;
}

}  // namespace tandem::followup
