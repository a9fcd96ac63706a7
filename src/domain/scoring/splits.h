// Which rows a model learns from and which it is tested on. Seeded, and the same everywhere.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/scoring/table.h"

namespace tandem::scoring {

struct Split {
  Rows train;
  Rows test;
};

// `share` of the rows of each class at random for training, the others for testing; both in the
// order of the rows.
Split random_split(const std::vector<bool>& labels, double share, std::uint32_t seed);

// The first `share` of `rows` for training, what came after them for testing.
Split ordered_split(const Rows& rows, double share);

// Each row is held out once. Row numbers are 0 .. rows-1.
std::vector<Split> random_folds(std::size_t rows, std::size_t count, std::uint32_t seed);

// Of rows in order, cut into `count` blocks: each block but the first is held out once, and the fit
// sees only the blocks before it.
std::vector<Split> time_blocks(std::size_t rows, std::size_t count);

}  // namespace tandem::scoring
