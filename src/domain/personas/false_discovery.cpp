#include "domain/personas/false_discovery.h"

#include <algorithm>
#include <numeric>

namespace tandem::personas {

std::vector<double> q_values(std::span<const double> probabilities) {
  std::vector<std::size_t> order(probabilities.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return probabilities[i]; });
  std::vector<double> q(probabilities.size());
  double least = 1;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    const auto i = order[rank - 1];
    const auto among = static_cast<double>(order.size()) / static_cast<double>(rank);
    least = std::min(least, probabilities[i] * among);
    q[i] = least;
  }
  return q;
}

}  // namespace tandem::personas
