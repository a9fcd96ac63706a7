// Shapley values: what each channel adds, on average over all orders in which channels could have
// joined (Shapley 1953). Two games over the sets of channels that journeys touched:
//
//   additive  v(S) = conversions of the journeys that touched only channels in S. Its Shapley value
//             shares each conversion evenly over the distinct channels of its journey: it is linear
//             over distinct channels, and says no more.
//   rate      v(S) = conversions / journeys, of the journeys that touched only channels in S. Here
//   a
//             channel that lowers the rate gets negative credit, which is shown as it is.
//
// Example. Conversions by set A 4, B 2, C 1, AB 6, AC 3, ABC 3: additive 9.5, 6, 3.5. Rates A .04,
// B .02, C .01, AB .10, AC .06, BC .03, ABC .12: .065, .04, .015.
#pragma once

#include "base/result.h"
#include "domain/attribution/journey.h"

namespace tandem::attribution {

// Up to this many channels the rate game is solved exactly, over all their sets.
inline constexpr std::size_t kExactChannels = 20;

// Outcomes by the set of channels touched. Journeys may be split over several, which are merged at
// the end.
class ChannelSets {
 public:
  // Precondition: channel numbers are below `channels`.
  explicit ChannelSets(std::size_t channels) : channels_(channels) {}

  void add(const Journey& journey);  // one without touches is passed over
  void merge(const ChannelSets& other);

  std::size_t channels() const { return channels_; }
  const Outcome& total() const { return total_; }
  // Sets in increasing order of channels.
  const boost::unordered_flat_map<std::vector<Channel>, Outcome>& outcomes() const {
    return outcomes_;
  }

 private:
  std::size_t channels_;
  boost::unordered_flat_map<std::vector<Channel>, Outcome> outcomes_;
  std::vector<Channel> key_;
  Outcome total_;
};

// Exact, in the time of reading the sets. Credits add up to conversions and to value.
std::vector<Credit> additive_shapley(const ChannelSets& sets);

// The Shapley value of any game on `players` players: values[S] is v of the set whose bits are S,
// v(empty) = 0. Precondition: values has 2^players entries, players <= kExactChannels.
std::vector<double> shapley_of_game(const std::vector<double>& values, std::size_t players);

struct RateShapley {
  std::vector<double> of_rate;        // adds up to the conversion rate
  std::vector<double> of_rate_error;  // standard error; empty where solved exactly
  std::vector<Credit> credits;        // of_rate times all journeys; likewise of value
  std::size_t permutations = 0;       // sampled; 0 where solved exactly
};

struct Sampling {
  std::uint64_t seed = 1;
  std::size_t permutations = 2000;  // half of them the others reversed (antithetic)
};

// Exact up to kExactChannels channels that appear; beyond, from sampled permutations. With `nulls`
// ignored every journey converts, and v(S) is 1 where S has any. Errors:
// attribution.no_conversions.
Result<RateShapley> rate_shapley(const ChannelSets& sets, bool ignore_nulls,
                                 const Sampling& sampling);

}  // namespace tandem::attribution
