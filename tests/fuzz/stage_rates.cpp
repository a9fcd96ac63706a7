// Rates from stage to stage, as written on the command line. What is taken is one chain of known
// stages, whose funnel can be joined or is refused in a sentence.
#include "domain/goals/stage_rates.h"

#include <array>

#include "domain/goals/reverse_funnel.h"
#include "fuzzing.h"

using namespace tandem;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::array<std::string_view, 6> kStages{"visitor", "lead",        "mql",
                                                           "sql",     "opportunity", "customer"};
  const auto steps = goals::parse_stage_rates(fuzz::text_of(data, size), kStages);
  if (!steps) {
    fuzz::must(steps.error().field == "stages" && !steps.error().code.empty());
    return 0;
  }
  fuzz::must(steps->size() < kStages.size());
  for (std::size_t i = 0; i < steps->size(); ++i) {
    const auto& step = (*steps)[i];
    fuzz::must(step.rate > 0 && step.rate <= 1);
    fuzz::must(i == 0 || (*steps)[i - 1].to == step.from);
  }
  const auto funnel = goals::join_funnel(*steps, *goals::known_rate(0.02));
  if (!funnel) return 0;
  const auto needed = goals::contacts_needed(*funnel, {1'000'000, "EUR"}, {100'000, "EUR"});
  fuzz::must(!needed || needed->at("customer") == 10);
  return 0;
}
