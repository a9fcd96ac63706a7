#include "domain/goals/stage_rates.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/number.h"

namespace tandem::goals {
namespace {

using Names = std::span<const std::string_view>;

Error at_stages(std::string code, TextArgs args) {
  return Error::invalid(std::move(code), std::move(args), "stages");
}

std::ptrdiff_t place_of(std::string_view stage, Names stages) {
  return std::ranges::find(stages, stage) - stages.begin();
}

Result<void> check_stage(std::string_view stage, Names stages) {
  if (std::ranges::find(stages, stage) != stages.end()) return {};
  std::string known;
  for (const auto name : stages) known.append(known.empty() ? "" : ", ").append(name);
  return at_stages("goals.unknown_stage", {{"stage", std::string(stage)}, {"stages", known}});
}

// "lead:mql=0.4".
Result<Step> parse_step(std::string_view text, Names stages) {
  const auto colon = text.find(':');
  const auto equals = text.find('=');
  if (colon == text.npos || equals == text.npos || equals < colon) {
    return at_stages("goals.step_unreadable", {{"step", std::string(text)}});
  }
  Step step{std::string(trimmed(text.substr(0, colon))),
            std::string(trimmed(text.substr(colon + 1, equals - colon - 1))), 0};
  for (const auto& stage : {step.from, step.to}) {
    if (auto known = check_stage(stage, stages); !known) return known.error();
  }
  if (place_of(step.from, stages) >= place_of(step.to, stages)) {
    return at_stages("goals.step_backwards", {{"from", step.from}, {"to", step.to}});
  }
  const auto value = text.substr(equals + 1);
  const auto rate = parse_number(value);
  if (!rate || !(*rate > 0 && *rate <= 1)) {
    return at_stages("goals.step_rate",
                     {{"step", step.from + ":" + step.to}, {"value", std::string(trimmed(value))}});
  }
  step.rate = *rate;
  return step;
}

// The steps are in the order of the stages they leave.
Result<void> check_chain(const std::vector<Step>& steps, Names stages) {
  for (std::size_t i = 1; i < steps.size(); ++i) {
    const auto& before = steps[i - 1];
    const auto& step = steps[i];
    if (step.from == before.from || step.to == before.to) {
      return at_stages("goals.stage_twice",
                       {{"stage", step.from == before.from ? step.from : step.to}});
    }
    const auto reached = place_of(before.to, stages);
    const auto left = place_of(step.from, stages);
    if (reached < left) {
      return at_stages("goals.stage_gap", {{"from", before.to}, {"to", step.from}});
    }
    // "lead:sql" jumps over the stage that "mql:opportunity" leaves.
    if (reached > left) return at_stages("goals.stage_jumped", {{"stage", step.from}});
  }
  return {};
}

}  // namespace

Result<std::vector<Step>> parse_stage_rates(std::string_view text, Names stages) {
  std::vector<Step> steps;
  if (trimmed(text).empty()) return steps;
  for (std::size_t from = 0; from <= text.size();) {
    const auto to = std::min(text.find(',', from), text.size());
    auto step = parse_step(trimmed(text.substr(from, to - from)), stages);
    if (!step) return step.error();
    steps.push_back(*std::move(step));
    // More steps than stages repeat one.
    if (steps.size() > stages.size() * 2) break;
    from = to + 1;
  }
  std::ranges::stable_sort(steps, {}, [&](const Step& s) { return place_of(s.from, stages); });
  if (auto chain = check_chain(steps, stages); !chain) return chain.error();
  return steps;
}

}  // namespace tandem::goals
