#include "domain/attribution/rule_models.h"

#include <algorithm>
#include <cmath>

#include "base/described.h"

namespace tandem::attribution {
namespace {

constexpr std::array kAnchored{RuleModel::position, RuleModel::w,         RuleModel::z,
                               RuleModel::j,        RuleModel::inverse_j, RuleModel::custom};

constexpr double kShortestHalfLife = 0.001;
constexpr double kLongestHalfLife = 100'000;

constexpr std::size_t index(RuleModel model) {
  return static_cast<std::size_t>(model);
}

AnchorShares shares_of(RuleModel model, const AnchorShares& custom) {
  switch (model) {
    case RuleModel::position:
      return {.first = 40, .last = 40, .middle = 20};
    case RuleModel::w:
      return {.first = 30, .lead = 30, .opportunity = 30, .middle = 10};
    case RuleModel::z:
      return {.first = 22.5, .lead = 22.5, .opportunity = 22.5, .last = 22.5, .middle = 10};
    case RuleModel::j:
      return {.first = 20, .last = 60, .middle = 20};
    case RuleModel::inverse_j:
      return {.first = 60, .last = 20, .middle = 20};
    default:
      return custom;
  }
}

// Scaled to sum to 1; by the largest first, as their sum may be more than a double holds.
AnchorShares normalised(AnchorShares shares) {
  double largest = 0;
  for_each_member(shares, [&](auto, double& share) { largest = std::max(largest, share); });
  double sum = 0;
  for_each_member(shares, [&](auto, double& share) { sum += share /= largest; });
  for_each_member(shares, [&](auto, double& share) { share /= sum; });
  return shares;
}

// What the general rule gives: `even` to every touch, and `more` on top of it at the anchors.
struct Resolved {
  double even = 0;
  std::size_t anchors = 0;
  std::array<std::size_t, 4> at{};
  std::array<double, 4> more{};
};

// Precondition: shares sum to 1.
Resolved resolve(const AnchorShares& shares, const Journey& journey) {
  const auto touches = journey.channels.size();
  Resolved resolved;
  double present = 0;
  const auto anchor = [&](std::size_t at, double share) {
    if (share <= 0) return;
    present += share;
    for (std::size_t i = 0; i < resolved.anchors; ++i) {
      if (resolved.at[i] != at) continue;
      resolved.more[i] += share;
      return;
    }
    resolved.at[resolved.anchors] = at;
    resolved.more[resolved.anchors++] = share;
  };
  anchor(0, shares.first);
  if (journey.lead) anchor(*journey.lead, shares.lead);
  if (journey.opportunity) anchor(*journey.opportunity, shares.opportunity);
  anchor(touches - 1, shares.last);
  if (present <= 0) {
    resolved.even = 1 / static_cast<double>(touches);
    return resolved;
  }
  const auto between = touches - resolved.anchors;
  const auto middle = between > 0 ? shares.middle : 0.0;
  if (between > 0) resolved.even = middle / static_cast<double>(between);
  for (std::size_t i = 0; i < resolved.anchors; ++i) {
    resolved.more[i] = resolved.more[i] * (1 - middle) / present - resolved.even;
  }
  return resolved;
}

// The weights of time decay, in proportion to the newest touch, so that none of them vanishes into
// 0/0 however long ago they all were. Gives their sum.
double decay(std::span<const double> ages, double per_day, std::vector<double>& weights) {
  weights.resize(ages.size());
  const auto newest = ages.back();
  double sum = 0;
  for (std::size_t i = 0; i < ages.size(); ++i) {
    weights[i] = std::exp2((newest - ages[i]) * per_day);
    sum += weights[i];
  }
  return sum;
}

template <class IsDirect>
std::size_t last_non_direct(std::span<const Channel> channels, IsDirect&& is_direct) {
  for (auto i = channels.size(); i > 0; --i) {
    if (!is_direct(channels[i - 1])) return i - 1;
  }
  return channels.size() - 1;
}

}  // namespace

Result<void> AnchorShares::validate() const {
  std::optional<Error> error;
  double largest = 0;
  for_each_member(*this, [&](std::string_view name, double share) {
    if (error) return;
    if (!std::isfinite(share)) {
      error = Error::invalid("attribution.not_finite", {}, std::string(name));
    } else if (share < 0) {
      error = Error::invalid("attribution.negative", {}, std::string(name));
    }
    largest = std::max(largest, share);
  });
  if (error) return *std::move(error);
  if (largest <= 0) return Error::invalid("attribution.no_weight");
  return {};
}

Result<void> RuleSettings::validate() const {
  if (!(half_life_days >= kShortestHalfLife && half_life_days <= kLongestHalfLife)) {
    return Error::invalid("attribution.half_life", {}, "half_life_days");
  }
  if (auto valid = custom.validate(); !valid) return std::move(valid).error().within("custom");
  return {};
}

std::vector<double> rule_weights(RuleModel model, const RuleSettings& settings,
                                 const Journey& journey) {
  const auto touches = journey.channels.size();
  std::vector<double> weights(touches, 0.0);
  const auto is_direct = [&](Channel channel) {
    return channel < settings.direct.size() && settings.direct[channel];
  };
  switch (model) {
    case RuleModel::first:
      weights.front() = 1;
      break;
    case RuleModel::last:
      weights.back() = 1;
      break;
    case RuleModel::last_non_direct:
      weights[last_non_direct(journey.channels, is_direct)] = 1;
      break;
    case RuleModel::linear:
      std::ranges::fill(weights, 1 / static_cast<double>(touches));
      break;
    case RuleModel::time_decay: {
      const auto sum = decay(journey.ages, 1 / settings.half_life_days, weights);
      for (auto& weight : weights) weight /= sum;
      break;
    }
    default: {
      const auto resolved = resolve(normalised(shares_of(model, settings.custom)), journey);
      std::ranges::fill(weights, resolved.even);
      for (std::size_t i = 0; i < resolved.anchors; ++i) {
        weights[resolved.at[i]] += resolved.more[i];
      }
    }
  }
  return weights;
}

RuleFold::RuleFold(std::size_t channels, const RuleSettings& settings)
    : rows_(channels), direct_(settings.direct), decay_per_day_(1 / settings.half_life_days) {
  direct_.resize(channels);
  for (const auto model : kAnchored) {
    shares_[index(model)] = normalised(shares_of(model, settings.custom));
  }
}

bool RuleFold::is_direct(Channel channel) const {
  return direct_[channel];
}

void RuleFold::give(Channel channel, RuleModel model, double share, const Outcome& outcome) {
  auto& row = rows_[channel];
  row.conversions[index(model)] += share * outcome.conversions;
  row.value[index(model)] += share * outcome.value;
}

void RuleFold::add(const Journey& journey) {
  const auto& channels = journey.channels;
  if (channels.empty()) {
    unattributed_ += journey.outcome;
    return;
  }
  attributed_ += journey.outcome;
  if (journey.outcome.conversions <= 0) return;
  give(channels.front(), RuleModel::first, 1, journey.outcome);
  give(channels.back(), RuleModel::last, 1, journey.outcome);
  const auto at = last_non_direct(channels, [this](Channel channel) { return is_direct(channel); });
  give(channels[at], RuleModel::last_non_direct, 1, journey.outcome);
  add_anchored(journey);
  add_time_decay(journey);
}

// Each touch is given what it has in common with all the others, in all models at once; then the
// anchors what they have beyond that.
void RuleFold::add_anchored(const Journey& journey) {
  const auto& outcome = journey.outcome;
  const auto touches = static_cast<double>(journey.channels.size());
  const auto set_even = [&](RuleModel model, double even) {
    even_conversions_[index(model)] = even * outcome.conversions;
    even_value_[index(model)] = even * outcome.value;
  };
  set_even(RuleModel::linear, 1 / touches);
  for (const auto model : kAnchored) {
    const auto resolved = resolve(shares_[index(model)], journey);
    set_even(model, resolved.even);
    for (std::size_t i = 0; i < resolved.anchors; ++i) {
      give(journey.channels[resolved.at[i]], model, resolved.more[i], outcome);
    }
  }
  for (const auto channel : journey.channels) {
    auto& row = rows_[channel];
    for (std::size_t i = 0; i < even_value_.size(); ++i) {
      row.conversions[i] += even_conversions_[i];
      row.value[i] += even_value_[i];
    }
  }
}

void RuleFold::add_time_decay(const Journey& journey) {
  const auto scale = 1 / decay(journey.ages, decay_per_day_, weights_);
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    give(journey.channels[i], RuleModel::time_decay, weights_[i] * scale, journey.outcome);
  }
}

void RuleFold::merge(const RuleFold& other) {
  for (std::size_t channel = 0; channel < rows_.size(); ++channel) {
    for (std::size_t i = 0; i < kRuleModels; ++i) {
      rows_[channel].conversions[i] += other.rows_[channel].conversions[i];
      rows_[channel].value[i] += other.rows_[channel].value[i];
    }
  }
  attributed_ += other.attributed_;
  unattributed_ += other.unattributed_;
}

std::vector<Credit> RuleFold::credits(RuleModel model) const {
  std::vector<Credit> credits;
  credits.reserve(rows_.size());
  for (const auto& row : rows_) {
    credits.push_back({row.conversions[index(model)], row.value[index(model)]});
  }
  return credits;
}

}  // namespace tandem::attribution
