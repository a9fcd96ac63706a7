// tandem sources: what each origin of contacts brought.
#include <iostream>

#include "base/json.h"
#include "cli/figures.h"

namespace tandem::cli {
namespace {

struct Options {
  std::string from;
  std::string to;
  bool json = false;
  bool csv = false;
};

void print_as_csv(const performance::Sources& report) {
  print_csv(std::cout, {"origin", "leads", "customers", "conversion", "low", "high", "revenue",
                        "revenue_per_lead", "currency"});
  const auto number = [](const std::optional<double>& value) {
    return value ? fmt::format("{}", *value) : std::string();
  };
  for (const auto& source : report.sources) {
    print_csv(std::cout,
              {source.origin, std::to_string(source.leads), std::to_string(source.customers),
               number(source.conversion), number(source.low), number(source.high),
               to_decimal(source.revenue),
               source.revenue_per_lead ? to_decimal(*source.revenue_per_lead) : std::string(),
               source.revenue.currency});
  }
}

std::string name_of_origin(const Context& context, const std::string& origin) {
  if (origin.empty()) return context.say("cli.none");
  if (origin == performance::kNoContact) return context.say("cli.sources.no_contact");
  return origin == "total" ? context.say("cli.sources.total") : origin;
}

std::vector<std::string> row_of(const Context& context, const performance::Source& source) {
  const auto language = context.language();
  const auto interval = source.low ? context.say("cli.sources.interval_value",
                                                 {{"low", format_percent(language, *source.low)},
                                                  {"high", format_percent(language, *source.high)}})
                                   : std::string("–");
  return {name_of_origin(context, source.origin),
          format_number(language, static_cast<double>(source.leads)),
          format_number(language, static_cast<double>(source.customers)),
          percent_or_dash(language, source.conversion),
          interval,
          format_money(language, source.revenue, Decimals::always),
          source.revenue_per_lead
              ? format_money(language, *source.revenue_per_lead, Decimals::always)
              : "–"};
}

void print_as_table(const Context& context, const performance::Sources& report) {
  Table table{{{context.say("cli.sources.origin"), Align::left},
               {context.say("cli.sources.leads")},
               {context.say("cli.sources.customers")},
               {context.say("cli.sources.conversion")},
               {context.say("cli.sources.interval")},
               {context.say("cli.sources.revenue")},
               {context.say("cli.sources.revenue_per_lead")}},
              {}};
  for (const auto& source : report.sources) table.rows.push_back(row_of(context, source));
  table.rows.push_back(row_of(context, report.total));
  print(std::cout, table);
  for (const auto& other : report.other_revenue) {
    std::cout << context.say("cli.sources.also",
                             {{"amount", format_money(context.language(), other)}})
              << "\n";
  }
  print_definitions(std::cout, context, report.definitions,
                    {"conversion", "interval", "revenue", "revenue_per_lead"});
}

int run(const Context& context, const Options& options) {
  const auto from = day_option("from", options.from);
  if (!from) return context.refuse(from.error());
  const auto to = day_option("to", options.to);
  if (!to) return context.refuse(to.error());
  auto stores = open_stores(context);
  if (!stores) return context.refuse(stores.error());
  const auto workspace =
      stores->ledger->read([](storage::Connection& db) { return storage::find_workspace(db); });
  const auto report =
      storage::sources(*stores->mirror, {*from, *to}, workspace.currency, context.language());
  if (!report) return context.refuse(report.error());
  if (options.json) {
    std::cout << print_json_indented(to_json(*report));
  } else if (options.csv) {
    print_as_csv(*report);
  } else if (report->sources.empty()) {
    std::cout << say_what_to_do(context, *stores, options.from.empty() && options.to.empty());
  } else {
    print_as_table(context, *report);
  }
  return kDone;
}

}  // namespace

void add_sources(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("sources", "Leads, customers and revenue by origin");
  command->add_option("--from", options->from, "First day of the cohort, YYYY-MM-DD");
  command->add_option("--to", options->to, "Last day of the cohort, YYYY-MM-DD");
  auto* json = command->add_flag("--json", options->json, "Print JSON");
  command->add_flag("--csv", options->csv, "Print CSV")->excludes(json);
  command->callback([options, &context] {
    context.run = [options, &context] { return run(context, *options); };
  });
}

}  // namespace tandem::cli
