#include "cli/attribution_request.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/number.h"

namespace tandem::cli {
namespace {

using attribution::RuleModel;

const std::vector<std::string> kOtherModels{"markov", "shapley", "shapley_rate"};

std::vector<std::string> model_names() {
  std::vector<std::string> names;
  for (const auto name : enum_names<RuleModel>()) names.emplace_back(name);
  names.insert(names.end(), kOtherModels.begin(), kOtherModels.end());
  return names;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const auto letter : text) {
    if (letter == separator) {
      parts.emplace_back();
    } else {
      parts.back() += letter;
    }
  }
  return parts;
}

Result<attribution::AnchorShares> parse_weights(const std::string& text) {
  attribution::AnchorShares shares;
  for (const auto& part : split(text, ',')) {
    const auto equals = part.find('=');
    const auto name = part.substr(0, equals);
    bool known = false;
    std::optional<Error> error;
    for_each_member(shares, [&](std::string_view member, double& share) {
      if (member != name || equals == std::string::npos) return;
      known = true;
      if (auto number = parse_number(part.substr(equals + 1))) {
        share = *number;
      } else {
        error = std::move(number).error();
      }
    });
    if (error) return *std::move(error);
    if (!known) return Error::invalid("attribution.bad_weights", {{"value", part}});
  }
  return shares;
}

Error at_option(const char* option, Error error) {
  error.field = option;
  return error;
}

}  // namespace

bool AttributionRequest::wants(std::string_view model) const {
  return std::ranges::find(models, model) != models.end();
}

void add_attribution_options(CLI::App& command, AttributionOptions& options) {
  auto models = model_names();
  models.emplace_back("all");
  command.add_option("--model", options.model, "Which model shares the credit, or all of them")
      ->check(CLI::IsMember(models))
      ->capture_default_str();
  command
      .add_option("--order", options.order, "How many touches the Markov model remembers, or auto")
      ->capture_default_str();
  command.add_flag("--no-nulls", options.no_nulls, "Leave out journeys that did not convert");
  command
      .add_option("--half-life", options.half_life,
                  "Days after which a touch counts half as much (time_decay)")
      ->capture_default_str();
  command.add_option("--weights", options.weights,
                     "Of the custom model, as in first=40,lead=0,opportunity=0,last=40,middle=20");
  command.add_option("--direct", options.direct,
                     "A channel that last_non_direct passes over; may be said again");
  command.add_option("--seed", options.seed, "For what is sampled")->capture_default_str();
  add_output_format(command, options.format, Tabular::yes);
}

Result<AttributionRequest> attribution_request(const AttributionOptions& options) {
  AttributionRequest request;
  request.nulls = options.no_nulls ? attribution::Nulls::ignored : attribution::Nulls::counted;
  request.direct = options.direct;
  request.seed = options.seed;
  if (options.order != "auto") {
    const auto order = parse_whole_number(options.order);
    if (!order || *order < 1 || *order > attribution::kLargestOrder) {
      return Error::invalid(
          "attribution.bad_order",
          {{"value", options.order}, {"largest", std::to_string(attribution::kLargestOrder)}},
          "--order");
    }
    request.order = static_cast<int>(*order);
  }
  request.rules.half_life_days = options.half_life;
  if (!options.weights.empty()) {
    auto weights = parse_weights(options.weights);
    if (!weights) return at_option("--weights", std::move(weights).error());
    request.rules.custom = *weights;
  } else if (options.model == "custom") {
    return Error::invalid("attribution.no_custom_weights", {}, "--weights");
  }
  if (auto valid = request.rules.validate(); !valid) {
    const bool custom = valid.error().field.starts_with("custom");
    return at_option(custom ? "--weights" : "--half-life", std::move(valid).error());
  }
  if (options.model != "all") {
    request.models = {options.model};
  } else {
    for (const auto& name : model_names()) {
      if (name != "custom" || !options.weights.empty()) request.models.push_back(name);
    }
  }
  return request;
}

std::vector<bool> direct_channels(const AttributionRequest& request,
                                  const std::vector<std::string>& names) {
  static const std::vector<std::string> kUsual{"direct", "(direct)", "direct_traffic",
                                               "direct traffic"};
  std::vector<bool> direct;
  direct.reserve(names.size());
  for (const auto& name : names) {
    const auto& listed = request.direct.empty() ? kUsual : request.direct;
    direct.push_back(std::ranges::any_of(
        listed, [&](const std::string& one) { return equal_ignoring_case(one, name); }));
  }
  return direct;
}

}  // namespace tandem::cli
