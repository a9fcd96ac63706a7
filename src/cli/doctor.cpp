// tandem doctor: is the ledger whole, and does the mirror agree with it?
#include <iostream>

#include "base/json.h"
#include "cli/figures.h"
#include "storage/ledger/check.h"

namespace tandem::cli {
namespace {

struct Diagnosis {
  bool healthy = false;
  storage::LedgerReport ledger;
  std::string mirror_rebuilt_because;               // empty when it could be used as it was
  std::optional<storage::MirrorDifference> mirror;  // absent when the ledger is not sound
};
BOOST_DESCRIBE_STRUCT(Diagnosis, (), (healthy, ledger, mirror_rebuilt_because, mirror))

struct Options {
  bool json = false;
  bool mend = false;
};

std::string count(const Context& context, std::int64_t value) {
  return format_number(context.language(), static_cast<double>(value));
}

void print_ledger(const Context& context, const storage::LedgerReport& ledger) {
  for (const auto& problem : ledger.integrity) {
    std::cout << context.say("doctor.integrity", {{"problem", problem}}) << "\n";
  }
  for (const auto& broken : ledger.broken_references) {
    std::cout << context.say("doctor.broken_references", {{"table", broken.table},
                                                          {"parent", broken.parent},
                                                          {"count", count(context, broken.count)}})
              << "\n";
  }
  if (ledger.standings_wrong > 0) {
    std::cout << context.say("doctor.standings",
                             {{"count", count(context, ledger.standings_wrong)}})
              << "\n";
  }
  if (ledger.activities_misfiled > 0) {
    std::cout << context.say("doctor.misfiled",
                             {{"count", count(context, ledger.activities_misfiled)}})
              << "\n";
  }
  if (ledger.sound()) {
    std::cout << context.say("doctor.ledger_sound",
                             {{"contacts", count(context, ledger.contacts)},
                              {"activities", count(context, ledger.activities)}})
              << "\n";
  } else {
    std::cout << context.say("doctor.restore", {{"data", context.data}}) << "\n";
  }
}

void print_mirror(const Context& context, const Diagnosis& diagnosis) {
  if (!diagnosis.mirror_rebuilt_because.empty()) {
    std::cout << context.say("doctor.mirror_" + diagnosis.mirror_rebuilt_because) << "\n";
  }
  if (!diagnosis.mirror) return;
  if (*diagnosis.mirror == storage::MirrorDifference{}) {
    std::cout << context.say("doctor.mirror_agrees") << "\n";
    return;
  }
  for_each_member(*diagnosis.mirror, [&](std::string_view name, std::int64_t value) {
    if (value == 0) return;
    std::cout << context.say("doctor.difference." + std::string(name),
                             {{"count", count(context, value)}})
              << "\n";
  });
  std::cout << context.say("doctor.mend_mirror") << "\n";
}

Diagnosis examine(storage::Ledger& ledger, bool mend) {
  Diagnosis diagnosis;
  diagnosis.ledger = storage::check_ledger(ledger);
  if (!diagnosis.ledger.sound()) return diagnosis;
  auto mirror = storage::Mirror::open(ledger);
  diagnosis.mirror_rebuilt_because = mirror->rebuilt_because();
  diagnosis.mirror = storage::compare(*mirror, ledger);
  const bool differs = *diagnosis.mirror != storage::MirrorDifference{};
  if (differs && mend && !mirror->in_memory()) {
    mirror.reset();
    std::filesystem::remove(ledger.directory().mirror());
    mirror = storage::Mirror::open(ledger);
    diagnosis.mirror = storage::compare(*mirror, ledger);
  }
  diagnosis.healthy = *diagnosis.mirror == storage::MirrorDifference{};
  return diagnosis;
}

int run(const Context& context, const Options& options) {
  auto ledger = context.open_ledger();
  if (!ledger) return context.refuse(ledger.error());
  const auto diagnosis = examine(**ledger, options.mend);
  if (options.json) {
    std::cout << print_json_indented(to_json(diagnosis));
  } else {
    print_ledger(context, diagnosis.ledger);
    print_mirror(context, diagnosis);
  }
  return diagnosis.healthy ? kDone : kRefused;
}

}  // namespace

void add_doctor(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("doctor", "Check that the ledger is whole and the mirror agrees");
  command->add_flag("--json", options->json, "Print JSON");
  command->add_flag("--mend", options->mend, "Rebuild a mirror that differs from the ledger");
  command->callback([options, &context] {
    context.run = [options, &context] { return run(context, *options); };
  });
}

}  // namespace tandem::cli
