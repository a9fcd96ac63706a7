// The nearest prototype of each row of a block, which is where grouping spends its time: eight rows
// in one instruction where the processor has AVX2, four otherwise, to the same answers.
#pragma once

#include "domain/personas/k_prototypes.h"

namespace tandem::personas {

// Of rows [from, from + n): the first of the nearest prototypes, and the distance to it. Sums are
// in single precision, in the order of the columns.
struct NearestOut {
  std::int32_t* label;
  float* least;
};

// Precondition: prototypes of the columns of `data`, one at least.
void find_nearest(const MixedData& data, std::span<const Prototype> prototypes, float gamma,
                  std::size_t from, std::size_t n, NearestOut out);

}  // namespace tandem::personas
