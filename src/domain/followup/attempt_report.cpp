#include "domain/followup/attempt_report.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/ratio.h"

namespace tandem::followup {
namespace {

constexpr double kEnough = 30;  // leads, for an approximation by the normal distribution

double chance_of_odds(double odds) {
  return odds / (1 + odds);
}

std::vector<AttemptFigure> attempt_figures(const AttemptHistory& history,
                                           const PriorSpread& spread) {
  std::vector<Attempt> bare;
  std::map<int, std::int64_t> given_up;
  for (std::size_t i = 0; i < history.attempts.size(); ++i) {
    const auto& attempt = history.attempts[i];
    bare.push_back({.number = attempt.number, .connected = attempt.connected});
    if (!attempt.connected && history.last[i]) ++given_up[std::min(attempt.number, kMostModelled)];
  }
  std::vector<AttemptFigure> figures;
  const auto effects = fit_contact_model(bare, spread);
  for (const auto& effect : *effects) {
    const int number = std::atoi(effect.level.c_str());
    const auto n = static_cast<double>(effect.at_risk);
    const auto y = static_cast<double>(effect.events);
    const auto raw = *wilson(y, n);
    figures.push_back({effect.level, effect.at_risk, effect.events, given_up[number], y / n,
                       raw.low, raw.high, chance_of_odds(effect.odds), chance_of_odds(effect.low),
                       chance_of_odds(effect.high), default_hazard(number), effect.from_data});
  }
  return figures;
}

// The attempt of all segments together is known from its own attempts and from the prior; no
// segment can lean on more than that.
Shrinkage grounded(Shrinkage shrinkage, const AttemptFigure& all) {
  shrinkage.mean = all.hazard;
  shrinkage.kappa = std::min(shrinkage.kappa, static_cast<double>(all.at_risk) / all.from_data);
  return shrinkage;
}

// `attempts`: the figures of all segments together.
std::vector<SegmentFigure> segment_figures(const AttemptHistory& history,
                                           std::span<const AttemptFigure> attempts) {
  std::map<int, std::map<std::string, Cell>> cells;
  std::set<std::string> names;
  for (const auto& attempt : history.attempts) {
    auto& cell = cells[std::min(attempt.number, kMostModelled)][attempt.segment];
    ++cell.at_risk;
    cell.events += attempt.connected;
    names.insert(attempt.segment);
  }
  if (names.size() < 2) return {};
  std::vector<SegmentFigure> figures;
  for (const auto& [number, by_segment] : cells) {
    std::vector<Cell> all;
    for (const auto& [segment, cell] : by_segment) all.push_back(cell);
    const auto name = fmt::format("{}{}", number, number == kMostModelled ? "+" : "");
    const auto together = std::ranges::find(attempts, name, &AttemptFigure::attempt);
    const auto prior = grounded(shrinkage_of(all), *together);
    for (const auto& [segment, cell] : by_segment) {
      const auto found = estimate(prior, cell);
      figures.push_back({segment, name, static_cast<std::int64_t>(cell.at_risk),
                         static_cast<std::int64_t>(cell.events), found.hazard, found.low,
                         found.high, found.from_data});
    }
  }
  std::ranges::stable_sort(figures, {}, &SegmentFigure::segment);
  return figures;
}

// Cochran 1954, Armitage 1955: with the bands' places as scores.
std::optional<double> trend_of(std::span<const Cell> bands) {
  double n = 0;
  double y = 0;
  double first = 0;
  double second = 0;
  double covariance = 0;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const auto score = static_cast<double>(i);
    n += bands[i].at_risk;
    y += bands[i].events;
    first += score * bands[i].at_risk;
    second += score * score * bands[i].at_risk;
    covariance += score * bands[i].events;
  }
  if (n < kEnough || y <= 0 || y >= n) return {};
  const double p = y / n;
  const double variance = p * (1 - p) * (second - first * first / n);
  if (!(variance > 0)) return {};
  return (covariance - p * first) / std::sqrt(variance);
}

void compare_fast(DelayFindings& found, const Cell& fast, const Cell& later) {
  if (fast.at_risk < kEnough || later.at_risk < kEnough) return;
  const double p = fast.events / fast.at_risk;
  const double q = later.events / later.at_risk;
  // Newcombe 1998, method 10: from the two Wilson intervals.
  const auto one = *wilson(fast.events, fast.at_risk);
  const auto other = *wilson(later.events, later.at_risk);
  found.fast_difference = p - q;
  found.fast_low = p - q - std::hypot(p - one.low, other.high - q);
  found.fast_high = p - q + std::hypot(one.high - p, q - other.low);
  found.fast_matters = *found.fast_low > 0;
}

std::optional<DelayFindings> delay_findings(const AttemptHistory& history) {
  std::map<double, std::pair<std::string, Cell>> bands;
  for (const auto& attempt : history.attempts) {
    if (attempt.number != 1 || !attempt.delay_minutes) continue;
    const auto label = delay_band(*attempt.delay_minutes);
    auto& [name, cell] = bands[std::strtod(label.c_str(), nullptr)];
    name = label;
    ++cell.at_risk;
    cell.events += attempt.connected;
  }
  if (bands.empty()) return {};
  DelayFindings found;
  Cell fast;
  Cell later;
  std::vector<Cell> later_bands;
  for (const auto& [from, named] : bands) {
    const auto& [name, cell] = named;
    const auto interval = *wilson(cell.events, cell.at_risk);
    found.bands.push_back({name, static_cast<std::int64_t>(cell.at_risk),
                           static_cast<std::int64_t>(cell.events), cell.events / cell.at_risk,
                           interval.low, interval.high});
    auto& side = from <= 0 ? fast : later;
    side.at_risk += cell.at_risk;
    side.events += cell.events;
    if (from > 0) later_bands.push_back(cell);
  }
  compare_fast(found, fast, later);
  found.later_trend = trend_of(later_bands);
  found.steady_decay = found.fast_matters && found.later_trend.value_or(0) < -kNinetyFive;
  return found;
}

std::optional<BetaGeometricFigure> beta_geometric_figure(const AttemptHistory& history) {
  std::vector<Cell> cells;
  for (const auto& attempt : history.attempts) {
    const auto k = static_cast<std::size_t>(attempt.number - 1);
    if (cells.size() <= k) cells.resize(k + 1);
    ++cells[k].at_risk;
    cells[k].events += attempt.connected;
  }
  const auto fit = fit_beta_geometric(cells);
  if (!fit) return {};
  return BetaGeometricFigure{
      fit->alpha,  fit->beta, fit->log_likelihood, fit->geometric, fit->geometric_log_likelihood,
      fit->falling};
}

void count_given_up(const AttemptHistory& history, AttemptReport& report) {
  double missed = 0;
  double given_up = 0;
  for (std::size_t i = 0; i < history.attempts.size(); ++i) {
    const auto& attempt = history.attempts[i];
    if (attempt.connected) continue;
    if (attempt.number == 1) ++missed;
    if (history.last[i]) ++given_up;
  }
  if (missed > 0) report.given_up_share = std::min(1.0, given_up / missed);
  report.informative_stopping = given_up > 0;
}

}  // namespace

Result<AttemptReport> report_attempts(const AttemptHistory& history, const PriorSpread& spread) {
  auto effects = fit_contact_model(history.attempts, spread);
  if (!effects) return std::move(effects).error();
  AttemptReport report;
  report.rows = static_cast<std::int64_t>(history.attempts.size()) + history.after_connection;
  report.leads = history.leads;
  report.after_connection = history.after_connection;
  report.missing_attempts = history.missing;
  report.attempts = attempt_figures(history, spread);
  report.segments = segment_figures(history, report.attempts);
  report.delay = delay_findings(history);
  std::erase_if(*effects, [](const Effect& e) { return e.kind == EffectKind::attempt; });
  report.effects = *std::move(effects);
  report.beta_geometric = beta_geometric_figure(history);
  count_given_up(history, report);
  return report;
}

}  // namespace tandem::followup
