#include "domain/attribution/markov_order.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/random/binomial_distribution.hpp>
#include <boost/random/taus88.hpp>

namespace tandem::attribution {
namespace {

// Symbols beside the channels.
constexpr Channel kConversion = 0xFFFFFFFE;
constexpr Channel kNull = 0xFFFFFFFD;
constexpr Channel kStart = 0xFFFFFFFC;
// How many sightings what a shorter context says is worth.
constexpr double kPrior = 1;
// boost's binomial_distribution counts in int.
constexpr double kMostDealt = 1e9;

template <std::size_t kParts>
std::array<double, kParts> deal(double count, boost::random::taus88& engine) {
  std::array<double, kParts> parts{};
  const auto scale = std::max(1.0, count / kMostDealt);
  auto left = static_cast<int>(std::lround(count / scale));
  for (std::size_t part = 0; part < kParts && left > 0; ++part) {
    const auto share = 1 / static_cast<double>(kParts - part);
    const auto dealt =
        part + 1 == kParts ? left : boost::random::binomial_distribution<int>(left, share)(engine);
    parts[part] = dealt * scale;
    left -= dealt;
  }
  return parts;
}

}  // namespace

OrderSelection::OrderSelection(int largest_order, std::size_t channels, Nulls nulls,
                               std::uint64_t seed)
    : largest_(largest_order),
      channels_(channels),
      nulls_(nulls),
      seed_(seed),
      nodes_(1),
      parents_{0},
      lengths_{0},
      whole_{false} {}

std::uint32_t OrderSelection::child(std::uint32_t context, Channel older) {
  const auto [entry, is_new] = children_.try_emplace(std::uint64_t{context} << 32 | older,
                                                     static_cast<std::uint32_t>(nodes_.size()));
  if (is_new) {
    nodes_.emplace_back();
    parents_.push_back(context);
    lengths_.push_back(lengths_[context] + 1);
    whole_.push_back(older == kStart);
  }
  return entry->second;
}

void OrderSelection::count(std::span<const Channel> before, Channel next, const Parts& parts) {
  std::uint32_t context = 0;
  for (std::size_t length = 0;; ++length) {
    auto& node = nodes_[context];
    auto& times = node.next[next];
    for (std::size_t part = 0; part < kParts; ++part) {
      node.seen[part] += parts[part];
      times[part] += parts[part];
    }
    if (length == static_cast<std::size_t>(largest_) || length > before.size()) return;
    context = child(context, length < before.size() ? before[before.size() - 1 - length] : kStart);
  }
}

void OrderSelection::add(const Journey& journey) {
  auto seed = seed_;
  for (const auto channel : journey.channels) boost::hash_combine(seed, channel);
  boost::random::taus88 engine(static_cast<std::uint32_t>(seed ^ seed >> 32));
  engine.discard(16);
  const auto conversions = deal<kParts>(journey.outcome.conversions, engine);
  const auto nulls = deal<kParts>(nulls_ == Nulls::counted ? journey.outcome.nulls : 0, engine);
  Parts all{};
  for (std::size_t part = 0; part < kParts; ++part) {
    all[part] = conversions[part] + nulls[part];
    journeys_[part] += all[part];
  }
  const auto& channels = journey.channels;
  if (std::accumulate(all.begin(), all.end(), 0.0) <= 0 || channels.empty()) return;
  for (std::size_t i = 0; i < channels.size(); ++i) count(channels.first(i), channels[i], all);
  if (journey.outcome.conversions > 0) count(channels, kConversion, conversions);
  if (nulls_ == Nulls::counted && journey.outcome.nulls > 0) count(channels, kNull, nulls);
}

std::vector<OrderScore> OrderSelection::scores() const {
  std::vector<OrderScore> scores(static_cast<std::size_t>(largest_));
  std::vector<double> sums(static_cast<std::size_t>(largest_) + 1);
  const auto symbols = static_cast<double>(channels_ + 2);
  const auto trained = [](const Parts& parts, std::size_t held_out) {
    return std::max(0.0, std::accumulate(parts.begin(), parts.end(), 0.0) - parts[held_out]);
  };
  // The likelihood of `next` in a context, from all parts but one; 1 / symbols where all is silent.
  const auto likelihood = [&](std::uint32_t context, Channel next, std::size_t held_out) {
    std::array<std::uint32_t, kLargestOrder + 1> chain{};
    const auto length = static_cast<std::size_t>(lengths_[context]);
    for (auto i = length + 1; i-- > 0; context = parents_[context]) chain[i] = context;
    auto estimate = 1 / symbols;
    for (std::size_t i = 0; i <= length; ++i) {
      const auto& node = nodes_[chain[i]];
      const auto found = node.next.find(next);
      const auto times = found == node.next.end() ? 0.0 : trained(found->second, held_out);
      estimate = (times + kPrior * estimate) / (trained(node.seen, held_out) + kPrior);
    }
    return estimate;
  };
  for (std::uint32_t context = 0; context < nodes_.size(); ++context) {
    const auto length = static_cast<std::size_t>(lengths_[context]);
    const auto up_to = whole_[context] ? scores.size() : length;
    for (const auto& [next, parts] : nodes_[context].next) {
      for (std::size_t part = 0; part < kParts; ++part) {
        if (parts[part] <= 0) continue;
        const auto term = parts[part] * std::log(likelihood(context, next, part));
        for (auto order = length; order <= up_to; ++order) sums[order] += term;
      }
    }
  }
  const auto journeys = std::accumulate(journeys_.begin(), journeys_.end(), 0.0);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    scores[i] = {static_cast<int>(i + 1), journeys > 0 ? sums[i + 1] / journeys : 0.0};
  }
  return scores;
}

int best_order(const std::vector<OrderScore>& scores) {
  const auto best = std::ranges::max_element(scores, {}, &OrderScore::log_likelihood);
  return best == scores.end() ? 1 : best->order;
}

}  // namespace tandem::attribution
