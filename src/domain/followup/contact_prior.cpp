#include "domain/followup/contact_prior.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <boost/math/distributions/beta.hpp>

namespace tandem::followup {
namespace {

constexpr double kFewCells = 50;
constexpr double kNoDifference = 1e4;

}  // namespace

std::span<const double> default_reached() {
  static constexpr std::array<double, 6> kReached{.39, .72, .83, .88, .91, .93};
  return kReached;
}

std::vector<double> prior_hazards(double contactable, std::span<const double> reached) {
  std::vector<double> hazards;
  double before = 0;
  for (const double share : reached) {
    hazards.push_back(contactable * (share - before) / (1 - contactable * before));
    before = share;
  }
  return hazards;
}

double default_hazard(int attempt) {
  static const auto kHazards = prior_hazards(kContactableShare, default_reached());
  return kHazards[std::min(static_cast<std::size_t>(std::max(attempt, 1)), kHazards.size()) - 1];
}

Shrinkage shrinkage_of(std::span<const Cell> cells) {
  double n = 0;
  double y = 0;
  double squares = 0;
  double count = 0;
  for (const auto& cell : cells) {
    if (cell.at_risk <= 0) continue;
    ++count;
    n += cell.at_risk;
    y += cell.events;
    squares += cell.at_risk * cell.at_risk;
  }
  if (count == 0) return {0, kFewCells};
  const double p = y / n;
  if (count < 3) return {p, kFewCells};
  if (p <= 0 || p >= 1) return {p, kNoDifference};
  double spread = 0;
  for (const auto& cell : cells) {
    if (cell.at_risk <= 0) continue;
    const double off = cell.events / cell.at_risk - p;
    spread += cell.at_risk * off * off;
  }
  const double room = n - squares / n - (count - 1);
  if (room <= 0) return {p, kFewCells};
  const double rho = (spread / (p * (1 - p)) - (count - 1)) / room;
  if (rho <= 0) return {p, kNoDifference};
  return {p, std::clamp(1 / rho - 1, 1.0, kNoDifference)};
}

CellEstimate estimate(const Shrinkage& prior, const Cell& cell) {
  const double a = prior.kappa * prior.mean + cell.events;
  const double b = prior.kappa * (1 - prior.mean) + cell.at_risk - cell.events;
  CellEstimate result{a / (a + b), 0, 1, cell.at_risk / (cell.at_risk + prior.kappa)};
  // Without a single success, or failure, the beta has no interval: Jeffreys' half stands in.
  const boost::math::beta_distribution<double> posterior(a > 0 ? a : .5, b > 0 ? b : .5);
  if (a > 0) result.low = boost::math::quantile(posterior, .025);
  if (b > 0) result.high = boost::math::quantile(posterior, .975);
  return result;
}

}  // namespace tandem::followup
