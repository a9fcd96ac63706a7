// How `tandem drift` tells its report.
#pragma once

#include <iosfwd>

#include "cli/context.h"
#include "domain/personas/drift_report.h"

namespace tandem::cli {

// One record for each value of each attribute; "persona" is empty for all customers.
void print_drift_csv(std::ostream& out, const personas::DriftReport& report);

// For people: the attributes by how different they are, then the values of each.
void print_drift(std::ostream& out, const Context& context, const personas::DriftReport& report);

// What became of each persona's people, one row each; columns without any figure are left out.
void print_outcomes(std::ostream& out, const Context& context,
                    const std::vector<personas::PersonaOutcome>& outcomes);

}  // namespace tandem::cli
