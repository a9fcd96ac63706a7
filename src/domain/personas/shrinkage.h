// The share of a value among few customers, held back from 0 and 1 by half a customer for each
// value (Jeffreys' prior): (c + .5) / (n + .5 K).
//
// Example (methods.md E5). Of ten customers, all with the second of three values: .043478, .913043,
// .043478.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tandem::personas {

inline double shrunk_share(double count, double customers, std::size_t values) {
  return (count + 0.5) / (customers + 0.5 * static_cast<double>(values));
}

// Of every value; they sum to 1.
inline std::vector<double> shrunk_shares(std::span<const double> counts) {
  double customers = 0;
  for (const double count : counts) customers += count;
  std::vector<double> shares;
  shares.reserve(counts.size());
  for (const double count : counts) {
    shares.push_back(shrunk_share(count, customers, counts.size()));
  }
  return shares;
}

}  // namespace tandem::personas
