#include "domain/goals/rates.h"

#include <fmt/format.h>

#include "domain/goals/beta.h"

namespace tandem::goals {
namespace {

bool is_evidence(double value) {  // false for NaN
  return value >= kLeastEvidence && value <= kMostEvidence;
}

Error bad_evidence(double value, const char* field) {
  return Error::invalid("goals.bad_evidence",
                        {{"value", fmt::format("{}", value)},
                         {"least", fmt::format("{}", kLeastEvidence)},
                         {"most", fmt::format("{:.0f}", kMostEvidence)}},
                        field);
}

}  // namespace

Result<Rate> known_rate(double value) {
  if (value == 0) return Error::invalid("goals.rate_zero", {}, "rate");
  if (!(value > 0 && value <= 1)) {
    return Error::invalid("goals.rate_out_of_range", {{"value", fmt::format("{}", value)}}, "rate");
  }
  return Rate{value, std::nullopt};
}

Result<Rate> believed_rate(double alpha, double beta) {
  if (!is_evidence(alpha)) return bad_evidence(alpha, "alpha");
  if (!is_evidence(beta)) return bad_evidence(beta, "beta");
  return Rate{alpha / (alpha + beta), Belief{alpha, beta}};
}

Result<Rate> posterior_rate(double parent, double kappa, std::int64_t won, std::int64_t lost) {
  if (!(parent > 0 && parent < 1)) {
    return Error::invalid("goals.parent_rate", {{"value", fmt::format("{}", parent)}}, "rate");
  }
  if (!is_evidence(kappa)) return bad_evidence(kappa, "kappa");
  for (const auto& [count, field] : {std::pair(won, "won"), std::pair(lost, "lost")}) {
    if (count < 0) {
      return Error::invalid("goals.negative_count", {{"value", fmt::format("{}", count)}}, field);
    }
  }
  return believed_rate(kappa * parent + static_cast<double>(won),
                       kappa * (1 - parent) + static_cast<double>(lost));
}

Interval credible_interval(const Belief& belief, double level) {
  const double tail = (1 - level) / 2;
  return {beta_quantile(belief.alpha, belief.beta, tail),
          beta_quantile_above(belief.alpha, belief.beta, tail)};
}

}  // namespace tandem::goals
