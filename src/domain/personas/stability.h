// Whether groups of customers are found again when other customers of the same kind are looked at
// (Hennig, Cluster-wise assessment of cluster stability, Computational Statistics and Data Analysis
// 2007): customers are drawn anew with replacement, grouped anew, and each group is compared with
// the one it goes with best, by the part of their customers that both have (Jaccard).
//
// Example (methods.md E4). Groups {1 .. 6} and {2 .. 7} have 5 of 7 customers in common: 5/7.
#pragma once

#include "domain/personas/k_prototypes.h"

namespace tandem::personas {

// Of two sets of `one` and `other` members, `common` of them in both; 0 when both are empty.
double jaccard(double common, double one, double other);

// Of each group of `one`, its likeness to the group of `other` that the best assignment gives it.
std::vector<double> matched_likeness(std::span<const std::int32_t> one,
                                     std::span<const std::int32_t> other, std::size_t k);

// One resample: of each group of `whole`, how alike it is found again among the customers drawn.
// Depends on the seed and the number of the resample alone, so that resamples can be spread over
// processors.
std::vector<double> likeness_in_resample(const MixedData& data, const Clustering& whole,
                                         const ClusteringOptions& options, std::uint32_t seed,
                                         std::uint32_t resample);

}  // namespace tandem::personas
