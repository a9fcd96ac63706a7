// A follow-up problem as a document, and its answer: what `tandem cadence` reads and prints.
//
// Example. The two segments of attempt_plan.h and 300 minutes: value 734.2, 1.5 a minute, 90 an
// hour; three attempts on all of X, one on 69.25 % of Y; "3 attempts, first in first out" would
// bring 530.149.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/result.h"
#include "domain/followup/deadline.h"
#include "domain/followup/timed_plan.h"

namespace tandem::followup {

// Absent fields take the default of what they fill (Segment, Channel, Timing ...).
struct ScenarioSegment {
  std::string name;
  double leads = 0;
  double value = 0;
  std::optional<std::vector<double>> hazards;  // absent: the prior of contact_prior.h, and said so
  std::optional<double> attempt_minutes;
  std::optional<double> conversation_minutes;
  std::optional<std::vector<std::string>> channels;  // of the scenario's; absent: all of them
  std::optional<int> attempts_made;
  std::optional<int> age_days;
  std::optional<int> days_since_attempt;
};
BOOST_DESCRIBE_STRUCT(ScenarioSegment, (),
                      (name, leads, value, hazards, attempt_minutes, conversation_minutes, channels,
                       attempts_made, age_days, days_since_attempt))

struct ScenarioChannel {
  std::string name;
  double attempt_minutes = 0;
  std::optional<double> conversation_minutes;  // absent: 0
  std::optional<double> offset;                // logit; absent: 0
};
BOOST_DESCRIBE_STRUCT(ScenarioChannel, (), (name, attempt_minutes, conversation_minutes, offset))

struct ScenarioTiming {
  std::optional<double> half_life_days;
  std::optional<int> horizon_days;
  std::optional<int> max_attempts;
  std::optional<int> late_attempt;
  std::optional<double> late_factor;
  std::optional<std::vector<double>> delay_offsets;
  std::optional<std::vector<double>> gap_offsets;
};
BOOST_DESCRIBE_STRUCT(ScenarioTiming, (),
                      (half_life_days, horizon_days, max_attempts, late_attempt, late_factor,
                       delay_offsets, gap_offsets))

struct ScenarioWage {
  double per_minute = 0;
  std::optional<double> productive_minutes;  // of a rep's day; absent: 360
};
BOOST_DESCRIBE_STRUCT(ScenarioWage, (), (per_minute, productive_minutes))

struct ScenarioArrivals {
  double per_hour = 0;
  double minutes_each = 0;
  std::optional<double> answer_within_minutes;  // absent: 5
  std::optional<double> target;                 // absent: .9
};
BOOST_DESCRIBE_STRUCT(ScenarioArrivals, (), (per_hour, minutes_each, answer_within_minutes, target))

struct ScenarioDeadlines {
  std::optional<std::vector<LiftPoint>> lifts;
  std::optional<double> share;  // of the index at 5 minutes to keep; absent: .8
};
BOOST_DESCRIBE_STRUCT(ScenarioDeadlines, (), (lifts, share))

struct Scenario {
  double capacity_minutes = 0;                 // of one working day
  std::optional<int> working_days;             // that the leads are worked in; absent: 1
  std::optional<double> attempt_minutes;       // of segments that do not say
  std::optional<double> conversation_minutes;  // likewise
  std::vector<ScenarioSegment> segments;
  std::optional<std::vector<ScenarioChannel>> channels;
  std::optional<ScenarioTiming> timing;  // present: value decays and days count
  std::optional<ScenarioWage> wage;
  std::optional<ScenarioArrivals> arrivals;
  std::optional<ScenarioDeadlines> deadlines;

  // Errors: followup.no_segments, followup.negative, followup.not_positive, followup.not_a_share,
  // followup.out_of_range {low, high}, followup.too_large {most}, followup.no_channel {channel},
  // followup.needs_timing, and those of check_lifts and check_arrivals.
  Result<void> validate() const;
};
BOOST_DESCRIBE_STRUCT(Scenario, (),
                      (capacity_minutes, working_days, attempt_minutes, conversation_minutes,
                       segments, channels, timing, wage, arrivals, deadlines))

struct AnswerSegment {
  std::string name;
  int attempts = 0;  // at most, to `share` of the leads
  double share = 0;
  int otherwise = 0;  // attempts at most to the rest
  double minutes = 0;
  double value = 0;
  bool prior_hazards = false;  // no hazards were given: these rest on belief alone
  std::optional<std::vector<PlannedAttempt>> schedule;  // with timing or channels
  std::optional<std::vector<PlannedAttempt>> otherwise_schedule;
  std::optional<double> deadline_minutes;  // of the first response, with deadlines
};
BOOST_DESCRIBE_STRUCT(AnswerSegment, (),
                      (name, attempts, share, otherwise, minutes, value, prior_hazards, schedule,
                       otherwise_schedule, deadline_minutes))

struct Staffing {
  std::optional<double> minutes_worth_the_wage;  // a working day
  std::optional<double> fluid_people;            // those minutes / productive minutes
  std::optional<int> service_people;             // to answer in time
  std::optional<double> late_share;              // of leads, with that many people
  double people = 0;                             // the larger of the two
};
BOOST_DESCRIBE_STRUCT(Staffing, (),
                      (minutes_worth_the_wage, fluid_people, service_people, late_share, people))

struct Answer {
  double value = 0;
  double upper_bound = 0;
  double price_per_minute = 0;
  double value_of_one_more_hour = 0;
  double minutes = 0;  // used
  std::vector<AnswerSegment> segments;
  std::map<std::string, double> fixed;  // by the policy's name
  std::optional<Staffing> staffing;
};
BOOST_DESCRIBE_STRUCT(Answer, (),
                      (value, upper_bound, price_per_minute, value_of_one_more_hour, minutes,
                       segments, fixed, staffing))

// A rule that many follow. `attempts` 0: always the best next attempt. `days` 0: days do not count.
struct FixedPolicy {
  int attempts = 0;
  int days = 0;
  double value = 0;
};
// Its stable name: "3 attempts, first in first out".
std::string name_of_policy(const FixedPolicy& policy);

struct Cadence {
  Answer answer;
  std::vector<FixedPolicy> fixed;
};

// Precondition: a valid scenario.
Cadence solve(const Scenario& scenario);

}  // namespace tandem::followup
