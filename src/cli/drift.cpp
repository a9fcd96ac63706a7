// tandem drift: declared personas against the customers who really buy.
#include <cmath>
#include <iostream>

#include <fmt/format.h>

#include "base/json.h"
#include "base/number.h"
#include "cli/context.h"
#include "cli/customers_input.h"
#include "cli/drift_output.h"
#include "cli/output.h"

namespace tandem::cli {
namespace {

using personas::Cell;
using personas::Declaration;
using personas::DriftCount;
using UnknownWords = std::set<std::string, std::less<>>;

struct Options {
  std::string declared;
  std::string customers;
  std::string persona;
  OutcomeOptions outcome;
  std::vector<std::string> unknown;
  OutputFormat format;
};

// Columns of the attributes, in their order. Error: cli.no_column, at the declaration.
Result<std::vector<std::size_t>> attribute_columns(const AnalysisTable& table,
                                                   const Declaration& declaration,
                                                   const DriftCount& count,
                                                   const std::string& path) {
  std::vector<std::size_t> columns;
  for (const auto& attribute : count.attributes()) {
    auto column = table.column(attribute.name);
    if (column) {
      columns.push_back(*column);
      continue;
    }
    // The declaration is what to mend, so that is where it is said.
    auto error = std::move(column).error();
    for (std::size_t i = 0; i < declaration.personas.size(); ++i) {
      const auto& attributes = declaration.personas[i].attributes;
      for (std::size_t j = 0; j < attributes.size(); ++j) {
        if (attributes[j].name != attribute.name) continue;
        error.field = fmt::format("personas[{}].attributes[{}].name", i, j);
        return at_file(path, std::move(error));
      }
    }
  }
  return columns;
}

// One attribute of the record that next() went to. Errors: number.*, personas.too_large {value}.
Result<Cell> read_cell(const AnalysisTable& table, std::size_t column, bool numeric,
                       const UnknownWords& unknown) {
  const auto said = known_text(table.value(column), unknown);
  if (said.empty()) return Cell{};
  if (!numeric) return Cell{true, said, 0};
  const auto number = table.number(column);
  if (!number) return number.error();
  if (std::abs(*number) > personas::kLargestNumber) {
    return table.at(column, Error::invalid("personas.too_large", {{"value", std::string(said)}}));
  }
  return Cell{true, {}, *number};
}

Result<personas::DriftReport> count_customers(AnalysisTable& table, DriftCount& count,
                                              const std::vector<std::size_t>& columns,
                                              const Options& options) {
  const UnknownWords unknown(options.unknown.begin(), options.unknown.end());
  const auto outcome = OutcomeColumns::find(table, options.outcome, unknown);
  if (!outcome) return outcome.error();
  std::optional<std::size_t> persona;
  if (!options.persona.empty()) {
    const auto column = table.column(options.persona);
    if (!column) return column.error();
    persona = *column;
  }
  std::vector<Cell> cells(columns.size());
  while (true) {
    const auto more = table.next();
    if (!more) return more.error();
    if (!*more) return count.report();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      auto cell = read_cell(table, columns[i], count.attributes()[i].numeric, unknown);
      if (!cell) return std::move(cell).error();
      cells[i] = *cell;
    }
    const auto became = outcome->read(table);
    if (!became) return became.error();
    count.add(cells, persona ? known_text(table.value(*persona), unknown) : "", *became);
  }
}

Result<personas::DriftReport> report_of(const Options& options, Language language) {
  if (options.declared == "-" && options.customers == "-") {
    return Error::invalid("cli.drift.stdin_twice");
  }
  const auto declaration = read_json_file<Declaration>(options.declared);
  if (!declaration) return declaration.error();
  auto table = AnalysisTable::open(options.customers, language);
  if (!table) return std::move(table).error();
  DriftCount count(*declaration, {!options.persona.empty(), !options.outcome.won.empty()});
  const auto columns = attribute_columns(*table, *declaration, count, options.declared);
  if (!columns) return columns.error();
  return count_customers(*table, count, *columns, options);
}

int run(const Context& context, const Options& options) {
  const auto report = report_of(options, context.language());
  if (!report) return context.refuse(report.error());
  if (options.format.json) {
    std::cout << print_json_indented(to_json(*report));
  } else if (options.format.csv) {
    print_drift_csv(std::cout, *report);
  } else {
    print_drift(std::cout, context, *report);
  }
  return kDone;
}

}  // namespace

void add_drift(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("drift", "Declared personas against the customers who buy");
  command->add_option("declared", options->declared, "A JSON file of personas; - is standard input")
      ->required();
  command
      ->add_option("customers", options->customers,
                   "A CSV file, one customer a line; - is standard input")
      ->required();
  command->add_option("--persona", options->persona, "The column that names each one's persona");
  add_customer_options(*command, options->outcome, options->unknown);
  add_output_format(*command, options->format, Tabular::yes);
  command->callback([options, &context] {
    context.run = [options, &context] { return run(context, *options); };
  });
}

}  // namespace tandem::cli
