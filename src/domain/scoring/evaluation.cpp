#include "domain/scoring/evaluation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tandem::scoring {
namespace {

constexpr std::size_t kBins = 10;
constexpr double kSmallest = 1e-15;  // what a probability of 0 counts as in the log-loss

// Row numbers, the highest score first; equal ones as they come.
std::vector<std::size_t> ranking(std::span<const double> scores) {
  std::vector<std::size_t> rows(scores.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  std::ranges::stable_sort(
      rows, [&](std::size_t one, std::size_t other) { return scores[one] > scores[other]; });
  return rows;
}

std::vector<CalibrationBin> calibration_bins(const std::vector<bool>& outcomes,
                                             std::span<const double> probabilities) {
  std::vector<CalibrationBin> bins(kBins);
  std::vector<double> said(kBins, 0);
  std::vector<double> happened(kBins, 0);
  for (std::size_t row = 0; row < outcomes.size(); ++row) {
    const auto bin = std::min(kBins - 1, static_cast<std::size_t>(probabilities[row] * kBins));
    ++bins[bin].rows;
    said[bin] += probabilities[row];
    happened[bin] += outcomes[row] ? 1 : 0;
  }
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    auto& result = bins[bin];
    result.from = static_cast<double>(bin) / kBins;
    result.to = static_cast<double>(bin + 1) / kBins;
    if (result.rows == 0) continue;
    result.said = said[bin] / static_cast<double>(result.rows);
    result.happened = happened[bin] / static_cast<double>(result.rows);
  }
  return bins;
}

// The share of the positives among the first rows of a ranking, by how many rows are taken.
class Captured {
 public:
  Captured(const std::vector<bool>& outcomes, const std::vector<std::size_t>& ranked) {
    for (const auto row : ranked) upto_.push_back(upto_.back() + (outcomes[row] ? 1 : 0));
  }
  std::optional<double> in_first(std::size_t rows) const {
    if (upto_.back() == 0) return std::nullopt;
    return static_cast<double>(upto_[rows]) / static_cast<double>(upto_.back());
  }

 private:
  std::vector<std::int64_t> upto_{0};
};

std::vector<LiftPoint> lift_points(const Captured& captured, std::size_t rows) {
  std::vector<LiftPoint> points;
  for (std::size_t tenth = 1; tenth <= kBins; ++tenth) {
    LiftPoint point{static_cast<double>(tenth) / kBins, {}, {}};
    const auto taken = (rows * tenth + kBins - 1) / kBins;
    point.captured = captured.in_first(taken);
    if (point.captured) {
      point.lift = *point.captured * static_cast<double>(rows) / static_cast<double>(taken);
    }
    points.push_back(point);
  }
  return points;
}

std::optional<Error> problem_of(const std::vector<bool>& outcomes,
                                std::span<const double> probabilities) {
  if (outcomes.size() != probabilities.size()) return Error::invalid("scoring.sizes_differ");
  if (outcomes.empty()) return Error::invalid("scoring.no_rows");
  const auto bad =
      std::ranges::find_if(probabilities, [](double p) { return !(p >= 0 && p <= 1); });
  if (bad == probabilities.end()) return std::nullopt;
  return Error::invalid("scoring.not_a_probability", {},
                        "probabilities[" + std::to_string(bad - probabilities.begin()) + "]");
}

}  // namespace

std::optional<double> area_under_curve(const std::vector<bool>& outcomes,
                                       std::span<const double> scores) {
  const auto ranked = ranking(scores);
  double above = 0;  // pairs won, with half of the ties
  double positives = 0;
  double negatives = 0;
  for (std::size_t begin = 0; begin < ranked.size();) {
    double tied_positives = 0;
    double tied_negatives = 0;
    std::size_t end = begin;
    for (; end < ranked.size() && scores[ranked[end]] == scores[ranked[begin]]; ++end) {
      (outcomes[ranked[end]] ? tied_positives : tied_negatives) += 1;
    }
    above += tied_negatives * (positives + tied_positives / 2);
    positives += tied_positives;
    negatives += tied_negatives;
    begin = end;
  }
  if (positives == 0 || negatives == 0) return std::nullopt;
  return above / (positives * negatives);
}

Result<Evaluation> evaluate(const std::vector<bool>& outcomes,
                            std::span<const double> probabilities) {
  if (auto problem = problem_of(outcomes, probabilities)) return *std::move(problem);
  const auto rows = outcomes.size();
  Evaluation result;
  result.rows = static_cast<std::int64_t>(rows);
  result.positives = std::ranges::count(outcomes, true);
  const auto count = static_cast<double>(rows);
  result.base_rate = static_cast<double>(result.positives) / count;
  result.base_brier = result.base_rate * (1 - result.base_rate);
  result.auc = area_under_curve(outcomes, probabilities);
  for (std::size_t row = 0; row < rows; ++row) {
    const double miss = probabilities[row] - (outcomes[row] ? 1 : 0);
    result.brier += miss * miss / count;
    const double of_outcome = outcomes[row] ? probabilities[row] : 1 - probabilities[row];
    result.log_loss -= std::log(std::max(of_outcome, kSmallest)) / count;
  }
  const Captured captured(outcomes, ranking(probabilities));
  result.top_half = captured.in_first((rows + 1) / 2);
  result.calibration = calibration_bins(outcomes, probabilities);
  result.lift = lift_points(captured, rows);
  return result;
}

}  // namespace tandem::scoring
