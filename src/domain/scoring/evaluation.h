// How good probabilities were, once it is known who converted.
//
// Example. Converted 1,0,1,1,0,0,1,0 at probabilities .9,.8,.7,.6,.6,.4,.3,.1: AUC .65625 (a
// customer was ranked above another lead in 10.5 of 16 pairs), Brier .24, log-loss .664844; the
// better half of the list holds three of the four customers.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/described.h"
#include "base/result.h"

namespace tandem::scoring {

// Of the rows said to convert with a probability from `from` up to, not including, `to` (1 belongs
// to the last bin).
struct CalibrationBin {
  double from = 0;
  double to = 0;
  std::int64_t rows = 0;
  std::optional<double> said;      // mean probability; none without rows
  std::optional<double> happened;  // share that converted
};
BOOST_DESCRIBE_STRUCT(CalibrationBin, (), (from, to, rows, said, happened))

// Of the best `share` of the rows.
struct LiftPoint {
  double share = 0;
  std::optional<double> lift;      // their rate / the rate of all; none without customers
  std::optional<double> captured;  // share of all customers among them
};
BOOST_DESCRIBE_STRUCT(LiftPoint, (), (share, lift, captured))

struct Evaluation {
  std::int64_t rows = 0;
  std::int64_t positives = 0;
  double base_rate = 0;
  std::optional<double> auc;  // none when only one class is there
  double brier = 0;
  double base_brier = 0;  // of saying the base rate of everybody: p(1-p)
  double log_loss = 0;
  std::optional<double> top_half;           // share of the customers in the better half of the list
  std::vector<CalibrationBin> calibration;  // ten, of equal width
  std::vector<LiftPoint> lift;              // at 10 %, 20 %, ... 100 %
};
BOOST_DESCRIBE_STRUCT(Evaluation, (),
                      (rows, positives, base_rate, auc, brier, base_brier, log_loss, top_half,
                       calibration, lift))

// Chance that a random positive has a higher score than a random negative; a tie counts half
// (Mann-Whitney). None when only one class is there. Precondition: equal sizes, scores no NaN.
std::optional<double> area_under_curve(const std::vector<bool>& outcomes,
                                       std::span<const double> scores);

// Among equal probabilities, the earlier row is ranked higher. The log-loss counts a probability as
// at least 1e-15 away from 0 and 1. Errors: scoring.sizes_differ; scoring.no_rows;
// scoring.not_a_probability, field probabilities[i].
Result<Evaluation> evaluate(const std::vector<bool>& outcomes,
                            std::span<const double> probabilities);

}  // namespace tandem::scoring
