#include "domain/followup/contact_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <Eigen/Dense>
#include <fmt/format.h>

#include "base/ratio.h"
#include "domain/followup/contact_prior.h"

namespace tandem::followup {
namespace {

template <std::size_t N>
std::string band(const std::array<double, N>& edges, double value) {
  double from = 0;
  for (const double to : edges) {
    if (value <= to) return fmt::format("{:g}-{:g}", from, to);
    from = to;
  }
  return fmt::format("{:g}+", from);
}

std::string hour_band(int hour) {
  return fmt::format("{:02}-{:02}", hour / 3 * 3, hour / 3 * 3 + 3);
}

// A term is known by its kind, an order and its level.
using Term = std::tuple<EffectKind, double, std::string>;

std::vector<Term> terms_of(const Attempt& attempt) {
  const int k = std::min(attempt.number, kMostModelled);
  std::vector<Term> terms{
      {EffectKind::attempt, k, fmt::format("{}{}", k, k == kMostModelled ? "+" : "")}};
  const bool first = attempt.number == 1;
  const auto add_band = [&](EffectKind kind, const std::string& label) {
    terms.emplace_back(kind, std::strtod(label.c_str(), nullptr), label);
  };
  if (first && attempt.delay_minutes) {
    add_band(EffectKind::delay, delay_band(*attempt.delay_minutes));
  }
  if (!first && attempt.gap_hours) add_band(EffectKind::gap, gap_band(*attempt.gap_hours));
  if (!first && attempt.same_slot.value_or(false)) {
    terms.emplace_back(EffectKind::same_slot, 0, "same");
  }
  if (attempt.hour) add_band(EffectKind::hour, hour_band(*attempt.hour));
  if (!attempt.channel.empty()) terms.emplace_back(EffectKind::channel, 0, attempt.channel);
  if (!attempt.segment.empty()) terms.emplace_back(EffectKind::segment, 0, attempt.segment);
  return terms;
}

struct Prior {
  double mean;
  double spread;
};

Prior prior_of(const Term& term, const PriorSpread& spread) {
  switch (std::get<0>(term)) {
    case EffectKind::attempt: {
      const double h = default_hazard(static_cast<int>(std::get<1>(term)));
      return {std::log(h / (1 - h)), spread.attempt};
    }
    case EffectKind::delay:
      return {0, spread.delay};
    case EffectKind::gap:
      return {0, spread.gap};
    case EffectKind::same_slot:
      return {spread.same_slot_mean, spread.same_slot};
    case EffectKind::hour:
      return {0, spread.hour};
    case EffectKind::channel:
      return {0, spread.channel};
    case EffectKind::segment:
      return {0, spread.segment};
  }
  return {0, 1};
}

// Rows with the same terms are one row that counts.
struct Pattern {
  std::vector<int> terms;
  double at_risk = 0;
  double events = 0;
};

struct Design {
  std::vector<Term> terms;
  std::vector<Pattern> patterns;
};

Design design_of(const std::vector<Attempt>& attempts) {
  std::map<std::vector<Term>, Cell> cells;
  std::map<EffectKind, std::set<Term>> levels;
  for (const auto& attempt : attempts) {
    const auto terms = terms_of(attempt);
    for (const auto& term : terms) levels[std::get<0>(term)].insert(term);
    auto& cell = cells[terms];
    ++cell.at_risk;
    cell.events += attempt.connected;
  }
  Design design;
  std::map<Term, int> places;
  for (const auto& [kind, of_kind] : levels) {
    const bool kept =
        of_kind.size() > 1 || kind == EffectKind::attempt || kind == EffectKind::same_slot;
    if (!kept) continue;
    for (const auto& term : of_kind) {
      places[term] = static_cast<int>(design.terms.size());
      design.terms.push_back(term);
    }
  }
  for (const auto& [terms, cell] : cells) {
    Pattern pattern{{}, cell.at_risk, cell.events};
    for (const auto& term : terms) {
      if (const auto found = places.find(term); found != places.end()) {
        pattern.terms.push_back(found->second);
      }
    }
    design.patterns.push_back(std::move(pattern));
  }
  return design;
}

struct Posterior {
  Eigen::VectorXd mean;
  Eigen::MatrixXd curvature;
};

// Newton's method on the log-posterior, which is strictly concave; steps are halved until it rises.
class Fit {
 public:
  Fit(const Design& design, const PriorSpread& spread) : design_(design) {
    const auto n = static_cast<Eigen::Index>(design.terms.size());
    prior_mean_.resize(n);
    precision_.resize(n);
    for (Eigen::Index i = 0; i < n; ++i) {
      const auto prior = prior_of(design.terms[static_cast<std::size_t>(i)], spread);
      prior_mean_[i] = prior.mean;
      precision_[i] = 1 / (prior.spread * prior.spread);
    }
  }

  Posterior run() const {
    Eigen::VectorXd at = prior_mean_;
    double height = log_posterior(at);
    constexpr int kMostRounds = 100;
    for (int round = 0; round < kMostRounds; ++round) {
      const auto [slope, curvature] = derivatives(at);
      Eigen::VectorXd step = curvature.ldlt().solve(slope);
      double next = log_posterior(at + step);
      for (int halving = 0; halving < 40 && next < height; ++halving) {
        step /= 2;
        next = log_posterior(at + step);
      }
      at += step;
      height = next;
      if (step.cwiseAbs().maxCoeff() < 1e-10) break;
    }
    return {at, derivatives(at).second};
  }

 private:
  double linear(const Pattern& pattern, const Eigen::VectorXd& at) const {
    double sum = 0;
    for (const int term : pattern.terms) sum += at[term];
    return sum;
  }

  double log_posterior(const Eigen::VectorXd& at) const {
    double sum = -.5 * (at - prior_mean_).cwiseAbs2().dot(precision_);
    for (const auto& pattern : design_.patterns) {
      const double eta = linear(pattern, at);
      const double log_one_plus =
          eta > 0 ? eta + std::log1p(std::exp(-eta)) : std::log1p(std::exp(eta));
      sum += pattern.events * eta - pattern.at_risk * log_one_plus;
    }
    return sum;
  }

  std::pair<Eigen::VectorXd, Eigen::MatrixXd> derivatives(const Eigen::VectorXd& at) const {
    Eigen::VectorXd slope = -(at - prior_mean_).cwiseProduct(precision_);
    Eigen::MatrixXd curvature = precision_.asDiagonal();
    for (const auto& pattern : design_.patterns) {
      const double h = 1 / (1 + std::exp(-linear(pattern, at)));
      const double weight = pattern.at_risk * h * (1 - h);
      for (const int i : pattern.terms) {
        slope[i] += pattern.events - pattern.at_risk * h;
        for (const int j : pattern.terms) curvature(i, j) += weight;
      }
    }
    return {slope, curvature};
  }

  const Design& design_;
  Eigen::VectorXd prior_mean_;
  Eigen::VectorXd precision_;
};

}  // namespace

std::string delay_band(double minutes) {
  static constexpr std::array<double, 8> kEdges{5, 15, 30, 60, 120, 240, 480, 1440};
  return band(kEdges, minutes);
}

std::string gap_band(double hours) {
  static constexpr std::array<double, 6> kEdges{1, 4, 24, 48, 96, 168};
  return band(kEdges, hours);
}

Result<std::vector<Effect>> fit_contact_model(const std::vector<Attempt>& attempts,
                                              const PriorSpread& spread) {
  if (attempts.empty()) return Error::invalid("followup.no_attempts");
  const auto design = design_of(attempts);
  const auto posterior = Fit(design, spread).run();
  const auto n = posterior.mean.size();
  const Eigen::MatrixXd covariance =
      posterior.curvature.ldlt().solve(Eigen::MatrixXd::Identity(n, n));
  std::vector<Effect> effects(design.terms.size());
  for (std::size_t i = 0; i < effects.size(); ++i) {
    auto& effect = effects[i];
    const auto at = static_cast<Eigen::Index>(i);
    const double deviation = std::sqrt(covariance(at, at));
    const double prior = prior_of(design.terms[i], spread).spread;
    effect.kind = std::get<0>(design.terms[i]);
    effect.level = std::get<2>(design.terms[i]);
    effect.log_odds = posterior.mean[at];
    effect.odds = std::exp(effect.log_odds);
    effect.low = std::exp(effect.log_odds - kNinetyFive * deviation);
    effect.high = std::exp(effect.log_odds + kNinetyFive * deviation);
    effect.from_data = std::clamp(1 - deviation * deviation / (prior * prior), 0.0, 1.0);
    effect.clear = effect.low > 1 || effect.high < 1;
  }
  for (const auto& pattern : design.patterns) {
    for (const int term : pattern.terms) {
      auto& effect = effects[static_cast<std::size_t>(term)];
      effect.at_risk += static_cast<std::int64_t>(pattern.at_risk);
      effect.events += static_cast<std::int64_t>(pattern.events);
    }
  }
  return effects;
}

}  // namespace tandem::followup
