// tandem score: learns from leads whose outcome is known which of the others will convert.
#include "cli/score.h"

namespace tandem::cli {

void add_score(CLI::App& app, Context& context) {
  auto* score = app.add_subcommand("score", "Score leads: learn from known outcomes, apply");
  score->require_subcommand(1);
  score->fallthrough();
  add_score_train(*score, context);
  add_score_apply(*score, context);
}

}  // namespace tandem::cli
