// The shifted beta-geometric law of attempts (Fader and Hardie 2007): every lead has a chance of
// its own, constant over attempts, beta(alpha, beta) distributed among leads. Hazards of the mix
// fall: h_k = alpha / (alpha + beta + k - 1), because those who are easy to reach are reached
// first.
//
// Example. 41,188 contacts of the UCI bank marketing data, `campaign` as attempt number: alpha
// .2017, beta 3.2118, log-likelihood -18676.97; the geometric law, one chance for all, -19043.19.
#pragma once

#include <optional>
#include <span>

#include "domain/followup/contact_prior.h"

namespace tandem::followup {

struct BetaGeometric {
  double alpha = 0;
  double beta = 0;
  double log_likelihood = 0;
  double geometric = 0;  // its hazard
  double geometric_log_likelihood = 0;
  bool falling = true;  // false: the hazards do not fall, and the geometric law is as good
};

// Maximum likelihood. attempts[k] is what was at risk and connected at attempt k + 1. Nothing when
// nobody, or everybody, connected, or there is one attempt only.
std::optional<BetaGeometric> fit_beta_geometric(std::span<const Cell> attempts);

}  // namespace tandem::followup
