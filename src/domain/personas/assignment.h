// Who goes with whom, one to one, so that the gains add up to most (Kuhn, The Hungarian method,
// Naval Research Logistics Quarterly 1955; with potentials, in O(n³)).
#pragma once

#include <span>
#include <vector>

namespace tandem::personas {

// `gain` is an n by n table by rows, finite. Returns the column of each row.
std::vector<std::size_t> best_assignment(std::span<const double> gain, std::size_t n);

}  // namespace tandem::personas
