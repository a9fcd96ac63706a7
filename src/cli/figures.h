// What the commands that print figures share.
#pragma once

#include <iosfwd>

#include <fmt/format.h>

#include "cli/context.h"
#include "cli/table.h"
#include "storage/performance.h"
#include "storage/workspace.h"

namespace tandem::cli {

struct Stores {
  std::unique_ptr<storage::Ledger> ledger;
  std::unique_ptr<storage::Mirror> mirror;
};

// The ledger with a mirror that is up to date.
Result<Stores> open_stores(const Context& context);

// A day from the command line; nothing when the text is empty. Error: cli.bad_day {value}, field
// --name.
Result<std::optional<Date>> day_option(const std::string& name, const std::string& value);

std::string percent_or_dash(Language language, const std::optional<double>& share);
std::string number_or_dash(Language language, const std::optional<double>& value, int decimals);

// For a report without rows: how to bring data in, or that the filter matches nobody.
std::string say_what_to_do(const Context& context, Stores& stores, bool unfiltered);

// "reached: ..." a line each, below a table, in the order given.
void print_definitions(std::ostream& out, const Context& context,
                       const performance::Definitions& definitions,
                       const std::vector<std::string>& names);

}  // namespace tandem::cli
