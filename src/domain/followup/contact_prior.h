// The chance that an attempt connects: what is believed without data, and how data corrects it.
//
// Example. With 60 % of leads contactable at all, and 39, 72, 83, 88, 91, 93 % of those reached by
// attempt 1 to 6, the hazards are .234, .2585, .1162, .0598, .0381, .0264. They rise, then fall: no
// shape is forced on them. The figures are vendors' observations: weak priors, never truths.
//
// Shrinkage of cells (beta-binomial, method of moments). Cells of 100, 100 and 200 with 10, 30 and
// 40 connections: rho = 21/496, a prior as heavy as kappa = 475/21 attempts, and .118447, .281553,
// .2.
#pragma once

#include <span>
#include <vector>

#include "base/described.h"
#include "base/result.h"

namespace tandem::followup {

inline constexpr double kContactableShare = .6;
// Share of the leads ever reached that is reached by attempt 1, 2, ... (Leads360).
std::span<const double> default_reached();

// h_k = rho (F_k - F_{k-1}) / (1 - rho F_{k-1}).
std::vector<double> prior_hazards(double contactable, std::span<const double> reached);
// The default prior of attempt k, from 1; the last one known holds.
double default_hazard(int attempt);

struct Cell {
  double at_risk = 0;
  double events = 0;
};

struct Shrinkage {
  double mean = 0;   // p, of all cells together
  double kappa = 0;  // the prior weighs as much as so many attempts
};

// Precondition: cells with at_risk >= events >= 0. Fewer than 3 cells with data, or cells too small
// to tell: kappa 50; no more difference than chance makes: kappa 10,000.
Shrinkage shrinkage_of(std::span<const Cell> cells);

struct CellEstimate {
  double hazard = 0;  // (kappa p + y) / (kappa + n)
  double low = 0;     // 95 %, of the beta posterior
  double high = 1;
  double from_data = 0;  // n / (n + kappa)
};
CellEstimate estimate(const Shrinkage& prior, const Cell& cell);

}  // namespace tandem::followup
