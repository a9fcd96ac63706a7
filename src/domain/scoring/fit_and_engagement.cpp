#include "domain/scoring/fit_and_engagement.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace tandem::scoring {
namespace {

constexpr double kHalfWayPoints = 50;  // give an engagement of 50

std::optional<Error> problem_of(double value, const std::string& field) {
  if (!std::isfinite(value)) return Error::invalid("scoring.not_finite", {}, field);
  if (value < 0) return Error::invalid("scoring.negative", {}, field);
  return std::nullopt;
}

// Quarters of 0 .. 1, the best is 0.
int quarter(double share) {
  return std::clamp(static_cast<int>(4 - std::floor(share * 4)) - 1, 0, 3);
}

}  // namespace

Result<double> fit(std::span<const FitCriterion> criteria) {
  double largest = 0;
  for (std::size_t i = 0; i < criteria.size(); ++i) {
    const auto field = "criteria[" + std::to_string(i) + "].weight";
    if (auto problem = problem_of(criteria[i].weight, field)) return *std::move(problem);
    largest = std::max(largest, criteria[i].weight);
  }
  if (largest == 0) return 0.0;
  double matched = 0;
  double all = 0;
  for (const auto& criterion : criteria) {
    const double weight = criterion.weight / largest;  // so that the sum cannot overflow
    all += weight;
    if (criterion.matched) matched += weight;
  }
  return matched / all;
}

double default_half_life_days(EngagementKind kind) {
  switch (kind) {
    case EngagementKind::page:
      return 7;
    case EngagementKind::content:
      return 14;
    case EngagementKind::demo_request:
      break;
  }
  return 30;
}

Result<double> engagement_points(std::span<const EngagementEvent> events) {
  double points = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto& event = events[i];
    const auto path = "events[" + std::to_string(i) + "].";
    if (auto problem = problem_of(event.points, path + "points")) return *std::move(problem);
    if (auto problem = problem_of(event.age_days, path + "age_days")) return *std::move(problem);
    if (!(event.half_life_days > 0)) {
      return Error::invalid("scoring.no_half_life", {}, path + "half_life_days");
    }
    points += event.points * std::exp2(-event.age_days / event.half_life_days);
  }
  return points;
}

double engagement(double points) {
  return 100 * (1 - std::exp2(-points / kHalfWayPoints));
}

double explicit_score(double fit, double engagement) {
  return std::sqrt(100 * fit * engagement);
}

GridCell grid_cell(double fit, double engagement) {
  return {static_cast<char>('A' + quarter(fit)), 1 + quarter(engagement / 100)};
}

}  // namespace tandem::scoring
