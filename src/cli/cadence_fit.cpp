// tandem cadence fit: what a log of attempts shows.
#include "cli/cadence_fit.h"

#include <iostream>

#include "cli/cadence_input.h"
#include "cli/figures.h"
#include "cli/output.h"
#include "domain/followup/attempt_report.h"

namespace tandem::cli {
namespace {

struct Options {
  std::string file;
  AttemptColumns columns;
  OutputFormat format;
};

std::string interval(const Context& context, double low, double high) {
  const auto language = context.language();
  return context.say("cli.sources.interval_value", {{"low", format_percent(language, low)},
                                                    {"high", format_percent(language, high)}});
}

std::string count(const Context& context, std::int64_t value) {
  return format_number(context.language(), static_cast<double>(value));
}

void print_as_csv(const followup::AttemptReport& report) {
  print_csv(std::cout, {"segment", "attempt", "at_risk", "events", "given_up", "hazard", "low",
                        "high", "prior", "from_data"});
  for (const auto& a : report.attempts) {
    print_csv(std::cout, {"", a.attempt, std::to_string(a.at_risk), std::to_string(a.events),
                          std::to_string(a.given_up), fmt::format("{}", a.hazard),
                          fmt::format("{}", a.low), fmt::format("{}", a.high),
                          fmt::format("{}", a.prior), fmt::format("{}", a.from_data)});
  }
  for (const auto& s : report.segments) {
    print_csv(std::cout, {s.segment, s.attempt, std::to_string(s.at_risk), std::to_string(s.events),
                          "", fmt::format("{}", s.hazard), fmt::format("{}", s.low),
                          fmt::format("{}", s.high), "", fmt::format("{}", s.from_data)});
  }
}

void print_attempts(const Context& context, const followup::AttemptReport& report) {
  const auto language = context.language();
  Table table{{{context.say("cli.cadence.fit.attempt")},
               {context.say("cli.cadence.fit.at_risk")},
               {context.say("cli.cadence.fit.events")},
               {context.say("cli.cadence.fit.given_up")},
               {context.say("cli.cadence.fit.share")},
               {context.say("cli.cadence.fit.hazard")},
               {context.say("cli.cadence.fit.interval"), Align::left},
               {context.say("cli.cadence.fit.prior")},
               {context.say("cli.cadence.fit.from_data")}},
              {}};
  for (const auto& a : report.attempts) {
    table.rows.push_back({a.attempt, count(context, a.at_risk), count(context, a.events),
                          count(context, a.given_up), format_percent(language, a.share),
                          format_percent(language, a.hazard), interval(context, a.low, a.high),
                          format_percent(language, a.prior),
                          format_percent(language, a.from_data, 0)});
  }
  print(std::cout, table);
}

void print_segments(const Context& context, const followup::AttemptReport& report) {
  if (report.segments.empty()) return;
  const auto language = context.language();
  Table table{{{context.say("cli.cadence.segment"), Align::left},
               {context.say("cli.cadence.fit.attempt")},
               {context.say("cli.cadence.fit.at_risk")},
               {context.say("cli.cadence.fit.events")},
               {context.say("cli.cadence.fit.hazard")},
               {context.say("cli.cadence.fit.interval"), Align::left},
               {context.say("cli.cadence.fit.from_data")}},
              {}};
  for (const auto& s : report.segments) {
    table.rows.push_back({s.segment.empty() ? context.say("cli.none") : s.segment, s.attempt,
                          count(context, s.at_risk), count(context, s.events),
                          format_percent(language, s.hazard), interval(context, s.low, s.high),
                          format_percent(language, s.from_data, 0)});
  }
  std::cout << "\n";
  print(std::cout, table);
}

void print_delay(const Context& context, const followup::DelayFindings& delay) {
  const auto language = context.language();
  Table table{{{context.say("cli.cadence.fit.delay")},
               {context.say("cli.cadence.fit.at_risk")},
               {context.say("cli.cadence.fit.share")},
               {context.say("cli.cadence.fit.interval"), Align::left}},
              {}};
  for (const auto& band : delay.bands) {
    table.rows.push_back({band.minutes, count(context, band.at_risk),
                          format_percent(language, band.share),
                          interval(context, band.low, band.high)});
  }
  std::cout << "\n";
  print(std::cout, table);
  std::cout << context.say(delay.fast_matters ? "cli.cadence.fit.fast_matters"
                                              : "cli.cadence.fit.fast_unproven")
            << "\n";
  if (delay.later_trend) {
    std::cout << context.say(delay.steady_decay ? "cli.cadence.fit.steady_decay"
                                                : "cli.cadence.fit.no_steady_decay")
              << "\n";
  }
}

void print_effects(const Context& context, const followup::AttemptReport& report) {
  if (report.effects.empty()) return;
  const auto language = context.language();
  Table table{{{context.say("cli.cadence.fit.effect"), Align::left},
               {context.say("cli.cadence.fit.at_risk")},
               {context.say("cli.cadence.fit.odds")},
               {context.say("cli.cadence.fit.interval"), Align::left},
               {context.say("cli.cadence.fit.from_data")}},
              {}};
  for (const auto& e : report.effects) {
    const auto kind = context.say("cli.cadence.fit.kind." + std::string(name_of(e.kind)));
    table.rows.push_back(
        {kind + " " + e.level, count(context, e.at_risk),
         format_number(language, e.odds, 2) + (e.clear ? " *" : ""),
         context.say("cli.sources.interval_value", {{"low", format_number(language, e.low, 2)},
                                                    {"high", format_number(language, e.high, 2)}}),
         format_percent(language, e.from_data, 0)});
  }
  std::cout << "\n";
  print(std::cout, table);
  std::cout << context.say("cli.cadence.fit.clear") << "\n";
}

void print_notes(const Context& context, const followup::AttemptReport& report) {
  const auto language = context.language();
  std::cout << "\n";
  if (const auto& law = report.beta_geometric) {
    std::cout << context.say(
                     law->falling ? "cli.cadence.fit.beta_geometric" : "cli.cadence.fit.geometric",
                     {{"alpha", format_number(language, law->alpha, 4)},
                      {"beta", format_number(language, law->beta, 4)},
                      {"likelihood", format_number(language, law->log_likelihood, 2)},
                      {"geometric", format_number(language, law->geometric_log_likelihood, 2)}})
              << "\n";
  }
  if (report.informative_stopping) {
    std::cout << context.say("cli.cadence.fit.stopping",
                             {{"share", format_percent(language, report.given_up_share)}})
              << "\n";
  }
  if (report.after_connection > 0) {
    std::cout << context.say("cli.cadence.fit.after_connection",
                             {{"count", count(context, report.after_connection)}})
              << "\n";
  }
  if (report.missing_attempts > 0) {
    std::cout << context.say("cli.cadence.fit.missing",
                             {{"count", count(context, report.missing_attempts)}})
              << "\n";
  }
  std::cout << context.say("cli.cadence.fit.not_cause") << "\n";
}

int run(const Context& context, const Options& options) {
  const auto history = read_attempts(options.file, context.language(), options.columns);
  if (!history) return context.refuse(history.error());
  const auto report = followup::report_attempts(*history);
  if (!report) return context.refuse(report.error());
  if (options.format.json) {
    std::cout << print_json_indented(to_json(*report));
  } else if (options.format.csv) {
    print_as_csv(*report);
  } else {
    print_attempts(context, *report);
    print_segments(context, *report);
    if (report->delay) print_delay(context, *report->delay);
    print_effects(context, *report);
    print_notes(context, *report);
  }
  return kDone;
}

}  // namespace

void add_cadence_fit(CLI::App& cadence, Context& context) {
  auto options = std::make_shared<Options>();
  auto* fit =
      cadence.add_subcommand("fit", "What a log of attempts shows: hazards, delay, intervals");
  fit->add_option("file", options->file, "The attempts, a CSV file; - is standard input")
      ->required();
  auto& columns = options->columns;
  fit->add_option("--lead", columns.lead, "The column that names the lead");
  fit->add_option("--attempt", columns.attempt, "The column of the attempt's number");
  fit->add_option("--time", columns.time, "The column of the attempt's time");
  fit->add_option("--outcome", columns.outcome,
                  "The column that says whether it connected (1 or 0)");
  fit->add_option("--segment", columns.segment, "The column of the lead's segment");
  fit->add_option("--delay", columns.delay, "The column of the time from the lead to its attempt");
  fit->add_option("--gap", columns.gap, "The column of the time since the attempt before");
  fit->add_option("--channel", columns.channel, "The column of the channel");
  const CLI::IsMember units({"minutes", "hours", "days"});
  fit->add_option("--delay-unit", columns.delay_unit, "minutes, hours or days")->check(units);
  fit->add_option("--gap-unit", columns.gap_unit, "minutes, hours or days")->check(units);
  add_output_format(*fit, options->format, Tabular::yes);
  fit->callback([options, &context] {
    context.run = [options, &context] { return run(context, *options); };
  });
}

}  // namespace tandem::cli
