// What `attribute` and `journeys` share: which models are asked for, what these need to be folded
// from the journeys, and how the credit is printed.
#pragma once

#include "cli/context.h"
#include "cli/output.h"
#include "domain/attribution/markov_order.h"
#include "domain/attribution/rule_models.h"
#include "domain/attribution/shapley.h"

namespace tandem::cli {

// As the command line gives them.
struct AttributionOptions {
  std::string file;
  std::string model = "last";
  std::string order = "1";  // or "auto"
  bool no_nulls = false;
  double half_life = 7;
  std::string weights;              // "first=40,last=40,middle=20"
  std::vector<std::string> direct;  // names of the channels that are direct
  std::uint64_t seed = 1;
  OutputFormat format;
};

void add_attribution_options(CLI::App& command, AttributionOptions& options);

// The same, understood.
struct AttributionRequest {
  std::vector<std::string> models;
  std::optional<int> order;  // of the Markov model; nothing: to be chosen
  attribution::Nulls nulls = attribution::Nulls::counted;
  attribution::RuleSettings rules;
  std::vector<std::string> direct;
  std::uint64_t seed = 1;

  bool wants(std::string_view model) const;
};

// Errors: attribution.bad_weights {value, names}, field --weights; attribution.bad_order {value},
// field --order; attribution.no_custom_weights, field --weights; those of RuleSettings.
Result<AttributionRequest> attribution_request(const AttributionOptions& options);

// What the models are computed from.
struct AttributionEvidence {
  attribution::RuleFold rules;
  std::optional<attribution::TransitionCounts> transitions;
  std::optional<attribution::ChannelSets> sets;
  std::optional<std::vector<attribution::OrderScore>> validation;
};

// By name, "direct" and its like where none is said.
std::vector<bool> direct_channels(const AttributionRequest& request,
                                  const std::vector<std::string>& names);

inline constexpr int kHighestTried = 4;  // order, when it is to be chosen

// `source.fold(empty)` adds all journeys to a fold; `source.fold_alike(empty)` likewise, with equal
// journeys as one.
template <class Source>
AttributionEvidence gather(const AttributionRequest& request, const std::vector<std::string>& names,
                           const Source& source) {
  using namespace attribution;
  auto settings = request.rules;
  settings.direct = direct_channels(request, names);
  AttributionEvidence evidence{source.fold(RuleFold(names.size(), settings)), {}, {}, {}};
  if (request.wants("markov")) {
    auto order = request.order.value_or(1);
    if (!request.order) {
      evidence.validation =
          source
              .fold_alike(OrderSelection(kHighestTried, names.size(), request.nulls, request.seed))
              .scores();
      order = best_order(*evidence.validation);
    }
    evidence.transitions = source.fold(TransitionCounts(order, names.size(), request.nulls));
  }
  if (request.wants("shapley") || request.wants("shapley_rate")) {
    evidence.sets = source.fold(ChannelSets(names.size()));
  }
  return evidence;
}

// Computes and prints; gives the exit code. `valued`: the file says what conversions were worth.
int report_attribution(const Context& context, const AttributionOptions& options,
                       const AttributionRequest& request, const AttributionEvidence& evidence,
                       const std::vector<std::string>& names, bool valued);

}  // namespace tandem::cli
