#include "domain/attribution/shapley.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>

namespace tandem::attribution {
namespace {

// The game's worth of a set: of conversions and of value, for each journey.
struct Worth {
  double rate = 0;
  double value = 0;
};

Worth worth_of(const Outcome& outcome, bool ignore_nulls) {
  const auto journeys = outcome.conversions + (ignore_nulls ? 0 : outcome.nulls);
  if (journeys <= 0) return {};
  return {outcome.conversions / journeys, outcome.value / journeys};
}

// The channels that appear, numbered without gaps: sets of these are bits and places.
struct Players {
  std::vector<Channel> channels;   // by player
  std::vector<std::size_t> place;  // by channel

  explicit Players(const ChannelSets& sets) : place(sets.channels()) {
    std::vector<bool> appears(sets.channels());
    for (const auto& [set, outcome] : sets.outcomes()) {
      for (const auto channel : set) appears[channel] = true;
    }
    for (Channel channel = 0; channel < sets.channels(); ++channel) {
      if (!appears[channel]) continue;
      place[channel] = channels.size();
      channels.push_back(channel);
    }
  }
};

std::vector<Outcome> outcomes_within(const ChannelSets& sets, const Players& players) {
  const auto count = players.channels.size();
  std::vector<Outcome> within(std::size_t{1} << count);
  for (const auto& [set, outcome] : sets.outcomes()) {
    std::size_t bits = 0;
    for (const auto channel : set) bits |= std::size_t{1} << players.place[channel];
    within[bits] += outcome;
  }
  // The subset-sum transform (Yates): one channel after the other.
  for (std::size_t player = 0; player < count; ++player) {
    const auto bit = std::size_t{1} << player;
    for (std::size_t bits = 0; bits < within.size(); ++bits) {
      if (bits & bit) within[bits] += within[bits ^ bit];
    }
  }
  return within;
}

// What each player adds when they join in the order `order`: the journeys that touched only players
// who have joined, after each.
class Permutation {
 public:
  Permutation(const ChannelSets& sets, const Players& players, bool ignore_nulls)
      : sets_(sets), players_(players), ignore_nulls_(ignore_nulls) {}

  // `order[i]` joins as number i.
  const std::vector<Worth>& marginals(const std::vector<std::size_t>& order) {
    const auto count = order.size();
    joined_.resize(count);
    completed_.assign(count, {});
    marginals_.resize(count);
    for (std::size_t i = 0; i < count; ++i) joined_[order[i]] = i;
    for (const auto& [set, outcome] : sets_.outcomes()) {
      std::size_t last = 0;
      for (const auto channel : set) last = std::max(last, joined_[players_.place[channel]]);
      completed_[last] += outcome;
    }
    Outcome within;
    Worth before;
    for (std::size_t i = 0; i < count; ++i) {
      within += completed_[i];
      const auto now = worth_of(within, ignore_nulls_);
      marginals_[order[i]] = {now.rate - before.rate, now.value - before.value};
      before = now;
    }
    return marginals_;
  }

 private:
  const ChannelSets& sets_;
  const Players& players_;
  bool ignore_nulls_;
  std::vector<std::size_t> joined_;
  std::vector<Outcome> completed_;
  std::vector<Worth> marginals_;
};

struct Estimate {
  std::vector<Worth> mean;
  std::vector<double> rate_error;
};

Estimate sample(const ChannelSets& sets, const Players& players, bool ignore_nulls,
                const Sampling& sampling) {
  const auto count = players.channels.size();
  const auto pairs = std::max<std::size_t>(2, sampling.permutations / 2);
  Permutation permutation(sets, players, ignore_nulls);
  boost::random::mt19937_64 engine(sampling.seed);
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  Estimate estimate{std::vector<Worth>(count), std::vector<double>(count)};
  std::vector<Worth> there;
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    for (auto i = count - 1; i > 0; --i) {
      std::swap(order[i],
                order[boost::random::uniform_int_distribution<std::size_t>(0, i)(engine)]);
    }
    there = permutation.marginals(order);
    std::ranges::reverse(order);
    const auto& back = permutation.marginals(order);
    for (std::size_t i = 0; i < count; ++i) {  // Welford's running mean and sum of squares
      const auto rate = (there[i].rate + back[i].rate) / 2;
      const auto off = rate - estimate.mean[i].rate;
      const auto seen = static_cast<double>(pair + 1);
      estimate.mean[i].rate += off / seen;
      estimate.mean[i].value +=
          ((there[i].value + back[i].value) / 2 - estimate.mean[i].value) / seen;
      estimate.rate_error[i] += off * (rate - estimate.mean[i].rate);
    }
  }
  const auto n = static_cast<double>(pairs);
  for (auto& error : estimate.rate_error) error = std::sqrt(error / (n - 1) / n);
  return estimate;
}

Estimate solve_exactly(const ChannelSets& sets, const Players& players, bool ignore_nulls) {
  const auto count = players.channels.size();
  const auto within = outcomes_within(sets, players);
  std::vector<double> rate(within.size());
  std::vector<double> value(within.size());
  for (std::size_t bits = 0; bits < within.size(); ++bits) {
    const auto worth = worth_of(within[bits], ignore_nulls);
    rate[bits] = worth.rate;
    value[bits] = worth.value;
  }
  const auto of_rate = shapley_of_game(rate, count);
  const auto of_value = shapley_of_game(value, count);
  Estimate answer;
  for (std::size_t i = 0; i < count; ++i) answer.mean.push_back({of_rate[i], of_value[i]});
  return answer;
}

}  // namespace

void ChannelSets::add(const Journey& journey) {
  if (journey.channels.empty()) return;
  key_.assign(journey.channels.begin(), journey.channels.end());
  std::ranges::sort(key_);
  key_.erase(std::unique(key_.begin(), key_.end()), key_.end());
  outcomes_[key_] += journey.outcome;
  total_ += journey.outcome;
}

void ChannelSets::merge(const ChannelSets& other) {
  for (const auto& [set, outcome] : other.outcomes_) outcomes_[set] += outcome;
  total_ += other.total_;
}

std::vector<Credit> additive_shapley(const ChannelSets& sets) {
  std::vector<Credit> credits(sets.channels());
  for (const auto& [set, outcome] : sets.outcomes()) {
    const auto size = static_cast<double>(set.size());
    for (const auto channel : set) {
      credits[channel].conversions += outcome.conversions / size;
      credits[channel].value += outcome.value / size;
    }
  }
  return credits;
}

std::vector<double> shapley_of_game(const std::vector<double>& values, std::size_t players) {
  // |S|! (n - |S| - 1)! / n! for the sets S that a player joins, by their size.
  std::vector<double> weight(players);
  for (std::size_t size = 0; size < players; ++size) {
    weight[size] = size == 0 ? 1 / static_cast<double>(players)
                             : weight[size - 1] * static_cast<double>(size) /
                                   static_cast<double>(players - size);
  }
  std::vector<double> shares(players);
  for (std::size_t bits = 0; bits < values.size(); ++bits) {
    for (std::size_t player = 0; player < players; ++player) {
      const auto bit = std::size_t{1} << player;
      if (bits & bit) continue;
      shares[player] += weight[static_cast<std::size_t>(std::popcount(bits))] *
                        (values[bits | bit] - values[bits]);
    }
  }
  return shares;
}

Result<RateShapley> rate_shapley(const ChannelSets& sets, bool ignore_nulls,
                                 const Sampling& sampling) {
  if (sets.total().conversions <= 0) return Error::invalid("attribution.no_conversions");
  const Players players(sets);
  const bool exact = players.channels.size() <= kExactChannels;
  const auto estimate = exact ? solve_exactly(sets, players, ignore_nulls)
                              : sample(sets, players, ignore_nulls, sampling);
  const auto journeys = sets.total().conversions + (ignore_nulls ? 0 : sets.total().nulls);
  RateShapley answer;
  answer.permutations = exact ? 0 : 2 * std::max<std::size_t>(2, sampling.permutations / 2);
  answer.of_rate.resize(sets.channels());
  answer.credits.resize(sets.channels());
  if (!exact) answer.of_rate_error.resize(sets.channels());
  for (std::size_t i = 0; i < players.channels.size(); ++i) {
    const auto channel = players.channels[i];
    answer.of_rate[channel] = estimate.mean[i].rate;
    answer.credits[channel] = {estimate.mean[i].rate * journeys, estimate.mean[i].value * journeys};
    if (!exact) answer.of_rate_error[channel] = estimate.rate_error[i];
  }
  return answer;
}

}  // namespace tandem::attribution
