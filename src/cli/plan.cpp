// tandem plan: how many leads a revenue goal takes, and how sure that is.
#include <iostream>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/json.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/plan_input.h"
#include "cli/table.h"
#include "domain/lifecycle/stage.h"

namespace tandem::cli {
namespace {

using lifecycle::kStages;

std::string count_or_dash(const Context& context, const std::optional<std::int64_t>& count) {
  return count ? format_number(context.language(), static_cast<double>(*count)) : "–";
}

// A chance of 99.98 % is not certainty.
std::string chance_shown(const Context& context, double chance) {
  const int decimals = chance > 0.99 && chance < 1 ? 2 : chance > 0 && chance < 0.01 ? 2 : 0;
  return format_percent(context.language(), chance, decimals);
}

std::string whole_number(const Context& context, std::int64_t number) {
  return format_number(context.language(), static_cast<double>(number));
}

// One line per degree of certainty: on average first, then 50, 80 and 90 %.
struct Row {
  std::string target;  // "average", "50", ...
  std::optional<double> probability;
  std::map<std::string, std::optional<std::int64_t>> stages;
};

std::vector<Row> rows_of(const PlanAnswer& answer) {
  std::vector<Row> rows{{"average", answer.plan.probability, answer.plan.stages}};
  for (const int percent : goals::kChances) {
    const auto leads = answer.plan.leads_for.at(std::to_string(percent));
    Row row{std::to_string(percent), percent / 100., {}};
    for (const auto& [stage, unused] : answer.plan.stages) row.stages[stage] = std::nullopt;
    if (leads) {
      const auto contacts = goals::contacts_of(answer.funnel, *leads);
      if (contacts) {
        for (const auto& [stage, count] : *contacts) row.stages[stage] = count;
      }
    }
    row.stages["lead"] = leads;
    row.stages["customer"] = answer.plan.customers;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::string> stages_of(const goals::Plan& plan) {
  std::vector<std::string> stages;
  for (const auto stage : kStages) {
    if (const std::string name(name_of(stage)); plan.stages.contains(name)) stages.push_back(name);
  }
  return stages;
}

void print_as_csv(const PlanAnswer& answer) {
  const auto stages = stages_of(answer.plan);
  std::vector<std::string> header{"target", "probability"};
  header.insert(header.end(), stages.begin(), stages.end());
  print_csv(std::cout, header);
  for (const auto& row : rows_of(answer)) {
    std::vector<std::string> values{row.target,
                                    row.probability ? fmt::format("{}", *row.probability) : ""};
    for (const auto& stage : stages) {
      const auto& count = row.stages.at(stage);
      values.push_back(count ? std::to_string(*count) : "");
    }
    print_csv(std::cout, values);
  }
}

void print_goal(const Context& context, const goals::Plan& plan) {
  const auto language = context.language();
  std::cout << context.say("cli.plan.goal", {{"revenue", format_money(language, plan.revenue)},
                                             {"sale", format_money(language, plan.average_sale)},
                                             {"customers", whole_number(context, plan.customers)}})
            << "\n";
  if (plan.rate_interval) {
    std::cout << context.say("cli.plan.rate_believed",
                             {{"rate", format_percent(language, plan.rate.mean, 2)},
                              {"low", format_percent(language, plan.rate_interval->low, 2)},
                              {"high", format_percent(language, plan.rate_interval->high, 2)}})
              << "\n";
  } else {
    std::cout << context.say("cli.plan.rate_known",
                             {{"rate", format_percent(language, plan.rate.mean, 2)}})
              << "\n";
  }
}

void print_needed(const Context& context, const PlanAnswer& answer) {
  const auto stages = stages_of(answer.plan);
  Table table{{{context.say("cli.plan.certainty"), Align::left}}, {}};
  for (const auto& stage : stages) table.columns.push_back({context.say("stage." + stage)});
  for (const auto& row : rows_of(answer)) {
    const auto chance = row.probability ? chance_shown(context, *row.probability) : "–";
    std::vector<std::string> cells{
        row.target == "average" ? context.say("cli.plan.average", {{"chance", chance}}) : chance};
    for (const auto& stage : stages) {
      cells.push_back(count_or_dash(context, row.stages.at(stage)));
    }
    table.rows.push_back(std::move(cells));
  }
  std::cout << "\n";
  print(std::cout, table);
}

// "500 prospects give only a 54% chance of 10 customers or more. 625 give 80%."
void print_in_words(const Context& context, const goals::Plan& plan) {
  const auto eighty = plan.leads_for.at("80");
  std::cout
      << "\n"
      << context.say("cli.plan.in_words", {{"leads", whole_number(context, *plan.leads)},
                                           {"chance", chance_shown(context, *plan.probability)},
                                           {"customers", whole_number(context, plan.customers)}})
      << " "
      << (eighty ? context.say("cli.plan.for_eighty", {{"leads", whole_number(context, *eighty)},
                                                       {"chance", chance_shown(context, 0.8)}})
                 : context.say("cli.plan.never_eighty", {{"chance", chance_shown(context, 0.8)}}))
      << "\n"
      << context.say("cli.plan.range", {{"leads", whole_number(context, *plan.leads)},
                                        {"low", whole_number(context, *plan.p10)},
                                        {"middle", whole_number(context, *plan.p50)},
                                        {"high", whole_number(context, *plan.p90)}})
      << "\n";
}

void print_months(const Context& context, const goals::Horizon& horizon) {
  const auto language = context.language();
  std::cout << "\n"
            << context.say(
                   "cli.plan.lag",
                   {{"months", whole_number(context, horizon.months)},
                    {"share", format_percent(language, horizon.share_in_time)},
                    {"leads", whole_number(context, horizon.leads_without_lag)},
                    {"customers", format_number(language, horizon.customers_without_lag, 2)}})
            << "\n";
  Table table{{{context.say("cli.plan.month"), Align::left},
               {context.say("cli.plan.leads")},
               {context.say("cli.plan.customers")},
               {context.say("cli.plan.so_far")}},
              {}};
  for (const auto& month : horizon.by_month) {
    table.rows.push_back({whole_number(context, month.month),
                          format_number(language, month.leads, 1),
                          format_number(language, month.customers, 2),
                          format_number(language, month.customers_so_far, 2)});
  }
  print(std::cout, table);
}

void print_what_if(const Context& context, const goals::Plan& plan) {
  const auto& what_if = *plan.what_if;
  std::cout << "\n"
            << context.say("cli.plan.what_if",
                           {{"leads", whole_number(context, what_if.leads)},
                            {"chance", chance_shown(context, what_if.probability)},
                            {"customers", whole_number(context, plan.customers)},
                            {"low", whole_number(context, what_if.p10)},
                            {"middle", whole_number(context, what_if.p50)},
                            {"high", whole_number(context, what_if.p90)}})
            << "\n";
}

void print_simulated(const Context& context, const goals::Plan& plan, const SimulatedPlan& play) {
  const auto language = context.language();
  std::cout << "\n"
            << context.say("cli.plan.simulated",
                           {{"leads", whole_number(context, play.leads)},
                            {"revenue", format_money(language, plan.revenue)},
                            {"chance", chance_shown(context, play.probability)},
                            {"low", format_money(language, play.p10)},
                            {"middle", format_money(language, play.p50)},
                            {"high", format_money(language, play.p90)}})
            << "\n"
            << context.say("cli.plan.simulated_leads",
                           {{"fifty", count_or_dash(context, play.leads_for.at("50"))},
                            {"eighty", count_or_dash(context, play.leads_for.at("80"))},
                            {"ninety", count_or_dash(context, play.leads_for.at("90"))}})
            << "\n";
}

void print_for_people(const Context& context, const PlanAnswer& answer) {
  const auto& plan = answer.plan;
  if (plan.customers == 0) {
    std::cout << context.say("cli.plan.goal_met") << "\n";
    return;
  }
  print_goal(context, plan);
  if (plan.unreachable) {
    std::cout << "\n"
              << context.say(
                     "cli.plan.unreachable",
                     {{"months", whole_number(context, plan.horizon->months)},
                      {"first", whole_number(context, plan.horizon->first_reachable_month)}})
              << "\n";
    return;
  }
  print_needed(context, answer);
  print_in_words(context, plan);
  if (plan.horizon) print_months(context, *plan.horizon);
  if (plan.what_if) print_what_if(context, plan);
  if (answer.simulated) print_simulated(context, plan, *answer.simulated);
}

int run(const Context& context, const PlanOptions& options, const OutputFormat& format) {
  const auto answer = plan_of(options, context.language());
  if (!answer) return context.refuse(answer.error());
  if (format.json) {
    auto json = to_json(answer->plan);
    if (answer->simulated) json.as_object()["simulated"] = to_json(*answer->simulated);
    std::cout << print_json_indented(json);
  } else if (format.csv) {
    print_as_csv(*answer);
  } else {
    print_for_people(context, *answer);
  }
  return kDone;
}

}  // namespace

void add_plan(CLI::App& app, Context& context) {
  auto options = std::make_shared<PlanOptions>();
  auto format = std::make_shared<OutputFormat>();
  auto* command = app.add_subcommand("plan", "How many leads a revenue goal takes, and how sure");
  add_plan_options(*command, *options);
  add_output_format(*command, *format, Tabular::yes);
  command->callback([options, format, &context] {
    context.run = [options, format, &context] { return run(context, *options, *format); };
  });
}

}  // namespace tandem::cli
