#include "cli/customers_input.h"

#include <algorithm>
#include <unordered_map>

#include <CLI/CLI.hpp>

#include "base/ascii.h"
#include "base/number.h"
#include "base/yes_no.h"

namespace tandem::cli {
namespace {

// One column while it is read.
struct Reading {
  personas::CustomerColumn column;
  std::unordered_map<std::string, std::int32_t> place;
  std::vector<std::int64_t> lines;  // where each value first stands

  void add(std::string_view cell, std::int64_t line) {
    if (cell.empty()) {
      column.rows.push_back(personas::kUnknown);
      return;
    }
    const auto next = static_cast<std::int32_t>(column.values.size());
    const auto [at, fresh] = place.try_emplace(std::string(cell), next);
    if (fresh) {
      column.values.emplace_back(cell);
      lines.push_back(line);
    }
    column.rows.push_back(at->second);
  }
};

Result<std::set<std::size_t>> places(const AnalysisTable& table,
                                     const std::vector<std::string>& names) {
  std::set<std::size_t> found;
  for (const auto& name : names) {
    const auto column = table.column(name);
    if (!column) return column.error();
    found.insert(*column);
  }
  return found;
}

// The refusal, at the line where the value that it names first stands.
Error at_value(const std::string& path, const Reading& reading, Error error) {
  for (const auto& [name, value] : error.args) {
    const auto found = reading.place.find(value);
    if (name != "value" || found == reading.place.end()) continue;
    const auto line = reading.lines[static_cast<std::size_t>(found->second)];
    return at_file((path == "-" ? "stdin" : path) + ":" + std::to_string(line), std::move(error));
  }
  return at_file(path, std::move(error));
}

// What decides about a column before its values do.
struct Wanted {
  std::set<std::size_t> ignore;
  std::set<std::size_t> numeric;
  std::set<std::size_t> categorical;

  static Result<Wanted> find(const AnalysisTable& table, const ColumnOptions& options) {
    Wanted wanted;
    for (const auto& [names, columns] :
         {std::pair{&options.ignore, &wanted.ignore}, std::pair{&options.numeric, &wanted.numeric},
          std::pair{&options.categorical, &wanted.categorical}}) {
      auto found = places(table, *names);
      if (!found) return std::move(found).error();
      *columns = *std::move(found);
    }
    return wanted;
  }

  std::optional<personas::ColumnUse> use(std::size_t column) const {
    if (numeric.contains(column)) return personas::ColumnUse::numeric;
    if (categorical.contains(column)) return personas::ColumnUse::categorical;
    return {};
  }
};

Result<void> judge_columns(personas::Customers& customers, std::vector<Reading> readings,
                           const Wanted& wanted, const OutcomeColumns& outcome,
                           const std::string& path) {
  for (std::size_t i = 0; i < readings.size(); ++i) {
    auto& column = readings[i].column;
    personas::ColumnVerdict verdict{column.name, personas::ColumnUse::ignored,
                                    personas::WhyIgnored::asked, 0, 0};
    if (outcome.has(i)) verdict.why = personas::WhyIgnored::outcome;
    if (!wanted.ignore.contains(i) && !outcome.has(i)) {
      auto judged = personas::judge(column, wanted.use(i));
      if (!judged) return at_value(path, readings[i], std::move(judged).error());
      verdict = *std::move(judged);
    }
    customers.verdicts.push_back(std::move(verdict));
    customers.columns.push_back(std::move(column));
  }
  return {};
}

}  // namespace

void add_customer_options(CLI::App& command, OutcomeOptions& outcome,
                          std::vector<std::string>& unknown) {
  command.add_option("--won", outcome.won, "The column that says whether a person bought");
  command.add_option("--margin", outcome.margin, "The column of what each sale brought");
  command.add_option("--lag", outcome.lag, "The column of how long each sale took");
  command.add_option("--unknown", unknown, "Values that mean “not known”, like an empty cell: A,B")
      ->delimiter(',');
}

std::string_view known_text(std::string_view cell,
                            const std::set<std::string, std::less<>>& unknown) {
  cell = trimmed(cell);
  return unknown.contains(cell) ? std::string_view() : cell;
}

Result<OutcomeColumns> OutcomeColumns::find(const AnalysisTable& table,
                                            const OutcomeOptions& options,
                                            std::set<std::string, std::less<>> unknown) {
  OutcomeColumns columns;
  columns.unknown_ = std::move(unknown);
  for (const auto& [name, place] :
       {std::pair{&options.won, &columns.won_}, std::pair{&options.margin, &columns.margin_},
        std::pair{&options.lag, &columns.lag_}}) {
    if (name->empty()) continue;
    const auto column = table.column(*name);
    if (!column) return column.error();
    *place = *column;
  }
  return columns;
}

Result<personas::Outcome> OutcomeColumns::read(const AnalysisTable& table) const {
  personas::Outcome outcome;
  if (won_) {
    if (const auto said = known_text(table.value(*won_), unknown_); !said.empty()) {
      outcome.won = parse_yes_no(said);
      if (!outcome.won) {
        return table.at(*won_,
                        Error::invalid("personas.not_an_outcome", {{"value", std::string(said)}}));
      }
    }
  }
  auto margin = number(table, margin_);
  if (!margin) return std::move(margin).error();
  outcome.margin = *margin;
  auto lag = number(table, lag_);
  if (!lag) return std::move(lag).error();
  outcome.lag = *lag;
  return outcome;
}

Result<std::optional<double>> OutcomeColumns::number(const AnalysisTable& table,
                                                     std::optional<std::size_t> column) const {
  if (!column || known_text(table.value(*column), unknown_).empty()) {
    return std::optional<double>();
  }
  auto value = table.number(*column);
  if (!value) return std::move(value).error();
  return std::optional<double>(*value);
}

Result<personas::Customers> read_customers(const std::string& path, const ColumnOptions& options,
                                           Language language) {
  auto table = AnalysisTable::open(path, language);
  if (!table) return std::move(table).error();
  const std::set<std::string, std::less<>> unknown(options.unknown.begin(), options.unknown.end());
  const auto outcome = OutcomeColumns::find(*table, options.outcome, unknown);
  if (!outcome) return outcome.error();
  const auto wanted = Wanted::find(*table, options);
  if (!wanted) return wanted.error();
  std::vector<Reading> readings(table->header().size());
  for (std::size_t i = 0; i < readings.size(); ++i) readings[i].column.name = table->header()[i];
  personas::Customers customers;
  while (true) {
    const auto more = table->next();
    if (!more) return more.error();
    if (!*more) break;
    ++customers.rows;
    for (std::size_t i = 0; i < readings.size(); ++i) {
      // What is not looked at need not be kept.
      if (wanted->ignore.contains(i) || outcome->has(i)) continue;
      readings[i].add(known_text(table->value(i), unknown), table->line());
    }
    if (!options.outcome.any()) continue;
    auto read = outcome->read(*table);
    if (!read) return std::move(read).error();
    customers.outcomes.push_back(*std::move(read));
  }
  if (auto fine = judge_columns(customers, std::move(readings), *wanted, *outcome, path); !fine) {
    return std::move(fine).error();
  }
  return customers;
}

}  // namespace tandem::cli
