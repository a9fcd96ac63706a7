// tandem cadence fit, a subcommand of `cadence`.
#pragma once

#include "cli/context.h"

namespace tandem::cli {

void add_cadence_fit(CLI::App& cadence, Context& context);

}  // namespace tandem::cli
