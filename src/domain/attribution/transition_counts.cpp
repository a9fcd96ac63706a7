#include <algorithm>

#include "domain/attribution/markov.h"

namespace tandem::attribution {
namespace {

// A table of this many channels squared is 2 MiB: it stays in a core's cache.
constexpr std::size_t kDenseChannels = 512;

Gram gram_of(std::span<const Channel> channels) {
  Gram gram;
  gram.fill(kNoChannel);
  std::ranges::copy(channels, gram.begin());
  return gram;
}

}  // namespace

TransitionCounts::TransitionCounts(int order, std::size_t channels, Nulls nulls)
    : order_(order), channels_(channels), nulls_(nulls) {
  if (order_ > 1) return;
  starts_.resize(channels);
  ends_.resize(channels);
  if (channels <= kDenseChannels) dense_.resize(channels * channels);
}

Gram TransitionCounts::gram(State state) const {
  return order_ > 1 ? grams_[state] : gram_of(std::span(&state, 1));
}

State TransitionCounts::state_of(const Gram& gram) {
  const auto [entry, is_new] = numbers_.try_emplace(gram, static_cast<State>(grams_.size()));
  if (is_new) {
    grams_.push_back(gram);
    starts_.push_back(0);
    ends_.emplace_back();
  }
  return entry->second;
}

void TransitionCounts::add(const Journey& journey) {
  if (journey.channels.empty()) return;
  const auto& outcome = journey.outcome;
  const auto weight = outcome.conversions + (nulls_ == Nulls::counted ? outcome.nulls : 0);
  if (weight <= 0) return;
  if (order_ == 1) {
    add_first_order(journey, weight);
  } else {
    add_higher_order(journey, weight);
  }
}

void TransitionCounts::add_transition(State from, State to, double weight) {
  sparse_[std::uint64_t{from} << 32 | to] += weight;
}

void TransitionCounts::add_first_order(const Journey& journey, double weight) {
  const auto& channels = journey.channels;
  if (!dense_.empty()) {
    // The diagonal is counted too, as that is faster than asking, and passed over when it is read.
    auto* const table = dense_.data();
    auto* row = table + channels.front() * channels_;
    for (const auto to : channels.subspan(1)) {
      row[to] += weight;
      row = table + to * channels_;
    }
  } else {
    for (std::size_t i = 1; i < channels.size(); ++i) {
      if (channels[i - 1] != channels[i]) add_transition(channels[i - 1], channels[i], weight);
    }
  }
  end(channels.front(), channels.back(), weight, journey.outcome);
}

void TransitionCounts::add_higher_order(const Journey& journey, double weight) {
  const auto& channels = journey.channels;
  const auto length = std::min(channels.size(), static_cast<std::size_t>(order_));
  const auto first = state_of(gram_of(channels.first(length)));
  auto last = first;
  for (std::size_t i = 1; i + length <= channels.size(); ++i) {
    const auto next = state_of(gram_of(channels.subspan(i, length)));
    if (next != last) add_transition(last, next, weight);
    last = next;
  }
  end(first, last, weight, journey.outcome);
}

void TransitionCounts::end(State first, State last, double weight, const Outcome& outcome) {
  auto counted = outcome;
  if (nulls_ == Nulls::ignored) counted.nulls = 0;
  starts_[first] += weight;
  ends_[last] += counted;
  total_ += counted;
}

void TransitionCounts::merge(const TransitionCounts& other) {
  std::vector<State> here(other.states());
  for (State state = 0; state < other.states(); ++state) {
    here[state] = order_ > 1 ? state_of(other.grams_[state]) : state;
    starts_[here[state]] += other.starts_[state];
    ends_[here[state]] += other.ends_[state];
  }
  for (std::size_t i = 0; i < dense_.size(); ++i) dense_[i] += other.dense_[i];
  for (const auto& [key, weight] : other.sparse_) {
    add_transition(here[key >> 32], here[key & 0xFFFFFFFF], weight);
  }
  total_ += other.total_;
}

void TransitionCounts::for_each_transition(
    const std::function<void(State, State, double)>& visit) const {
  for (std::size_t i = 0; i < dense_.size(); ++i) {
    const auto from = static_cast<State>(i / channels_);
    const auto to = static_cast<State>(i % channels_);
    if (dense_[i] > 0 && from != to) visit(from, to, dense_[i]);
  }
  for (const auto& [key, weight] : sparse_) {
    visit(static_cast<State>(key >> 32), static_cast<State>(key), weight);
  }
}

}  // namespace tandem::attribution
