// What is typical of a group of customers, against all of them.
#pragma once

#include "domain/personas/suggestion.h"

namespace tandem::personas {

// The groups of `labels` (0 to k − 1), largest first. `stability` of each label.
std::vector<SuggestedPersona> describe(const Customers& customers,
                                       const std::vector<std::int32_t>& labels,
                                       const std::vector<double>& stability);

}  // namespace tandem::personas
