// tandem import: files of other systems into the ledger.
#include <fstream>
#include <iostream>
#include <sstream>

#include "actions/import_file.h"
#include "cli/context.h"
#include "cli/progress.h"
#include "cli/rejects.h"
#include "cli/table.h"
#include "storage/workspace.h"

namespace tandem::cli {
namespace {

using imports::Kind;

struct Options {
  Kind kind = Kind::leads;
  std::string file;
  std::string explain;
  std::string layout;
  std::string map;
  std::string rejects;
  std::string currency;
  std::string time_zone;
  std::string key;     // revenue: the column that names the deal
  std::string amount;  // revenue: the column of the amount
  bool dry_run = false;
  bool json = false;
};

// What is printed with --json.
struct Report : actions::ImportCounts {
  std::string kind;
  std::string layout;
  std::string file;
  std::string encoding;
  bool dry_run = false;
  std::optional<std::string> rejects;
};
BOOST_DESCRIBE_STRUCT(Report, (actions::ImportCounts),
                      (kind, layout, file, encoding, dry_run, rejects))

Result<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error::not_found("cli.cannot_read", {{"path", path}});
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// A file of companies may come by the same door as leads: both are people to know.
bool fits(Kind wanted, Kind found) {
  return wanted == found || (wanted == Kind::leads && found == Kind::companies);
}

Result<imports::Layout> chosen_layout(const Options& options, const storage::CsvFile& file) {
  if (options.kind == Kind::revenue && !options.key.empty()) {
    imports::Layout layout;
    layout.name = "revenue";
    layout.kind = Kind::revenue;
    layout.columns = {{"deal", options.key}, {"amount", options.amount}};
    return layout;
  }
  if (!options.map.empty()) {
    const auto text = read_file(options.map);
    if (!text) return text.error();
    return imports::read_map(*text);
  }
  if (!options.layout.empty()) return imports::find_layout(options.layout);
  if (auto known = imports::recognise(file.header())) return *std::move(known);
  return Error::invalid("imports.not_recognised", {{"file", options.file}});
}

Result<imports::Layout> layout_for(const Options& options, const storage::CsvFile& file) {
  auto layout = chosen_layout(options, file);
  if (layout && !fits(options.kind, layout->kind)) {
    return Error::invalid("imports.other_kind", {{"file", options.file},
                                                 {"layout", layout->name},
                                                 {"kind", std::string(name_of(layout->kind))}});
  }
  return layout;
}

void print_report(const Context& context, const Report& report) {
  const auto language = context.language();
  const auto line = [&](const char* key, std::int64_t value, bool always) {
    if (value == 0 && !always) return;
    std::cout << context.say(std::string("cli.import.") + key,
                             {{"count", format_number(language, static_cast<double>(value))}})
              << "\n";
  };
  if (report.encoding != "UTF-8") {
    std::cout << context.say("cli.import.converted", {{"encoding", report.encoding}}) << "\n";
  }
  line("rows", report.rows, true);
  line("created", report.created, true);
  line("changed", report.changed, true);
  line("unchanged", report.unchanged, true);
  line("matched", report.matched, false);
  line("companies_created", report.companies_created, false);
  line("flagged", report.flagged, false);
  line("total_lines", report.total_lines, false);
  line("unmatched", report.unmatched, false);
  line("rejected", report.rejected, report.unmatched == 0);
  if (report.revenue) {
    std::cout << context.say("cli.import.revenue",
                             {{"amount", format_money(language, *report.revenue)}})
              << "\n";
  }
  for (const auto& refused : report.refused) {
    std::cout << context.say(
                     "cli.import.reason",
                     {{"count", format_number(language, static_cast<double>(refused.count))},
                      {"reason", refused.reason},
                      {"line", std::to_string(refused.first_line)}})
              << "\n";
  }
  if (!report.refused.empty()) {
    std::cout << (report.rejects
                      ? context.say("cli.import.rejects_written", {{"path", *report.rejects}})
                      : context.say("cli.import.rejects_hint"))
              << "\n";
  }
  if (report.dry_run) std::cout << context.say("cli.import.dry_run") << "\n";
  if (report.interrupted) std::cout << context.say("cli.import.interrupted") << "\n";
}

Report report_of(const Context& context, const actions::ImportCounts& counts,
                 const Options& options, const imports::Layout& layout,
                 const storage::CsvFile& file) {
  Report report;
  static_cast<actions::ImportCounts&>(report) = counts;
  for (auto& refused : report.refused) refused.reason = message(context.language(), refused.first);
  report.kind = name_of(layout.kind);
  report.layout = layout.name;
  report.file = options.file;
  report.encoding = file.dialect().encoding;
  report.dry_run = options.dry_run;
  if (!options.rejects.empty()) report.rejects = options.rejects;
  return report;
}

Result<imports::Defaults> defaults_of(storage::Ledger& ledger, const Options& options) {
  if (!options.currency.empty() && !is_currency(options.currency)) {
    return Error::invalid("money.unknown_currency", {{"currency", options.currency}}, "--currency");
  }
  const auto workspace =
      ledger.read([](storage::Connection& db) { return storage::find_workspace(db); });
  return imports::Defaults{
      .currency = options.currency.empty() ? workspace.currency : options.currency,
      .time_zone = options.time_zone.empty() ? workspace.time_zone : options.time_zone};
}

// Imports into `ledger` and prints what came of it.
int import_into(const Context& context, storage::Ledger& ledger, const Options& options) {
  auto file = storage::CsvFile::open(options.file);
  if (!file) return context.refuse(file.error());
  auto layout = layout_for(options, *file);
  if (!layout) return context.refuse(layout.error());
  if (!options.currency.empty()) layout->currency = options.currency;
  const auto defaults = defaults_of(ledger, options);
  if (!defaults) return context.refuse(defaults.error());
  std::optional<RejectsFile> rejects;
  if (!options.rejects.empty()) {
    auto created = RejectsFile::create(options.rejects, file->header(), context.language());
    if (!created) return context.refuse(created.error());
    rejects.emplace(*std::move(created));
  }
  const StopRequest stop;
  Progress progress(options.file, file->size());
  const auto counts =
      actions::import_file(ledger, *file,
                           {.file_name = std::filesystem::path(options.file).filename().string(),
                            .layout = *layout,
                            .defaults = *defaults,
                            .on_refused =
                                [&](const storage::CsvRecord& record, const Error& error) {
                                  if (rejects) rejects->add(record, error);
                                },
                            .on_progress =
                                [&](std::int64_t bytes) {
                                  progress.step(bytes);
                                  return !StopRequest::asked();
                                }});
  if (!counts) return context.refuse(counts.error());
  if (rejects) {
    if (auto closed = rejects->close(); !closed) return context.refuse(closed.error());
  }
  const auto report = report_of(context, *counts, options, *layout, *file);
  if (options.json) {
    std::cout << print_json_indented(to_json(report));
  } else {
    print_report(context, report);
  }
  return counts->interrupted ? kInterrupted : kDone;
}

int run(const Context& context, const Options& options) {
  auto ledger = context.open_ledger();
  if (!ledger) return context.refuse(ledger.error());
  if (!options.dry_run) return import_into(context, **ledger, options);
  // A rehearsal on a copy: exact, and nobody waits for it.
  const TemporaryFolder folder((*ledger)->directory().backups());
  (*ledger)->copy_to(folder.path() / "ledger.db");
  Context rehearsal;
  rehearsal.data = folder.path().string();
  rehearsal.language_name = std::string(name_of(context.language()));
  auto copy = rehearsal.open_ledger();
  if (!copy) return context.refuse(copy.error());
  return import_into(rehearsal, **copy, options);
}

// Prints the map of a known layout, or proposes one.
int explain(const Context& context, const Options& options) {
  constexpr int kSample = 1000;
  auto file = storage::CsvFile::open(options.explain);
  if (!file) return context.refuse(file.error());
  auto layout = imports::recognise(file->header());
  if (!layout) {
    std::vector<std::vector<std::string>> sample;
    storage::CsvRecord record;
    while (sample.size() < kSample && file->next(record)) {
      if (!record.error) sample.push_back(record.values);
    }
    auto proposed = imports::propose(file->header(), sample, context.language());
    if (!proposed) return context.refuse(proposed.error());
    layout = *std::move(proposed);
  }
  std::cout << print_json_indented(to_json(*layout));
  return kDone;
}

void add_kind(CLI::App& command, Context& context, Kind kind, const std::string& summary) {
  auto options = std::make_shared<Options>();
  options->kind = kind;
  auto* sub = command.add_subcommand(std::string(name_of(kind)), summary);
  sub->add_option("file", options->file, "CSV file; - for standard input")->required();
  sub->add_option("--layout", options->layout, "Name of a known layout, instead of recognising it");
  sub->add_option("--map", options->map, "Map file; see import --explain")->excludes("--layout");
  sub->add_option("--rejects", options->rejects, "Write the rows that were not taken to this file");
  sub->add_option("--currency", options->currency, "Currency of amounts that say none (ISO 4217)");
  sub->add_option("--time-zone", options->time_zone, "Zone of dates that say none (IANA)");
  if (kind == Kind::revenue) {
    auto* key = sub->add_option("--key", options->key, "Column that names the deal: seller_id");
    auto* amount = sub->add_option("--amount", options->amount, "Column of the amount");
    key->needs(amount);
    amount->needs(key);
  }
  sub->add_flag("--dry-run", options->dry_run, "Say what would happen, change nothing");
  sub->add_flag("--json", options->json, "Print JSON");
  sub->callback([options, &context] {
    context.run = [options, &context] { return run(context, *options); };
  });
}

}  // namespace

void add_import(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("import", "Bring in another system's export");
  add_kind(*command, context, Kind::leads, "Import leads or contacts");
  add_kind(*command, context, Kind::companies, "Import companies");
  add_kind(*command, context, Kind::deals, "Import deals");
  add_kind(*command, context, Kind::revenue, "Import what deals brought in");
  auto* explaining = command->add_option("--explain", options->explain,
                                         "Print how the columns of a file would be read, as a map");
  command->require_subcommand(0, 1);
  command->callback([options, explaining, command, &context] {
    if (!explaining->empty()) {
      context.run = [options, &context] { return explain(context, *options); };
    } else if (command->get_subcommands().empty()) {
      throw CLI::CallForHelp();
    }
  });
}

}  // namespace tandem::cli
