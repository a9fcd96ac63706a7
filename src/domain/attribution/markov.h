// Markov attribution: a channel is worth what would be lost if journeys ended wherever they meet
// it.
//
// Journeys are a walk from (start) over states to (conversion) or (null). A state of order 1 is a
// channel, of order k the last k channels (overlapping k-grams; a shorter journey is one state);
// consecutive identical states count as one. Each transition is weighted by conversions + nulls, or
// by conversions alone when nulls are ignored; the last state leads to (conversion) by conversions
// and to (null) by nulls. These are the states and weights of the R package ChannelAttribution
// (Altomare, Loris), which then simulates; here
//
//   removal effect of c = P(visit c | conversion) = 1 - P(conversion, avoiding c) / P(conversion)
//
// is solved exactly (Anderl et al., IJRM 2016, for the idea). Credit = removal effect over the sum
// of removal effects, times all conversions. By value, the last state leads to its mean value.
//
// Example. A>B (2 conversions, 1 null), A (1, 3), B>C (1, 2), C (0, 2), A>C>B (2, 1), A>A>B (1, 0):
// P(conversion) = 7/16; removal effects 318/497, 43/56, 5/14; credits 2.54, 3.05, 1.42 of 7.
#pragma once

#include <array>
#include <functional>

#include "base/result.h"
#include "domain/attribution/journey.h"

namespace tandem::attribution {

inline constexpr int kLargestOrder = 10;

enum class Nulls { counted, ignored };

using State = std::uint32_t;
// The channels of a state, followed by kNoChannel.
inline constexpr Channel kNoChannel = 0xFFFFFFFF;
using Gram = std::array<Channel, kLargestOrder>;

// How often journeys went from which state to which. Journeys may be split over several, which are
// merged at the end.
class TransitionCounts {
 public:
  // Precondition: 1 <= order <= kLargestOrder; channel numbers are below `channels`.
  TransitionCounts(int order, std::size_t channels, Nulls nulls);

  // Journeys without touches, and those that weigh nothing, are passed over.
  void add(const Journey& journey);
  // Precondition: the same order, channels and nulls.
  void merge(const TransitionCounts& other);

  int order() const { return order_; }
  std::size_t channels() const { return channels_; }
  std::size_t states() const { return ends_.size(); }
  Gram gram(State state) const;
  // How journeys that began in a state weighed, and how those came out that ended there.
  const std::vector<double>& starts() const { return starts_; }
  const std::vector<Outcome>& ends() const { return ends_; }
  const Outcome& total() const { return total_; }
  // visit(from, to, weight) for each transition between different states, in no order.
  void for_each_transition(const std::function<void(State, State, double)>& visit) const;

 private:
  State state_of(const Gram& gram);
  void add_transition(State from, State to, double weight);
  void add_first_order(const Journey& journey, double weight);
  void add_higher_order(const Journey& journey, double weight);
  void end(State first, State last, double weight, const Outcome& outcome);

  int order_;
  std::size_t channels_;
  Nulls nulls_;
  std::vector<Gram> grams_;  // of order 2 and more; a state of order 1 is its channel
  boost::unordered_flat_map<Gram, State, boost::hash<Gram>> numbers_;
  std::vector<double> dense_;  // from * channels + to: order 1 with few channels
  boost::unordered_flat_map<std::uint64_t, double> sparse_;  // from << 32 | to
  std::vector<double> starts_;
  std::vector<Outcome> ends_;
  Outcome total_;
};

struct RemovalEffects {
  double conversion_rate = 0;         // P(conversion) of the walk: conversions / journeys
  std::vector<double> of_conversion;  // by channel; 0 for one that no journey visits
  std::vector<double> of_value;       // likewise; all 0 without value
};

// Told now and then how much of the work is done.
using OnProgress = std::function<void(std::int64_t done, std::int64_t whole)>;

// Exact to about 1e-12: dense LU for small systems, else iterations to a residual of 1e-13, and a
// sparse LU where these do not get there. Errors: attribution.no_conversions;
// attribution.too_many_states {count, limit}; attribution.unsolvable, when a system is so badly
// conditioned that no solution within 1e-9 is found.
Result<RemovalEffects> removal_effects(const TransitionCounts& counts,
                                       const OnProgress& progress = {});

// Shares `total` in proportion to the removal effects: of conversion for its conversions, of value
// for its value.
std::vector<Credit> markov_credits(const RemovalEffects& effects, const Outcome& total);

}  // namespace tandem::attribution
