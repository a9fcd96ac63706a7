// The two halves of `tandem score`.
#pragma once

#include "cli/context.h"

namespace tandem::cli {

void add_score_train(CLI::App& score, Context& context);
void add_score_apply(CLI::App& score, Context& context);

}  // namespace tandem::cli
