// Which order of Markov model the journeys support, by cross-validation.
//
// Single journeys are dealt at random into five parts. For each part, how likely each step of its
// journeys is (the next channel, or how it ends) is estimated from the other four, given the last k
// channels; k-grams that were seldom seen lean on shorter ones. The order whose journeys are the
// most likely on average, all parts together, is the best: a higher one has learned accidents.
#pragma once

#include <boost/describe.hpp>

#include "base/result.h"
#include "domain/attribution/markov.h"

namespace tandem::attribution {

struct OrderScore {
  int order = 1;
  double log_likelihood =
      0;  // mean over held-out journeys, natural logarithm: nearer to 0 is better
};
BOOST_DESCRIBE_STRUCT(OrderScore, (), (order, log_likelihood))

// Collects whole journeys, merged where they are alike, and deals them.
class OrderSelection {
 public:
  // Precondition: 1 <= largest_order <= kLargestOrder.
  OrderSelection(int largest_order, std::size_t channels, Nulls nulls, std::uint64_t seed);

  // Counts that are not whole are rounded. How a journey is dealt depends on the seed, its channels
  // and its counts, not on the order of the journeys: equal journeys should come together.
  void add(const Journey& journey);

  // By order, from 1.
  std::vector<OrderScore> scores() const;

 private:
  static constexpr std::size_t kParts = 5;
  using Parts = std::array<double, kParts>;
  struct Node {  // a context: the last channels, oldest last, so that its parent is one shorter
    Parts seen{};
    boost::unordered_flat_map<Channel, Parts> next;
  };

  void count(std::span<const Channel> before, Channel next, const Parts& parts);
  std::uint32_t child(std::uint32_t context, Channel older);

  int largest_;
  std::size_t channels_;
  Nulls nulls_;
  std::uint64_t seed_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> parents_;
  std::vector<int> lengths_;
  std::vector<bool> whole_;  // reaches back to the start: higher orders know no more
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> children_;
  Parts journeys_{};
};

// The best of them; the lowest of equals.
int best_order(const std::vector<OrderScore>& scores);

}  // namespace tandem::attribution
