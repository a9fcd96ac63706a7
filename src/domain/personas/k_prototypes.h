// Groups of customers who resemble each other in numbers and in values (Huang, Extensions to the
// k-means algorithm, Data Mining and Knowledge Discovery 1998).
//
// A customer is as far from a group's prototype as Σ (z − μ)² over numbers, in standard deviations,
// plus γ for each value that is not the group's most frequent one.
//
// Example (methods.md E3). z = (1, −.5) against (0, 0) with two other values, γ = .5: 1.25 + 1
// = 2.25.
//
// Starts are drawn like k-means++ (Arthur and Vassilvitskii, SODA 2007); the best of all is kept.
// The same seed gives the same groups on every machine.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tandem::personas {

// Customers by columns. Single precision, which is plenty for z-scores, halves the time.
struct MixedData {
  std::size_t rows = 0;
  std::vector<std::vector<float>> numbers;            // [column][row], z-scores; not known is 0
  std::vector<std::vector<std::int32_t>> categories;  // [column][row], from 0
  std::vector<std::int32_t> levels;                   // of each category column: one above the last
};

struct Prototype {
  std::vector<float> numbers;
  std::vector<std::int32_t> categories;
};

// γ times the mismatches plus squared differences.
double dissimilarity(const Prototype& one, const Prototype& other, double gamma);

struct Clustering {
  std::vector<std::int32_t> labels;  // of each row, 0 to k − 1
  std::vector<Prototype> prototypes;
  double cost = 0;  // Σ of the distances to the own prototype
};

struct ClusteringOptions {
  double gamma = 0.5;
  int starts = 20;
  int most_rounds = 100;  // of moving customers; they settle long before
};

// `weights`: how many customers each row stands for, > 0; empty: one each. `seed` alone decides
// about chance. Precondition: rows >= 1, k >= 1.
Clustering k_prototypes(const MixedData& data, std::span<const std::int32_t> weights, std::size_t k,
                        const ClusteringOptions& options, std::span<const std::uint32_t> seed);

}  // namespace tandem::personas
