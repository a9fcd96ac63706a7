// What the commands on personas read from a table of customers.
#pragma once

#include <set>

#include <CLI/CLI.hpp>

#include "cli/analysis_input.h"
#include "domain/personas/outcomes.h"
#include "domain/personas/suggestion.h"

namespace tandem::cli {

// Names of the columns that say what became of each person; empty: there is none.
struct OutcomeOptions {
  std::string won;
  std::string margin;
  std::string lag;
  bool any() const { return !won.empty() || !margin.empty() || !lag.empty(); }
};

// Adds --won, --margin and --lag, and --unknown.
void add_customer_options(CLI::App& command, OutcomeOptions& outcome,
                          std::vector<std::string>& unknown);

// The cell without the spaces around it; empty when it says that nothing is known.
std::string_view known_text(std::string_view cell,
                            const std::set<std::string, std::less<>>& unknown);

// Reads outcomes by the columns of one table.
class OutcomeColumns {
 public:
  // Error: cli.no_column.
  static Result<OutcomeColumns> find(const AnalysisTable& table, const OutcomeOptions& options,
                                     std::set<std::string, std::less<>> unknown);
  bool has(std::size_t column) const {
    return column == won_ || column == margin_ || column == lag_;
  }
  // Of the record that next() went to. Errors, at the place: personas.not_an_outcome, number.*.
  Result<personas::Outcome> read(const AnalysisTable& table) const;

 private:
  Result<std::optional<double>> number(const AnalysisTable& table,
                                       std::optional<std::size_t> column) const;

  std::optional<std::size_t> won_;
  std::optional<std::size_t> margin_;
  std::optional<std::size_t> lag_;
  std::set<std::string, std::less<>> unknown_;
};

// How to take the columns of a table whose use is not declared.
struct ColumnOptions {
  std::vector<std::string> ignore;
  std::vector<std::string> numeric;
  std::vector<std::string> categorical;
  std::vector<std::string> unknown;
  OutcomeOptions outcome;
};

// The whole table, each different value once, with a verdict on each column. Errors: those of the
// table, of OutcomeColumns and of personas::judge, at the line where the value first stands.
Result<personas::Customers> read_customers(const std::string& path, const ColumnOptions& options,
                                           Language language);

}  // namespace tandem::cli
