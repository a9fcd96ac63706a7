// What `attribute` and `journeys` can be asked: which models, and how these are to reckon.
#pragma once

#include "cli/context.h"
#include "cli/output.h"
#include "domain/attribution/markov.h"
#include "domain/attribution/rule_models.h"

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

// By name, "direct" and its like where none is said.
std::vector<bool> direct_channels(const AttributionRequest& request,
                                  const std::vector<std::string>& names);

}  // namespace tandem::cli
