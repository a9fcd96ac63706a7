// The values that an attribute is compared by, and how many customers have each.
#pragma once

#include "domain/personas/drift.h"

namespace tandem::personas {

// The declared ones in their order (of a number: its quintiles), then, where there are such
// customers, those undeclared (of a number: below and above) and those not known. `actual` and
// `lift` are left open.
std::vector<DriftValue> drift_values(const Expected& expected, const Observed& observed);

}  // namespace tandem::personas
