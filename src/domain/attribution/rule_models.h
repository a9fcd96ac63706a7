// Rule models: fixed rules that share one conversion over its touches; the weights add up to 1.
//
//   first, last       the one touch
//   last_non_direct   the last touch that is not direct; the last where all are
//   linear            every touch the same
//   time_decay        2^(-days before the conversion / half-life)
//   position ...      anchors: so much for the first touch, the one that made a lead, the one that
//                     made an opportunity, the last; the middle is shared evenly by the others
//
//                first  lead   opportunity  last   middle
//     position   40     -      -            40     20      ("U")
//     w          30     30     30           -      10
//     z          22.5   22.5   22.5         22.5   10      (full path: last is closed-won)
//     j          20     -      -            60     20
//     inverse_j  60     -      -            20     20
//
// One rule for all anchors: anchors that land on the same touch add up; what a missing anchor or an
// empty middle would get is shared pro rata over the anchors that are there. Where there is no
// anchor at all, every touch gets the same.
//
// Example. Time decay with a half-life of 7 days, touches 14, 7 and 0 days before: 1/7, 2/7, 4/7.
// Position with two touches: 40/80 and 40/80; w without milestones: 90 for the first touch and 10
// for the others.
#pragma once

#include <array>

#include <boost/describe.hpp>

#include "base/result.h"
#include "domain/attribution/journey.h"

namespace tandem::attribution {

enum class RuleModel {
  first,
  last,
  last_non_direct,
  linear,
  time_decay,
  position,
  w,
  z,
  j,
  inverse_j,
  custom
};
BOOST_DESCRIBE_ENUM(RuleModel, first, last, last_non_direct, linear, time_decay, position, w, z, j,
                    inverse_j, custom)
inline constexpr std::size_t kRuleModels = 11;

// Relative weights; only their proportions count.
struct AnchorShares {
  double first = 0;
  double lead = 0;
  double opportunity = 0;
  double last = 0;
  double middle = 0;

  // Errors: attribution.not_finite and attribution.negative, with the share as field;
  // attribution.no_weight, when they are all 0.
  Result<void> validate() const;
};
BOOST_DESCRIBE_STRUCT(AnchorShares, (), (first, lead, opportunity, last, middle))

struct RuleSettings {
  double half_life_days = 7;  // as Google Analytics had it; long sales use 14 to 45
  AnchorShares custom{40, 0, 0, 40, 20};
  std::vector<bool> direct = {};  // by channel; channels beyond its end are not direct

  // Errors: those of AnchorShares, within custom; attribution.half_life, field half_life_days,
  // unless it is a number from 0.001 to 100,000.
  Result<void> validate() const;
};

// What one conversion gives each touch of one journey: as many weights as touches, which add up to
// 1. Precondition: journey.channels is not empty, and ages is as long.
std::vector<double> rule_weights(RuleModel model, const RuleSettings& settings,
                                 const Journey& journey);

// All rule models over any number of journeys, in one pass. Journeys may be split over several
// folds, which are merged at the end.
class RuleFold {
 public:
  // Precondition: settings are valid; channel numbers are below `channels`.
  RuleFold(std::size_t channels, const RuleSettings& settings);

  void add(const Journey& journey);
  void merge(const RuleFold& other);

  // By channel. Their sum is attributed().
  std::vector<Credit> credits(RuleModel model) const;
  // What journeys with touches came to, and what those without any did.
  const Outcome& attributed() const { return attributed_; }
  const Outcome& unattributed() const { return unattributed_; }

 private:
  using PerModel = std::array<double, kRuleModels + 1>;  // one more: a whole number of SIMD lanes
  struct Row {
    PerModel conversions{};
    PerModel value{};
  };

  void give(Channel channel, RuleModel model, double share, const Outcome& outcome);
  void add_anchored(const Journey& journey);
  void add_time_decay(const Journey& journey);
  bool is_direct(Channel channel) const;

  std::vector<Row> rows_;  // by channel
  std::vector<bool> direct_;
  double decay_per_day_;
  std::array<AnchorShares, kRuleModels> shares_;  // which sum to 1; unused for the other models
  std::vector<double> weights_;                   // of one journey, kept for its memory
  PerModel even_conversions_{};
  PerModel even_value_{};
  Outcome attributed_;
  Outcome unattributed_;
};

}  // namespace tandem::attribution
