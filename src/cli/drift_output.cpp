#include "cli/drift_output.h"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "cli/figures.h"
#include "cli/table.h"

namespace tandem::cli {
namespace {

using personas::AttributeDrift;
using personas::DriftStatus;
using personas::DriftValue;
using personas::Level;

std::string whole(const Context& context, std::int64_t count) {
  return format_number(context.language(), static_cast<double>(count));
}

std::string plain(const std::optional<double>& number) {
  return number ? fmt::format("{}", *number) : std::string();
}

void print_records(std::ostream& out, const std::string& persona,
                   const std::vector<AttributeDrift>& attributes) {
  for (const auto& each : attributes) {
    for (const auto& value : each.values) {
      print_csv(out,
                {persona, each.attribute, std::string(name_of(each.kind)),
                 std::string(name_of(each.status)), std::to_string(each.customers), plain(each.psi),
                 plain(each.psi_critical), plain(each.jsd_bits), plain(each.total_variation),
                 plain(each.q), each.flagged ? "true" : "false", value.value,
                 std::string(name_of(value.level)), std::to_string(value.customers),
                 plain(value.declared), plain(value.actual), plain(value.lift)});
    }
  }
}

std::string verdict(const Context& context, const AttributeDrift& attribute) {
  if (attribute.status == DriftStatus::unknown_for_all) {
    return context.say("cli.drift.unknown_for_all");
  }
  if (attribute.flagged) return context.say("cli.drift.drifts");
  return context.say("cli.drift.as_declared");
}

void print_overview(std::ostream& out, const Context& context,
                    const std::vector<AttributeDrift>& attributes) {
  const auto language = context.language();
  Table table{{{context.say("cli.drift.attribute"), Align::left},
               {context.say("cli.drift.verdict"), Align::left},
               {context.say("cli.drift.change")},
               {context.say("cli.drift.jsd")},
               {context.say("cli.drift.psi")},
               {context.say("cli.drift.psi_critical")},
               {context.say("cli.drift.q")}},
              {}};
  for (const auto& each : attributes) {
    table.rows.push_back(
        {each.attribute, verdict(context, each), percent_or_dash(language, each.total_variation),
         number_or_dash(language, each.jsd_bits, 3), number_or_dash(language, each.psi, 3),
         number_or_dash(language, each.psi_critical, 3), number_or_dash(language, each.q, 4)});
  }
  print(out, table);
}

std::string name_of_value(const Context& context, const DriftValue& value) {
  if (value.level == Level::unknown) return context.say("cli.drift.unknown");
  if (value.level == Level::undeclared && value.value.empty()) {
    return context.say("cli.drift.undeclared");
  }
  return value.value;
}

void print_values(std::ostream& out, const Context& context, const AttributeDrift& attribute) {
  const auto language = context.language();
  Table table{{{"  " + context.say("cli.drift.value"), Align::left},
               {context.say("cli.drift.declared")},
               {context.say("cli.drift.actual")},
               {context.say("cli.drift.lift")},
               {context.say("cli.drift.customers")}},
              {}};
  for (const auto& value : attribute.values) {
    table.rows.push_back(
        {"  " + name_of_value(context, value), format_percent(language, value.declared),
         percent_or_dash(language, value.actual), number_or_dash(language, value.lift, 2),
         whole(context, value.customers)});
  }
  print(out, table);
}

void print_notes(std::ostream& out, const Context& context, const AttributeDrift& attribute) {
  const auto language = context.language();
  if (attribute.wasserstein) {
    out << "  "
        << context.say("cli.drift.moved",
                       {{"distance", format_number(language, *attribute.wasserstein, 2)},
                        {"ranges", number_or_dash(language, attribute.wasserstein_iqr, 2)},
                        {"gap", format_percent(language, *attribute.kolmogorov_smirnov)}})
        << "\n";
  }
  if (!attribute.undeclared.empty()) {
    std::string values;
    for (const auto& [value, customers] : attribute.undeclared) {
      values += (values.empty() ? "" : ", ") + value + " (" + whole(context, customers) + ")";
    }
    out << "  "
        << context.say("cli.drift.undeclared_are",
                       {{"count", whole(context, attribute.undeclared_values)}, {"values", values}})
        << "\n";
  }
  if (attribute.weights_scaled) out << "  " << context.say("cli.drift.scaled") << "\n";
}

void print_attributes(std::ostream& out, const Context& context, bool enough,
                      std::int64_t customers, const std::vector<AttributeDrift>& attributes) {
  if (!enough) {
    out << context.say("cli.drift.not_enough",
                       {{"count", whole(context, customers)},
                        {"needed", whole(context, personas::kEnoughCustomers)}})
        << "\n";
    return;
  }
  if (attributes.empty()) return;
  print_overview(out, context, attributes);
  for (const auto& each : attributes) {
    out << "\n" << each.attribute << ": ";
    if (each.status == DriftStatus::unknown_for_all) {
      out << context.say("cli.drift.nothing_known") << "\n";
      continue;
    }
    out << context.say("cli.drift.would_change",
                       {{"share", format_percent(context.language(), *each.total_variation, 0)}})
        << "\n";
    print_values(out, context, each);
    print_notes(out, context, each);
  }
}

void print_persona(std::ostream& out, const Context& context,
                   const personas::PersonaDrift& persona) {
  const auto language = context.language();
  out << "\n"
      << context.say("cli.drift.persona_title",
                     {{"persona", persona.persona},
                      {"count", whole(context, persona.customers)},
                      {"share", percent_or_dash(language, persona.actual_share)},
                      {"declared", format_percent(language, persona.declared_share)}})
      << "\n";
  if (persona.outcome.won == 0 && persona.outcome.people > 0) {
    out << context.say(
               "cli.drift.never_bought",
               {{"persona", persona.persona}, {"count", whole(context, persona.outcome.people)}})
        << "\n";
  }
  print_attributes(out, context, persona.enough, persona.customers, persona.attributes);
}

}  // namespace

void print_drift_csv(std::ostream& out, const personas::DriftReport& report) {
  print_csv(out, {"persona", "attribute", "kind", "status", "customers", "psi", "psi_critical",
                  "jsd_bits", "total_variation", "q", "flagged", "value", "level",
                  "value_customers", "declared", "actual", "lift"});
  print_records(out, "", report.attributes);
  for (const auto& persona : report.personas) {
    print_records(out, persona.persona, persona.attributes);
  }
}

void print_drift(std::ostream& out, const Context& context, const personas::DriftReport& report) {
  out << context.say("cli.drift.title", {{"count", whole(context, report.customers)}}) << "\n";
  print_attributes(out, context, report.enough, report.customers, report.attributes);
  if (!report.left_out.empty()) {
    out << "\n"
        << context.say("cli.drift.left_out",
                       {{"attributes", fmt::format("{}", fmt::join(report.left_out, ", "))}})
        << "\n";
  }
  std::vector<personas::PersonaOutcome> outcomes;
  for (const auto& persona : report.personas) {
    print_persona(out, context, persona);
    outcomes.push_back(persona.outcome);
  }
  if (report.of_no_persona > 0) {
    out << "\n"
        << context.say("cli.drift.of_no_persona", {{"count", whole(context, report.of_no_persona)}})
        << "\n";
  }
  print_outcomes(out, context, outcomes);
}

void print_outcomes(std::ostream& out, const Context& context,
                    const std::vector<personas::PersonaOutcome>& outcomes) {
  const auto language = context.language();
  const bool any = std::ranges::any_of(outcomes, [](const personas::PersonaOutcome& each) {
    return each.won || each.mean_margin || each.median_lag;
  });
  if (!any) return;
  Table table{{{context.say("cli.personas.persona"), Align::left},
               {context.say("cli.personas.people")},
               {context.say("cli.personas.won")},
               {context.say("cli.personas.win_rate")},
               {context.say("cli.personas.interval")},
               {context.say("cli.personas.margin")},
               {context.say("cli.personas.lag")}},
              {}};
  for (const auto& each : outcomes) {
    const auto interval =
        each.win_rate ? context.say("cli.sources.interval_value",
                                    {{"low", format_percent(language, *each.win_rate_low)},
                                     {"high", format_percent(language, *each.win_rate_high)}})
                      : std::string("–");
    table.rows.push_back({each.persona, whole(context, each.people),
                          each.won ? whole(context, *each.won) : "–",
                          percent_or_dash(language, each.win_rate), interval,
                          number_or_dash(language, each.mean_margin, 2),
                          number_or_dash(language, each.median_lag, 1)});
  }
  out << "\n";
  print(out, table);
}

}  // namespace tandem::cli
