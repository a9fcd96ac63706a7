// tandem personas suggest: personas that the customers themselves suggest.
#include <atomic>
#include <future>
#include <iostream>
#include <thread>

#include "base/json.h"
#include "cli/context.h"
#include "cli/customers_input.h"
#include "cli/drift_output.h"
#include "cli/figures.h"
#include "cli/output.h"

namespace tandem::cli {
namespace {

using personas::ColumnUse;
using personas::SuggestedPersona;
using personas::Suggestion;
using personas::WhyNoPersonas;

struct Options {
  std::string customers;
  ColumnOptions columns;
  personas::SuggestionOptions suggestion;
  OutputFormat format;
};

// Work spread over the processors; who does which does not matter to the answer.
void on_all_processors(const std::string& label, std::size_t count,
                       const std::function<void(std::size_t)>& work) {
  Progress progress(label, static_cast<std::int64_t>(count));
  std::atomic<std::size_t> next = 0;
  std::atomic<std::int64_t> done = 0;
  const auto some = [&](bool tell) {
    for (auto i = next++; i < count; i = next++) {
      work(i);
      ++done;
      if (tell) progress.step(done);
    }
  };
  std::vector<std::future<void>> others;
  for (unsigned i = 1; i < std::thread::hardware_concurrency() && i < count; ++i) {
    others.push_back(std::async(std::launch::async, some, false));
  }
  some(true);
  for (auto& other : others) other.get();
}

std::string whole(const Context& context, std::int64_t count) {
  return format_number(context.language(), static_cast<double>(count));
}

void print_columns(const Context& context, const Suggestion& suggestion) {
  std::string used;
  for (const auto& each : suggestion.columns) {
    if (each.use == ColumnUse::ignored) continue;
    const auto use = context.say(each.use == ColumnUse::numeric ? "cli.personas.numeric"
                                                                : "cli.personas.categorical");
    used += (used.empty() ? "" : ", ") + each.column + " (" + use + ")";
  }
  if (!used.empty()) {
    std::cout << context.say("cli.personas.columns_used", {{"columns", used}}) << "\n";
  }
  for (const auto& each : suggestion.columns) {
    if (each.use != ColumnUse::ignored) continue;
    const auto why = context.say(
        "cli.personas.ignored." + std::string(name_of(each.why)),
        {{"values", whole(context, each.values)}, {"unknown", whole(context, each.unknown)}});
    std::cout << context.say("cli.personas.column_ignored", {{"column", each.column}, {"why", why}})
              << "\n";
  }
}

void print_choices(const Context& context, const Suggestion& suggestion) {
  if (suggestion.choices.empty()) return;
  std::cout << "\n";
  for (const auto& choice : suggestion.choices) {
    const auto stability =
        choice.stability
            ? format_number(context.language(), *choice.stability, 2)
            : context.say("cli.personas.too_small", {{"count", whole(context, choice.smallest)}});
    std::cout << context.say("cli.personas.choice",
                             {{"k", std::to_string(choice.k)}, {"stability", stability}})
              << "\n";
  }
}

void print_persona(const Context& context, const SuggestedPersona& persona) {
  const auto language = context.language();
  std::cout << "\n"
            << context.say("cli.personas.title",
                           {{"number", std::to_string(persona.number)},
                            {"count", whole(context, persona.customers)},
                            {"share", format_percent(language, persona.share, 0)},
                            {"stability", format_number(language, persona.stability, 2)}})
            << "\n";
  for (const auto& each : persona.values) {
    const auto value = each.value.empty() ? context.say("cli.drift.unknown") : each.value;
    std::cout << "  "
              << context.say("cli.personas.typical_value",
                             {{"column", each.column},
                              {"value", value},
                              {"share", format_percent(language, each.share, 0)},
                              {"all", format_percent(language, each.share_of_all, 0)},
                              {"lift", format_number(language, each.lift, 1)}})
              << "\n";
  }
  for (const auto& each : persona.numbers) {
    std::cout << "  "
              << context.say("cli.personas.typical_number",
                             {{"column", each.column},
                              {"median", number_or_dash(language, each.median, 1)},
                              {"all", number_or_dash(language, each.median_of_all, 1)}})
              << "\n";
  }
}

std::string headline(const Context& context, const Suggestion& suggestion) {
  const auto count = whole(context, suggestion.customers);
  switch (suggestion.why) {
    case WhyNoPersonas::none:
      return context.say("cli.personas.stable",
                         {{"k", std::to_string(*suggestion.k)}, {"count", count}});
    case WhyNoPersonas::not_enough:
      return context.say(
          "cli.drift.not_enough",
          {{"count", count}, {"needed", whole(context, personas::kEnoughCustomers)}});
    case WhyNoPersonas::nothing_to_compare:
      return context.say("cli.personas.nothing_to_compare");
    case WhyNoPersonas::not_stable:
      break;
  }
  return context.say("cli.personas.not_stable", {{"count", count}});
}

void print_as_text(const Context& context, const Suggestion& suggestion) {
  std::cout << headline(context, suggestion) << "\n\n";
  print_columns(context, suggestion);
  print_choices(context, suggestion);
  std::vector<personas::PersonaOutcome> outcomes;
  for (const auto& persona : suggestion.personas) {
    print_persona(context, persona);
    if (persona.outcome) outcomes.push_back(*persona.outcome);
  }
  print_outcomes(std::cout, context, outcomes);
}

void print_as_csv(const Suggestion& suggestion) {
  const auto number = [](const std::optional<double>& value) {
    return value ? fmt::format("{}", *value) : std::string();
  };
  print_csv(std::cout, {"persona", "customers", "share", "stability", "column", "value", "median",
                        "median_of_all", "value_share", "share_of_all", "lift"});
  for (const auto& persona : suggestion.personas) {
    const std::vector<std::string> head{std::to_string(persona.number),
                                        std::to_string(persona.customers), number(persona.share),
                                        number(persona.stability)};
    const auto line = [&](const std::vector<std::string>& rest) {
      auto record = head;
      for (const auto& value : rest) record.push_back(value);
      print_csv(std::cout, record);
    };
    for (const auto& each : persona.values) {
      line({each.column, each.value, "", "", number(each.share), number(each.share_of_all),
            number(each.lift)});
    }
    for (const auto& each : persona.numbers) {
      line({each.column, "", number(each.median), number(each.median_of_all), "", "", ""});
    }
  }
}

int run_suggest(const Context& context, const Options& options) {
  const auto customers = read_customers(options.customers, options.columns, context.language());
  if (!customers) return context.refuse(customers.error());
  const auto label = context.say("cli.personas.resampling");
  const auto suggestion =
      personas::suggest(*customers, options.suggestion,
                        [&](std::size_t count, const std::function<void(std::size_t)>& work) {
                          on_all_processors(label, count, work);
                        });
  if (options.format.json) {
    std::cout << print_json_indented(to_json(suggestion));
  } else if (options.format.csv) {
    print_as_csv(suggestion);
  } else {
    print_as_text(context, suggestion);
  }
  return kDone;
}

void add_suggest(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("suggest", "Personas that the customers themselves suggest");
  command
      ->add_option("customers", options->customers,
                   "A CSV file, one customer a line; - is standard input")
      ->required();
  auto& columns = options->columns;
  command->add_option("--ignore", columns.ignore, "Columns to leave out: A,B")->delimiter(',');
  command->add_option("--numeric", columns.numeric, "Columns to take as numbers: A,B")
      ->delimiter(',');
  command->add_option("--categorical", columns.categorical, "Columns to take as values: A,B")
      ->delimiter(',');
  add_customer_options(*command, columns.outcome, columns.unknown);
  auto& suggestion = options->suggestion;
  command->add_option("--gamma", suggestion.clustering.gamma, "What a different value weighs")
      ->check(CLI::Range(0.0, 1e6))
      ->capture_default_str();
  command->add_option("--starts", suggestion.clustering.starts, "Starts of each grouping")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--resamples", suggestion.resamples, "Times the customers are drawn anew")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  command->add_option("--seed", suggestion.seed, "Decides about chance")->capture_default_str();
  add_output_format(*command, options->format, Tabular::yes);
  command->callback([options, &context] {
    context.run = [options, &context] { return run_suggest(context, *options); };
  });
}

}  // namespace

void add_personas(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("personas", "Personas, by the customers who buy");
  command->require_subcommand(1);
  add_suggest(*command, context);
}

}  // namespace tandem::cli
