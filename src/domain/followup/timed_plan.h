// When to make each attempt: the full dynamic programme, where waiting costs value.
//
// A lead is in state (k, d, g): the next attempt is its k-th, it is d business days old, and g
// business days have passed since the last attempt. At a price of lambda a minute,
//
//   W(k,d,g) = max{0, W(k,d+1,g+1), max over channels of
//                  h (V - lambda m_c) - lambda m_f + (1-h) W(k+1,d+1,1)},   W = 0 past the horizon,
//
// with V = value * 2^(-d / half life), times `late_factor` from attempt `late_attempt` on, and
// logit h = logit h_k + channel + (k = 1 ? delay(d) : gap(g)). The best use of B minutes is worth
// min over lambda of sum a W(lambda) + lambda B, a convex function whose minimum is found where the
// lines of two plans cross; mixing the two plans uses B exactly. That the mixture is worth as much
// as the minimum is its certificate.
//
// Example. One segment, hazards .4, .2, .1, no decay, no horizon in the way: the plain problem of
// attempt_plan.h, to the digit.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/followup/attempt_plan.h"

namespace tandem::followup {

struct Timing {
  double half_life_days = 10;  // of the value, in business days
  int horizon_days = 20;       // the last day on which an attempt may be made
  int max_attempts = 12;
  int late_attempt = 7;  // from this attempt on the value is `late_factor` of what it was
  double late_factor = .55;
  std::vector<double>
      delay_offsets{};  // logit, of a first attempt on day 0, 1, ...; the last one holds
  std::vector<double>
      gap_offsets{};  // logit, of an attempt 1, 2, ... days after; the last one holds
};

inline constexpr int kMostDays = 250;
inline constexpr int kMostAttempts = 60;

struct Channel {
  std::string name{};
  double attempt_minutes = 4;
  double conversation_minutes = 15;
  double offset = 0;  // logit
};

struct TimedSegment {
  std::string name{};
  double leads = 0;
  double value = 0;
  std::vector<double> hazards{};
  std::vector<Channel> channels{};  // at least one
  // Where its leads are now.
  int attempts_made = 0;
  int age_days = 0;
  int days_since_attempt = 1;  // of no matter before the first attempt
};

struct PlannedAttempt {
  int attempt = 1;
  int day = 0;  // business days after the lead came
  std::string channel;
  double hazard = 0;
};
BOOST_DESCRIBE_STRUCT(PlannedAttempt, (), (attempt, day, channel, hazard))

// A way to treat one lead, with the minutes it takes and the value it brings on average.
struct Schedule {
  std::vector<PlannedAttempt> attempts;
  double minutes = 0;
  double value = 0;
};

// The dynamic programme of one segment; solve it at a price, then ask.
class SegmentProgramme {
 public:
  // Preconditions: Timing within its limits, at least one channel, shares as hazards.
  SegmentProgramme(const TimedSegment& segment, const Timing& timing);

  void solve(double price);
  // Of what solve() found, for one lead in the segment's state.
  double worth() const;
  Schedule schedule() const;
  // Of a lead in that state: the minutes that its attempts take on average within `days` days.
  double minutes_within(int days, int attempts_made, int age_days, int days_since_attempt) const;
  // What a fixed rule does instead: up to `attempts`, the first now, then every `days` days.
  Schedule fixed(int attempts, int days) const;

  // (Q_act - Q_wait) / m of a lead: what calling it now is worth a minute, above the price. Nothing
  // when the lead is not worth calling now, is done, or too old. Days beyond the horizon count as
  // it.
  std::optional<double> index(int attempts_made, int age_days, int days_since_attempt) const;

 private:
  struct Choice {
    double act = 0;
    double minutes = 0;
    double hazard = 0;
    int channel = -1;
  };
  std::size_t at(int made, int day, int gap) const;
  Choice best_act(int made, int day, int gap) const;
  // Business days since the last attempt as the programme counts them: none before the first one,
  // and no more than the horizon knows.
  int gap_of(int made, int days_since_attempt) const;
  // Makes that attempt on the share `alive` of the leads that is still to be reached.
  void attempt(Schedule& schedule, double alive, int made, int day, const Choice& choice) const;
  // Goes the best way of a lead in that state for `days` days; on_attempt(alive, made, day, choice)
  // for each attempt on it.
  template <class F>
  void follow(int made, int age_days, int days_since_attempt, int days, F&& on_attempt) const;
  double hazard(int made, int day, int gap, std::size_t channel) const;

  TimedSegment segment_;
  Timing timing_;
  int attempts_;  // how many there may be
  double price_ = 0;
  std::vector<double> hazards_;  // [made][day or gap][channel]
  std::vector<double> values_;   // [day], of a connection
  std::vector<double> worth_;    // [made][day][gap]
};

struct TimedAllocation {
  std::string name{};
  int attempts = 0;
  double share = 0;
  int otherwise = 0;
  double minutes = 0;
  double value = 0;
  std::vector<PlannedAttempt> schedule{};            // of that share
  std::vector<PlannedAttempt> otherwise_schedule{};  // of the rest
};

struct TimedPlan {
  double value = 0;
  double upper_bound = 0;
  double minutes = 0;
  double price_per_minute = 0;
  std::vector<TimedAllocation> segments{};
};

// `programmes` are left solved at the price of the plan. leads[i] are of programmes[i].
TimedPlan best_timed_plan(std::span<SegmentProgramme> programmes,
                          std::span<const TimedSegment> segments, double capacity_minutes);

// Minutes used when a minute costs `price`.
double timed_minutes_at_price(std::span<SegmentProgramme> programmes,
                              std::span<const TimedSegment> segments, double price);

}  // namespace tandem::followup
