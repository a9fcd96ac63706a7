// The contact model: what moves the chance that an attempt connects.
//
//   logit h = A_k + channel + delay (first attempts) + gap (later ones) + same slot + hour +
//   segment
//
// Every attempt is one row that connected or did not; a lead that was given up contributes its
// failures and nothing after them. Each term has a normal prior; the fit is the maximum of the
// posterior, by iteratively re-weighted least squares, and its spread the inverse curvature there.
// Offsets are measured from the average attempt, which A_k is.
//
// Source: discrete-time hazard models of repeated contact attempts, Durrant et al., JRSS-A 2011.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/result.h"

namespace tandem::followup {

// An attempt to reach a lead.
struct Attempt {
  int number = 1;
  bool connected = false;
  std::string segment{};
  std::string channel{};
  std::optional<double> delay_minutes{};  // from the lead's coming to its first attempt
  std::optional<double> gap_hours{};      // from the attempt before
  std::optional<int> hour{};              // of the day, on the clock of who calls
  std::optional<bool> same_slot{};        // same part of the day as the attempt before
};

// Standard deviations of the priors, in log-odds (choices, each a setting).
struct PriorSpread {
  double attempt = .5;
  double delay = .5;
  double gap = .3;
  double same_slot_mean = -.3;
  double same_slot = .2;
  double hour = .15;
  double channel = .5;
  double segment = .5;
};

enum class EffectKind { attempt, delay, gap, same_slot, hour, channel, segment };
BOOST_DESCRIBE_ENUM(EffectKind, attempt, delay, gap, same_slot, hour, channel, segment)

// One term: how it multiplies the odds of connecting.
struct Effect {
  EffectKind kind = EffectKind::attempt;
  std::string level{};
  std::int64_t at_risk = 0;
  std::int64_t events = 0;
  double log_odds = 0;
  double odds = 1;  // e^log_odds
  double low = 1;   // 95 %
  double high = 1;
  double from_data = 0;  // 1 - (posterior spread / prior spread)^2
  bool clear = false;    // the interval excludes 1
};
BOOST_DESCRIBE_STRUCT(Effect, (),
                      (kind, level, at_risk, events, log_odds, odds, low, high, from_data, clear))

// Attempts from this one on share one A_k.
inline constexpr int kMostModelled = 12;

// The bands that delays (minutes) and gaps (hours) are grouped in: "0-5", "5-15", ..., "1440+".
std::string delay_band(double minutes);
std::string gap_band(double hours);

// Terms in order of kind, then of level; a kind with one level only is left out, except attempts.
// Error: followup.no_attempts.
Result<std::vector<Effect>> fit_contact_model(const std::vector<Attempt>& attempts,
                                              const PriorSpread& spread = {});

}  // namespace tandem::followup
