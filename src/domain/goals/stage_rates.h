// Conversion rates from stage to stage, as people write them on one line.
//
// Example. "visitor:lead=0.03,lead:mql=0.4": 3 % of the visitors become leads, 40 % of those
// marketing-qualified. Steps may come in any order and may jump over stages ("lead:sql=0.1"), but
// they make one chain: no stage is left or entered twice, none is missing between two steps.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tandem::goals {

struct Step {
  std::string from;
  std::string to;
  double rate = 0;  // 0 < rate <= 1

  bool operator==(const Step&) const = default;
};

// The steps in the order of `stages`, the known names, first stage first; none for an empty text.
// Errors, all with field "stages": goals.step_unreadable {step}, goals.unknown_stage {stage,
// stages}, goals.step_backwards {from, to}, goals.step_rate {step, value}, goals.stage_twice
// {stage}, goals.stage_gap {from, to}, goals.stage_jumped {stage}.
Result<std::vector<Step>> parse_stage_rates(std::string_view text,
                                            std::span<const std::string_view> stages);

}  // namespace tandem::goals
