#include "cli/attribution_report.h"

#include <iostream>

#include "cli/figures.h"

namespace tandem::cli {
namespace {

std::string number(const std::optional<double>& value) {
  return value ? fmt::format("{}", *value) : std::string();
}

const std::vector<std::string> kCsvColumns{
    "model", "order", "channel", "removal_effect", "conversions", "value", "standard_error"};

std::vector<std::vector<std::string>> csv_rows(const std::vector<ModelCredit>& models) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& model : models) {
    for (const auto& row : model.channels) {
      rows.push_back({model.model, model.order ? std::to_string(*model.order) : "", row.channel,
                      number(row.removal_effect), number(row.conversions), number(row.value),
                      number(row.standard_error)});
    }
  }
  return rows;
}

void print_as_csv(const AllMilestones& all) {
  auto columns = kCsvColumns;
  columns.insert(columns.begin(), "milestone");
  print_csv(std::cout, columns);
  for (const auto& milestone : all.milestones) {
    for (auto& row : csv_rows(milestone.models)) {
      row.insert(row.begin(), milestone.milestone);
      print_csv(std::cout, row);
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

void print_total(const Context& context, const ModelCredit& any) {
  const auto language = context.language();
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
  if (any.open.value_or(0) > 0) {
    std::cout << context.say("cli.attribute.open", {{"count", format_number(language, *any.open)}})
              << "\n";
  }
}

void print_orders(const Context& context, const std::vector<ModelCredit>& models) {
  for (const auto& model : models) {
    if (!model.order) continue;
    std::cout << context.say("cli.attribute.order", {{"order", std::to_string(*model.order)}})
              << "\n";
    for (const auto& score : model.validation.value_or(std::vector<attribution::OrderScore>())) {
      std::cout << context.say(
                       "cli.attribute.validation",
                       {{"order", std::to_string(score.order)},
                        {"score", format_number(context.language(), score.log_likelihood, 4)}})
                << "\n";
    }
  }
}

void print_about(const Context& context, const std::vector<ModelCredit>& models) {
  if (models.size() > 1) return;
  std::cout << context.say("cli.attribute.about." + models.front().model) << "\n";
}

std::string name_of(const Context& context, const MilestoneCredit& milestone) {
  return context.say("cli.attribute.milestone." + milestone.milestone);
}

// Channels down, milestones across, of one model; channels in the order of the last milestone.
void print_side_by_side(const Context& context, const AllMilestones& all) {
  const auto& last = all.milestones.back().models.front();
  Table table{{{context.say("cli.attribute.channel"), Align::left}}, {}};
  boost::unordered_flat_map<std::string, std::size_t> place;
  for (const auto& row : last.channels) {
    place.emplace(row.channel, table.rows.size());
    table.rows.push_back({row.channel});
  }
  for (const auto& milestone : all.milestones) {
    table.columns.push_back({name_of(context, milestone)});
    for (const auto& row : milestone.models.front().channels) {
      table.rows[place.at(row.channel)].push_back(
          format_number(context.language(), row.conversions, 2));
    }
  }
  if (last.channels.front().value) {
    table.columns.push_back({context.say("cli.attribute.value")});
    for (const auto& row : last.channels) {
      table.rows[place.at(row.channel)].push_back(format_number(context.language(), *row.value, 2));
    }
  }
  print(std::cout, table);
}

}  // namespace

int report_attribution(const Context& context, const AttributionOptions& options,
                       const std::vector<ModelCredit>& models) {
  if (options.format.json) {
    std::cout << print_json_indented(options.model == "all" ? to_json(AllModels{models})
                                                            : to_json(models.front()));
  } else if (options.format.csv) {
    print_csv(std::cout, kCsvColumns);
    for (const auto& row : csv_rows(models)) print_csv(std::cout, row);
  } else {
    if (models.size() == 1) {
      print_one(context, models.front());
    } else {
      print_all(context, models);
    }
    std::cout << "\n";
    print_about(context, models);
    print_total(context, models.front());
    print_orders(context, models);
    std::cout << context.say("cli.attribute.credit_only") << "\n";
  }
  return kDone;
}

int report_milestones(const Context& context, const AttributionOptions& options,
                      const AllMilestones& all) {
  if (options.format.json) {
    std::cout << print_json_indented(to_json(all));
    return kDone;
  }
  if (options.format.csv) {
    print_as_csv(all);
    return kDone;
  }
  const bool one_model = all.milestones.front().models.size() == 1;
  if (one_model) {
    print_side_by_side(context, all);
    std::cout << "\n";
    print_about(context, all.milestones.front().models);
  }
  for (const auto& milestone : all.milestones) {
    if (!one_model) {
      std::cout << name_of(context, milestone) << "\n\n";
      print_all(context, milestone.models);
      std::cout << "\n";
    } else {
      std::cout << name_of(context, milestone) << ": ";
    }
    print_total(context, milestone.models.front());
    print_orders(context, milestone.models);
    if (!one_model) std::cout << "\n";
  }
  std::cout << context.say("cli.attribute.credit_only") << "\n";
  return kDone;
}

}  // namespace tandem::cli
