// How many attempts each segment of leads deserves when there are not enough minutes for all.
//
// The only feedback is "connected, stop", so a way to treat a lead is a number of attempts n. It
// takes M_n = sum S(k-1) m(k) minutes and is worth R_n = sum S(k-1) h(k) V, where h(k) is the
// chance that attempt k connects when the ones before it did not, S(k) = (1-h(1))...(1-h(k)), and
// m(k) = attempt minutes + h(k) * conversation minutes. The best use of B minutes is a linear
// programme over these schedules: per segment, the upper concave hull of the points (M_n, R_n); all
// edges of all hulls sorted by value per minute; filled until B is used. A hull takes care of
// hazards that rise: an attempt that only pays because the next one does comes together with it.
//
// Example. 10 leads worth 100 with hazards .4, .2, .1 and 20 leads worth 60 with .2, .1, .05; 5
// minutes an attempt, 15 a conversation. 300 minutes are best used by all three attempts on the
// first (189.2 minutes) and one attempt on 69.25 % of the second: 734.2, and a further minute would
// bring 1.5.
//
// Sources: Bertsimas & Nino-Mora 2000 (index policies as a linear programme); Gittins 1979 (the
// index of a schedule as the best ratio over its beginnings).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/result.h"

namespace tandem::followup {

inline constexpr double kLargestNumber = 1e12;  // of leads, minutes and values: sums stay finite
inline constexpr double kLeastMinutes = 1e-3;   // of an attempt: nothing is done in no time

struct Segment {
  std::string name;
  double leads = 0;
  double value = 0;             // of a connection
  std::vector<double> hazards;  // of attempt 1, 2, ...
  double attempt_minutes = 4;
  double conversation_minutes = 15;

  // Errors, with the field: followup.negative, followup.not_a_share, followup.too_large {most},
  // followup.out_of_range {low, high}.
  Result<void> validate() const;
};

// Attempts from+1 .. to on one lead that has had `from`; the minutes and the value count the chance
// that it comes to them.
struct Step {
  int from = 0;
  int to = 0;
  double minutes = 0;
  double value = 0;
  double index() const { return value / minutes; }
};

// The hull of one lead of the segment: value per minute falls from step to step and is positive.
std::vector<Step> concave_steps(const Segment& segment);

// The value per minute of going on with a lead that has had `attempts_made`: the best ratio over
// the ways to go on; 0 when none is worth anything.
double joint_index(const Segment& segment, int attempts_made);

struct Allocation {
  std::string name;
  int attempts = 0;   // at most, to a share of the segment's leads
  double share = 0;   // 0 when the segment gets nothing, 1 when all its leads are treated alike
  int otherwise = 0;  // attempts at most to the rest of them
  double minutes = 0;
  double value = 0;
};
BOOST_DESCRIBE_STRUCT(Allocation, (), (name, attempts, share, otherwise, minutes, value))

struct Plan {
  double value = 0;
  double upper_bound = 0;            // proven: no way to use the minutes is worth more
  double minutes = 0;                // used
  double price_per_minute = 0;       // what one more minute would bring
  std::vector<Allocation> segments;  // in the order given
};

// Precondition: valid segments, capacity >= 0. With no capacity the price is the largest index.
Plan best_plan(std::span<const Segment> segments, double capacity_minutes);

// The minutes used when every lead gets what is worth at least `price` a minute.
double minutes_at_price(std::span<const Segment> segments, double price);

// What simpler ways to use the same minutes are worth.

// At most `attempts` on every lead, in the order in which leads come: all segments get the same
// share.
double first_in_first_out(std::span<const Segment> segments, double capacity_minutes, int attempts);
// Always the attempt with the highest value per minute among the next ones, without looking
// further.
double best_next_attempt(std::span<const Segment> segments, double capacity_minutes);

// Refuses what is negative, not a number, or beyond kLargestNumber.
Result<void> check_amount(double amount, std::string_view field);
// Refuses minutes of an attempt and of a conversation that cannot be.
Result<void> check_minutes(double attempt, double conversation);

}  // namespace tandem::followup
