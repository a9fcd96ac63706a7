// tandem cadence: how many attempts each segment deserves, and when.
#include <iostream>

#include "cli/analysis_input.h"
#include "cli/cadence_fit.h"
#include "cli/figures.h"
#include "cli/output.h"
#include "domain/followup/scenario.h"

namespace tandem::cli {
namespace {

struct Options {
  std::string scenario;
  OutputFormat format;
};

std::string days_of(const std::optional<std::vector<followup::PlannedAttempt>>& schedule) {
  std::string days;
  if (!schedule) return days;
  for (const auto& attempt : *schedule) {
    days += (days.empty() ? "" : " ") + std::to_string(attempt.day);
    if (!attempt.channel.empty()) days += ":" + attempt.channel;
  }
  return days;
}

void print_as_csv(const followup::Answer& answer) {
  print_csv(std::cout, {"name", "attempts", "share", "otherwise", "minutes", "value",
                        "prior_hazards", "schedule", "deadline_minutes"});
  for (const auto& s : answer.segments) {
    print_csv(std::cout,
              {s.name, std::to_string(s.attempts), fmt::format("{}", s.share),
               std::to_string(s.otherwise), fmt::format("{}", s.minutes),
               fmt::format("{}", s.value), s.prior_hazards ? "true" : "false", days_of(s.schedule),
               s.deadline_minutes ? fmt::format("{}", *s.deadline_minutes) : ""});
  }
}

void print_segments(const Context& context, const followup::Answer& answer) {
  const auto language = context.language();
  const bool timed = !answer.segments.empty() && answer.segments.front().schedule.has_value();
  bool deadlines = false;
  bool prior = false;
  for (const auto& s : answer.segments) {
    deadlines |= s.deadline_minutes.has_value();
    prior |= s.prior_hazards;
  }
  Table table{{{context.say("cli.cadence.segment"), Align::left},
               {context.say("cli.cadence.attempts")},
               {context.say("cli.cadence.share")},
               {context.say("cli.cadence.otherwise")},
               {context.say("cli.cadence.minutes")},
               {context.say("cli.cadence.value")}},
              {}};
  if (timed) table.columns.push_back({context.say("cli.cadence.days"), Align::left});
  if (deadlines) table.columns.push_back({context.say("cli.cadence.deadline")});
  for (const auto& s : answer.segments) {
    std::vector<std::string> row{
        s.name + (s.prior_hazards ? " *" : ""), std::to_string(s.attempts),
        format_percent(language, s.share),      std::to_string(s.otherwise),
        format_number(language, s.minutes, 1),  format_number(language, s.value, 2)};
    if (timed) row.push_back(days_of(s.schedule));
    if (deadlines) row.push_back(number_or_dash(language, s.deadline_minutes, 1));
    table.rows.push_back(std::move(row));
  }
  print(std::cout, table);
  if (prior) std::cout << context.say("cli.cadence.prior_hazards") << "\n";
}

std::string title_of(const Context& context, const followup::FixedPolicy& policy) {
  const TextArgs args{{"attempts", std::to_string(policy.attempts)},
                      {"days", std::to_string(policy.days)}};
  if (policy.attempts == 0) return context.say("cli.cadence.policy.next_best");
  if (policy.attempts == 1) return context.say("cli.cadence.policy.once");
  if (policy.days == 0) return context.say("cli.cadence.policy.fixed", args);
  return context.say(policy.days == 1 ? "cli.cadence.policy.daily" : "cli.cadence.policy.spaced",
                     args);
}

void print_policies(const Context& context, const followup::Cadence& cadence) {
  const auto language = context.language();
  const double best = cadence.answer.value;
  Table table{{{context.say("cli.cadence.instead"), Align::left},
               {context.say("cli.cadence.value")},
               {context.say("cli.cadence.of_best")}},
              {}};
  for (const auto& policy : cadence.fixed) {
    table.rows.push_back({title_of(context, policy), format_number(language, policy.value, 2),
                          best > 0 ? format_percent(language, policy.value / best) : "–"});
  }
  std::cout << "\n";
  print(std::cout, table);
}

void print_staffing(const Context& context, const followup::Staffing& staffing) {
  const auto language = context.language();
  std::cout << "\n";
  if (staffing.fluid_people) {
    std::cout << context.say(
                     "cli.cadence.fluid",
                     {{"minutes", format_number(language, *staffing.minutes_worth_the_wage, 1)},
                      {"people", format_number(language, *staffing.fluid_people, 3)}})
              << "\n";
  }
  if (staffing.service_people) {
    std::cout << context.say("cli.cadence.service",
                             {{"people", std::to_string(*staffing.service_people)},
                              {"late", format_percent(language, *staffing.late_share)}})
              << "\n";
  }
  std::cout << context.say("cli.cadence.people",
                           {{"people", format_number(language, staffing.people, 3)}})
            << "\n";
}

void print_as_table(const Context& context, const followup::Cadence& cadence) {
  const auto language = context.language();
  const auto& answer = cadence.answer;
  std::cout << context.say("cli.cadence.summary",
                           {{"value", format_number(language, answer.value, 2)},
                            {"bound", format_number(language, answer.upper_bound, 2)},
                            {"minutes", format_number(language, answer.minutes, 1)}})
            << "\n"
            << context.say("cli.cadence.price",
                           {{"price", format_number(language, answer.price_per_minute, 4)},
                            {"hour", format_number(language, answer.value_of_one_more_hour, 2)}})
            << "\n\n";
  print_segments(context, answer);
  print_policies(context, cadence);
  if (answer.staffing) print_staffing(context, *answer.staffing);
}

int run(const Context& context, const Options& options) {
  const auto scenario = read_json_file<followup::Scenario>(options.scenario);
  if (!scenario) return context.refuse(scenario.error());
  const auto cadence = followup::solve(*scenario);
  if (options.format.json) {
    std::cout << print_json_indented(to_json(cadence.answer));
  } else if (options.format.csv) {
    print_as_csv(cadence.answer);
  } else {
    print_as_table(context, cadence);
  }
  return kDone;
}

}  // namespace

void add_cadence(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "cadence",
      "How many attempts each segment of leads deserves, and when, in the minutes there are");
  auto* scenario = command->add_option("scenario", options->scenario,
                                       "The scenario, a JSON file; - is standard input");
  add_output_format(*command, options->format, Tabular::yes);
  command->require_subcommand(0, 1);
  add_cadence_fit(*command, context);
  command->callback([command, scenario, options, &context] {
    if (!command->get_subcommands().empty()) return;
    if (scenario->empty()) throw CLI::RequiredError("scenario");
    context.run = [options, &context] { return run(context, *options); };
  });
}

}  // namespace tandem::cli
