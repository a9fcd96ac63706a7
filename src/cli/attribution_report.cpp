#include "cli/attribution_report.h"

#include <algorithm>
#include <iostream>
#include <numeric>

#include "base/ascii.h"
#include "base/number.h"
#include "cli/analysis_input.h"
#include "cli/figures.h"

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
};
BOOST_DESCRIBE_STRUCT(ModelCredit, (),
                      (model, order, conversion_rate, channels, total, unattributed, validation))

struct AllModels {
  std::vector<ModelCredit> models;
};
BOOST_DESCRIBE_STRUCT(AllModels, (), (models))

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

class Reporter {
 public:
  Reporter(const AttributionRequest& request, const AttributionEvidence& evidence,
           const std::vector<std::string>& names, bool valued)
      : request_(request), evidence_(evidence), names_(names), valued_(valued) {}

  Result<ModelCredit> credit(const std::string& model) const {
    if (const auto rule = parse_enum<RuleModel>(model)) {
      return finished(model, evidence_.rules.credits(*rule));
    }
    if (model == "markov") return markov();
    if (model == "shapley") return finished(model, additive_shapley(*evidence_.sets));
    return shapley_rate();
  }

 private:
  Result<ModelCredit> markov() const {
    std::optional<Progress> bar;
    const auto effects =
        removal_effects(*evidence_.transitions, [&](std::int64_t done, std::int64_t whole) {
          if (!bar) bar.emplace("markov", whole);
          bar->step(done);
        });
    if (!effects) return effects.error();
    auto answer = unsorted("markov", markov_credits(*effects, evidence_.transitions->total()));
    for (std::size_t i = 0; i < names_.size(); ++i) {
      answer.channels[i].removal_effect = effects->of_conversion[i];
    }
    answer.order = evidence_.transitions->order();
    answer.validation = evidence_.validation;
    return sorted(std::move(answer));
  }

  Result<ModelCredit> shapley_rate() const {
    const auto shares = attribution::rate_shapley(
        *evidence_.sets, request_.nulls == attribution::Nulls::ignored, {.seed = request_.seed});
    if (!shares) return shares.error();
    auto answer = unsorted("shapley_rate", shares->credits);
    for (std::size_t i = 0; i < shares->of_rate_error.size(); ++i) {
      answer.channels[i].standard_error =
          shares->of_rate_error[i] * (answer.total.conversions + answer.total.nulls);
    }
    return sorted(std::move(answer));
  }

  ModelCredit finished(const std::string& model,
                       const std::vector<attribution::Credit>& credits) const {
    return sorted(unsorted(model, credits));
  }

  ModelCredit unsorted(const std::string& model,
                       const std::vector<attribution::Credit>& credits) const {
    ModelCredit answer;
    answer.model = model;
    answer.total = evidence_.rules.attributed();
    answer.unattributed = evidence_.rules.unattributed();
    if (request_.nulls == attribution::Nulls::ignored) answer.total.nulls = 0;
    answer.conversion_rate =
        answer.total.conversions / (answer.total.conversions + answer.total.nulls);
    for (std::size_t i = 0; i < names_.size(); ++i) {
      ChannelCredit row;
      row.channel = names_[i];
      row.conversions = credits[i].conversions;
      if (valued_) row.value = credits[i].value;
      answer.channels.push_back(std::move(row));
    }
    return answer;
  }

  static ModelCredit sorted(ModelCredit answer) {
    std::ranges::sort(answer.channels, [](const ChannelCredit& one, const ChannelCredit& other) {
      if (one.conversions != other.conversions) return one.conversions > other.conversions;
      return one.channel < other.channel;
    });
    return answer;
  }

  const AttributionRequest& request_;
  const AttributionEvidence& evidence_;
  const std::vector<std::string>& names_;
  bool valued_;
};

std::string number(const std::optional<double>& value) {
  return value ? fmt::format("{}", *value) : std::string();
}

void print_as_csv(const std::vector<ModelCredit>& models) {
  print_csv(std::cout, {"model", "order", "channel", "removal_effect", "conversions", "value",
                        "standard_error"});
  for (const auto& model : models) {
    for (const auto& row : model.channels) {
      print_csv(std::cout, {model.model, model.order ? std::to_string(*model.order) : "",
                            row.channel, number(row.removal_effect), number(row.conversions),
                            number(row.value), number(row.standard_error)});
    }
  }
}

void print_one(const Context& context, const ModelCredit& model) {
  const auto language = context.language();
  const auto& first = model.channels.front();
  Table table{{{context.say("cli.attribute.channel"), Align::left},
               {context.say("cli.attribute.conversions")},
               {context.say("cli.attribute.share")}},
              {}};
  if (first.value) table.columns.push_back({context.say("cli.attribute.value")});
  if (first.removal_effect) table.columns.push_back({context.say("cli.attribute.removal_effect")});
  if (first.standard_error) table.columns.push_back({context.say("cli.attribute.standard_error")});
  for (const auto& row : model.channels) {
    std::vector<std::string> cells{
        row.channel, format_number(language, row.conversions, 2),
        format_percent(language, row.conversions / model.total.conversions)};
    if (row.value) cells.push_back(format_number(language, *row.value, 2));
    if (row.removal_effect) cells.push_back(format_percent(language, *row.removal_effect));
    if (row.standard_error) cells.push_back(format_number(language, *row.standard_error, 2));
    table.rows.push_back(std::move(cells));
  }
  print(std::cout, table);
}

// Channels down, models across; channels in the order of the first model.
void print_all(const Context& context, const std::vector<ModelCredit>& models) {
  Table table{{{context.say("cli.attribute.channel"), Align::left}}, {}};
  boost::unordered_flat_map<std::string, std::size_t> place;
  for (const auto& row : models.front().channels) {
    place.emplace(row.channel, table.rows.size());
    table.rows.push_back({row.channel});
  }
  for (const auto& model : models) {
    table.columns.push_back({context.say("cli.attribute.model." + model.model)});
    for (const auto& row : model.channels) {
      table.rows[place.at(row.channel)].push_back(
          format_number(context.language(), row.conversions, 1));
    }
  }
  print(std::cout, table);
}

void print_notes(const Context& context, const std::vector<ModelCredit>& models) {
  const auto language = context.language();
  std::cout << "\n";
  if (models.size() == 1) {
    std::cout << context.say("cli.attribute.about." + models.front().model) << "\n";
  }
  const auto& any = models.front();
  std::cout << context.say(
                   "cli.attribute.total",
                   {{"conversions", format_number(language, any.total.conversions)},
                    {"journeys", format_number(language, any.total.conversions + any.total.nulls)},
                    {"rate", format_percent(language, *any.conversion_rate)}})
            << "\n";
  if (any.unattributed.conversions > 0) {
    std::cout << context.say(
                     "cli.attribute.unattributed",
                     {{"conversions", format_number(language, any.unattributed.conversions)},
                      {"value", format_number(language, any.unattributed.value, 2)}})
              << "\n";
  }
  for (const auto& model : models) {
    if (!model.order) continue;
    std::cout << context.say("cli.attribute.order", {{"order", std::to_string(*model.order)}})
              << "\n";
    for (const auto& score : model.validation.value_or(std::vector<attribution::OrderScore>())) {
      std::cout << context.say("cli.attribute.validation",
                               {{"order", std::to_string(score.order)},
                                {"score", format_number(language, score.log_likelihood, 4)}})
                << "\n";
    }
  }
  std::cout << context.say("cli.attribute.credit_only") << "\n";
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

int report_attribution(const Context& context, const AttributionOptions& options,
                       const AttributionRequest& request, const AttributionEvidence& evidence,
                       const std::vector<std::string>& names, bool valued) {
  if (evidence.rules.attributed().conversions <= 0) {
    return context.refuse(at_file(options.file, Error::invalid("attribution.no_conversions")));
  }
  const Reporter reporter(request, evidence, names, valued);
  std::vector<ModelCredit> models;
  for (const auto& model : request.models) {
    auto credit = reporter.credit(model);
    if (!credit) return context.refuse(at_file(options.file, std::move(credit).error()));
    models.push_back(*std::move(credit));
  }
  if (options.format.json) {
    std::cout << print_json_indented(options.model == "all" ? to_json(AllModels{models})
                                                            : to_json(models.front()));
  } else if (options.format.csv) {
    print_as_csv(models);
  } else {
    if (models.size() == 1) {
      print_one(context, models.front());
    } else {
      print_all(context, models);
    }
    print_notes(context, models);
  }
  return kDone;
}

}  // namespace tandem::cli
