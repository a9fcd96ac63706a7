// Looking at many attributes, some differ by chance. The q value of one is the share of false
// alarms to expect among those at least as striking as it (Benjamini and Hochberg, JRSS B 1995).
//
// Example. Probabilities .01, .04, .03, .005 give q = .02, .04, .04, .02.
#pragma once

#include <span>
#include <vector>

namespace tandem::personas {

// In the order of `probabilities`, each 0 to 1.
std::vector<double> q_values(std::span<const double> probabilities);

}  // namespace tandem::personas
