// tandem funnel: how many contacts got how far.
#include <iostream>

#include "base/json.h"
#include "cli/context.h"
#include "cli/figures.h"

namespace tandem::cli {
namespace {

struct Options {
  std::string by;
  std::string from;
  std::string to;
  std::string origin;
  CLI::Option* origin_given = nullptr;
  bool json = false;
  bool csv = false;
};

std::vector<std::string> csv_row(const std::string& key, const performance::FunnelStage& stage) {
  const auto number = [](const std::optional<double>& value) {
    return value ? fmt::format("{}", *value) : std::string();
  };
  return {key,
          std::string(name_of(stage.stage)),
          std::string(name_of(stage.owner)),
          std::to_string(stage.reached),
          std::to_string(stage.recorded),
          std::to_string(stage.current),
          number(stage.conversion),
          number(stage.median_days)};
}

void print_as_csv(const performance::Funnel& funnel, const std::string& by) {
  print_csv(std::cout, {by.empty() ? "group" : by, "stage", "owner", "reached", "recorded",
                        "current", "conversion", "median_days"});
  if (by.empty()) {
    for (const auto& stage : funnel.stages) print_csv(std::cout, csv_row("", stage));
  }
  for (const auto& group : funnel.groups) {
    for (const auto& stage : group.stages) print_csv(std::cout, csv_row(group.key, stage));
  }
}

void print_stages(const Context& context, const performance::Funnel& funnel) {
  const auto language = context.language();
  Table table{{{context.say("cli.funnel.stage"), Align::left},
               {context.say("cli.funnel.team"), Align::left},
               {context.say("cli.funnel.reached")},
               {context.say("cli.funnel.current")},
               {context.say("cli.funnel.conversion")},
               {context.say("cli.funnel.median_days")}},
              {}};
  for (const auto& stage : funnel.stages) {
    table.rows.push_back({context.say("stage." + std::string(name_of(stage.stage))),
                          context.say("team." + std::string(name_of(stage.owner))),
                          format_number(language, static_cast<double>(stage.reached)),
                          format_number(language, static_cast<double>(stage.current)),
                          percent_or_dash(language, stage.conversion),
                          number_or_dash(language, stage.median_days, 1)});
  }
  print(std::cout, table);
}

void print_groups(const Context& context, const performance::Funnel& funnel,
                  const std::string& by) {
  const auto language = context.language();
  Table table{{{context.say("cli.funnel.by_" + by), Align::left}}, {}};
  for (const auto& stage : funnel.stages) {
    table.columns.push_back({context.say("stage." + std::string(name_of(stage.stage)))});
  }
  for (const auto& group : funnel.groups) {
    std::vector<std::string> row{group.key.empty() ? context.say("cli.none") : group.key};
    for (const auto& stage : group.stages) {
      row.push_back(format_number(language, static_cast<double>(stage.reached)));
    }
    table.rows.push_back(std::move(row));
  }
  std::cout << "\n" << context.say("cli.funnel.groups_title") << "\n";
  print(std::cout, table);
}

Result<storage::FunnelQuery> query_of(const Options& options) {
  storage::FunnelQuery query;
  const auto from = day_option("from", options.from);
  if (!from) return from.error();
  const auto to = day_option("to", options.to);
  if (!to) return to.error();
  query.from = *from;
  query.to = *to;
  query.by = parse_enum<performance::Grouping>(options.by);
  if (!options.origin_given->empty()) query.origin = options.origin;
  return query;
}

int run(const Context& context, const Options& options) {
  const auto query = query_of(options);
  if (!query) return context.refuse(query.error());
  auto stores = open_stores(context);
  if (!stores) return context.refuse(stores.error());
  const auto funnel = storage::funnel(*stores->mirror, *query, context.language());
  if (!funnel) return context.refuse(funnel.error());
  if (options.json) {
    std::cout << print_json_indented(to_json(*funnel));
  } else if (options.csv) {
    print_as_csv(*funnel, options.by);
  } else if (funnel->stages.front().reached == 0) {
    std::cout << say_what_to_do(context, *stores, options.from.empty() && options.to.empty());
  } else {
    print_stages(context, *funnel);
    if (query->by) print_groups(context, *funnel, options.by);
    print_definitions(std::cout, context, funnel->definitions,
                      {"reached", "current", "conversion", "median_days"});
  }
  return kDone;
}

}  // namespace

void add_funnel(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("funnel", "How many contacts reached each stage");
  command->add_option("--by", options->by, "Group by origin, month or landing_page")
      ->check(CLI::IsMember({"origin", "month", "landing_page"}));
  command->add_option("--from", options->from, "First day of the cohort, YYYY-MM-DD");
  command->add_option("--to", options->to, "Last day of the cohort, YYYY-MM-DD");
  options->origin_given =
      command->add_option("--origin", options->origin, "Only contacts of this origin");
  auto* json = command->add_flag("--json", options->json, "Print JSON");
  command->add_flag("--csv", options->csv, "Print CSV")->excludes(json);
  command->callback([options, &context] {
    context.run = [options, &context] { return run(context, *options); };
  });
}

}  // namespace tandem::cli
