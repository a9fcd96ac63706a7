// From a model's log-odds to probabilities that come true as often as they say: fitted on log-odds
// of rows that the model had not seen.
//
// With fewer than 1,000 positives a line, Platt's (Advances in Large Margin Classifiers, 1999, with
// his softened targets); above, a rising curve, isotonic regression by pooling adjacent violators
// (Ayer et al., 1955), straight between its steps so that the ranking is kept.
//
// Example. Outcomes 0,1,0,0,1,1,0,1 at rising scores: 0, 1/3 three times, 2/3 three times, 1.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/described.h"
#include "base/result.h"

namespace tandem::scoring {

inline constexpr std::int64_t kFewestForIsotonic = 1000;  // positives

enum class CalibrationMethod { none, platt, isotonic };
BOOST_DESCRIBE_ENUM(CalibrationMethod, none, platt, isotonic)

struct CalibrationKnot {
  double log_odds = 0;
  double probability = 0;
};
BOOST_DESCRIBE_STRUCT(CalibrationKnot, (), (log_odds, probability))

struct Calibration {
  CalibrationMethod method = CalibrationMethod::none;
  double slope = 1;  // platt: probability = logistic(slope * log-odds + offset)
  double offset = 0;
  std::vector<CalibrationKnot> knots;  // isotonic: rising in both, straight between

  double probability(double log_odds) const;
};
BOOST_DESCRIBE_STRUCT(Calibration, (), (method, slope, offset, knots))

// The rising sequence nearest to `outcomes` in squares; the outcomes stand in ascending order of
// their scores.
std::vector<double> isotonic(std::span<const double> outcomes);

// `outcomes` are 0 or 1. With one class only, or nothing, the log-odds are taken as they are.
Calibration calibrate(std::span<const double> log_odds, std::span<const double> outcomes);

}  // namespace tandem::scoring
