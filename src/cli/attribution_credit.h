// Credit by model, as `attribute` and `journeys` print it: what the models need is folded from the
// journeys first, then each is computed.
#pragma once

#include "cli/attribution_request.h"
#include "domain/attribution/markov_order.h"
#include "domain/attribution/shapley.h"

namespace tandem::cli {

// What is printed as JSON.
struct ChannelCredit {
  std::string channel;
  std::optional<double> removal_effect;  // Markov
  double conversions = 0;
  std::optional<double> value;
  std::optional<double> standard_error;  // of conversions, where they were sampled
};
BOOST_DESCRIBE_STRUCT(ChannelCredit, (),
                      (channel, removal_effect, conversions, value, standard_error))

struct ModelCredit {
  std::string model;
  std::optional<int> order;
  std::optional<double> conversion_rate;
  std::vector<ChannelCredit> channels;  // by conversions, most first
  attribution::Outcome total;           // of what is shared out
  attribution::Outcome unattributed;    // conversions without any touch
  std::optional<std::vector<attribution::OrderScore>> validation;
  std::optional<double> open;  // opportunities left out until won, lost or stale (journeys)
};
BOOST_DESCRIBE_STRUCT(ModelCredit, (),
                      (model, order, conversion_rate, channels, total, unattributed, validation,
                       open))

struct AllModels {
  std::vector<ModelCredit> models;
};
BOOST_DESCRIBE_STRUCT(AllModels, (), (models))

// What the models are computed from.
struct AttributionEvidence {
  attribution::RuleFold rules;
  std::optional<attribution::TransitionCounts> transitions;
  std::optional<attribution::ChannelSets> sets;
  std::optional<std::vector<attribution::OrderScore>> validation;
  bool valued = false;         // the file says what conversions were worth
  std::optional<double> open;  // see ModelCredit
};

inline constexpr int kHighestTried = 4;  // order, when it is to be chosen

// `source.fold(empty)` adds all journeys to a fold; `source.fold_alike(empty)` likewise, with equal
// journeys as one; `source.valued` and `source.open` as in AttributionEvidence.
template <class Source>
AttributionEvidence gather(const AttributionRequest& request, const std::vector<std::string>& names,
                           const Source& source) {
  using namespace attribution;
  auto settings = request.rules;
  settings.direct = direct_channels(request, names);
  AttributionEvidence evidence{
      source.fold(RuleFold(names.size(), settings)), {}, {}, {}, source.valued, source.open};
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

// Of each model that is asked for. Errors: attribution.no_conversions; those of removal_effects and
// rate_shapley.
Result<std::vector<ModelCredit>> model_credits(const AttributionRequest& request,
                                               const AttributionEvidence& evidence,
                                               const std::vector<std::string>& names);

}  // namespace tandem::cli
