// From which score on marketing hands a lead to sales.
//
// Economic: a lead is worth a rep's time when probability * margin is at least what the time costs,
// p* = price of a minute * minutes / margin. Capacity: the score of the last lead that sales has
// time for. The larger of both holds. So that leads near the threshold do not go to and fro, a lead
// is handed over 10 % above it and taken back 10 % below it.
//
// Example. 1.50 a minute, 17 minutes a lead, margin 600: p* = .0425; handed over from .04675 on,
// taken back below .03825.
#pragma once

#include <span>

#include "base/described.h"
#include "base/result.h"

namespace tandem::scoring {

// 1 or more: no lead is worth the time. Errors: scoring.negative, fields price_per_minute and
// minutes; scoring.no_margin, field margin, when it is not above 0; scoring.not_finite.
Result<double> economic_threshold(double price_per_minute, double minutes, double margin);

// The score of lead number `capacity` in descending order: 0 when there are fewer leads, above any
// score (infinite) when `capacity` is 0. Precondition: scores are no NaN.
double capacity_threshold(std::span<const double> scores, std::size_t capacity);

enum class ThresholdRule { economic, capacity };
BOOST_DESCRIBE_ENUM(ThresholdRule, economic, capacity)

struct HandOffThreshold {
  double score = 0;
  ThresholdRule rule = ThresholdRule::economic;  // which of both is the larger
  double enter = 0;                              // handed over from here on
  double leave = 0;                              // taken back below
};
BOOST_DESCRIBE_STRUCT(HandOffThreshold, (), (score, rule, enter, leave))

inline constexpr double kHysteresis = 0.1;

// `enter` is at most half-way between the threshold and 1, so that a high one can be reached.
HandOffThreshold hand_off_threshold(double economic, double capacity,
                                    double hysteresis = kHysteresis);

// Whether sales has the lead, given whether it had it before.
bool handed_off(const HandOffThreshold& threshold, double score, bool before);

}  // namespace tandem::scoring
