#include "cli/figures.h"

#include <ostream>

namespace tandem::cli {

Result<Stores> open_stores(const Context& context) {
  auto ledger = context.open_ledger();
  if (!ledger) return std::move(ledger).error();
  Stores stores{*std::move(ledger), nullptr};
  stores.mirror = storage::Mirror::open(*stores.ledger);
  return stores;
}

Result<std::optional<Date>> day_option(const std::string& name, const std::string& value) {
  if (value.empty()) return std::optional<Date>();
  const auto day = parse_date(value);
  if (!day) return Error::invalid("cli.bad_day", {{"value", value}}, "--" + name);
  return day;
}

std::string percent_or_dash(Language language, const std::optional<double>& share) {
  return share ? format_percent(language, *share) : "–";
}

std::string number_or_dash(Language language, const std::optional<double>& value, int decimals) {
  return value ? format_number(language, *value, decimals) : "–";
}

std::string say_what_to_do(const Context& context, Stores& stores, bool unfiltered) {
  const bool empty = unfiltered || storage::holdings(*stores.mirror).contacts == 0;
  const auto sentence = empty ? context.say("cli.nothing_yet", {{"data", context.data}})
                              : context.say("cli.nothing_matches");
  return sentence + "\n";
}

void print_definitions(std::ostream& out, const Context& context,
                       const performance::Definitions& definitions,
                       const std::vector<std::string>& names) {
  out << "\n";
  for (const auto& name : names) {
    out << context.say("cli.definition", {{"figure", context.say("cli.figure." + name)},
                                          {"meaning", definitions.at(name)}})
        << "\n";
  }
}

}  // namespace tandem::cli
