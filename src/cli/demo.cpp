// tandem demo: a generated company to look around in.
#include "actions/demo.h"

#include <iostream>

#include "cli/context.h"
#include "cli/table.h"
#include "storage/access.h"

namespace tandem::cli {
namespace {

struct Options {
  std::uint64_t seed = 1;
  int contacts = 1200;
  bool no_serve = false;
  ServeOptions serve;
};

// Who there is to sign in as.
void print_members(const Context& context, storage::Ledger& ledger) {
  std::cout << context.say("demo.how_to_sign_in",
                           {{"password", std::string(actions::kDemoPassword)}})
            << "\n";
  Table table{{{context.say("cli.member.email"), Align::left},
               {context.say("cli.member.name"), Align::left},
               {context.say("cli.member.role"), Align::left}},
              {}};
  for (const auto& member : ledger.read(storage::list_members)) {
    table.rows.push_back(
        {member.email, member.name, context.say("role." + std::string(name_of(member.role)))});
  }
  print(std::cout, table);
}

int fill(const Context& context, const Options& options) {
  auto ledger = context.open_ledger();
  if (!ledger) return context.refuse(ledger.error());
  const auto summary =
      actions::fill_demo(**ledger, {.seed = options.seed, .contacts = options.contacts});
  if (!summary) return context.refuse(summary.error());
  const auto number = [&](std::int64_t value) {
    return format_number(context.language(), static_cast<double>(value));
  };
  std::cout << context.say(summary->already_there ? "demo.already_there" : "demo.filled",
                           {{"contacts", number(summary->contacts)},
                            {"companies", number(summary->companies)},
                            {"deals", number(summary->deals)},
                            {"customers", number(summary->customers)},
                            {"data", context.data}})
            << std::endl;
  print_members(context, **ledger);
  return kDone;
}

int run(const Context& context, const Options& options) {
  if (const int filled = fill(context, options); filled != kDone) return filled;
  return options.no_serve ? kDone : serve(context, options.serve);
}

}  // namespace

void add_demo(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("demo", "Fill a workspace with a generated company");
  command->add_option("--seed", options->seed, "Another seed, another company")
      ->capture_default_str();
  command->add_option("--contacts", options->contacts, "How many contacts")
      ->check(CLI::Range(10, 1'000'000))
      ->capture_default_str();
  command->add_flag("--no-serve", options->no_serve, "Fill only");
  command->add_option("--port", options->serve.port, "Port; 0 for any free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  command->callback([options, &context] {
    context.run = [options, &context] { return run(context, *options); };
  });
}

}  // namespace tandem::cli
