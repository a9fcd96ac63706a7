// tandem attribute: which channels get the credit, from a file of paths.
#include "base/ascii.h"
#include "cli/analysis_input.h"
#include "cli/attribution_report.h"
#include "domain/attribution/paths.h"

namespace tandem::cli {
namespace {

using attribution::Paths;

struct Options : AttributionOptions {
  std::string separator = " > ";
  double step_days = 1;
};

struct PathSource {
  attribution::ChannelNames names;
  Paths paths;
  double step_days = 1;
  bool valued = false;
  std::optional<double> open;  // paths have come to their end

  template <class Fold>
  Fold fold(Fold fold) const {
    paths.for_each(step_days, [&](const attribution::Journey& journey) { fold.add(journey); });
    return fold;
  }
  template <class Fold>
  Fold fold_alike(Fold empty) const {
    return fold(std::move(empty));  // they are merged already
  }
};

// Errors: attribution.empty_path, attribution.empty_step {number}.
Result<void> split_path(std::string_view path, const std::string& separator,
                        attribution::ChannelNames& names,
                        std::vector<attribution::Channel>& channels) {
  channels.clear();
  if (trimmed(path).empty()) return Error::invalid("attribution.empty_path");
  for (std::size_t at = 0;;) {
    const auto end = path.find(separator, at);
    const auto step = trimmed(path.substr(at, end == std::string_view::npos ? end : end - at));
    if (step.empty()) {
      return Error::invalid("attribution.empty_step",
                            {{"number", std::to_string(channels.size() + 1)}});
    }
    channels.push_back(names.number(step));
    if (end == std::string_view::npos) return {};
    at = end + separator.size();
  }
}

// The columns of a file of paths; value and nulls need not be there.
struct Columns {
  std::size_t path = 0;
  std::size_t conversions = 0;
  std::optional<std::size_t> value;
  std::optional<std::size_t> nulls;

  static Result<Columns> of(const AnalysisTable& table) {
    const auto path = table.column("path");
    if (!path) return path.error();
    const auto conversions = table.column("total_conversions");
    if (!conversions) return conversions.error();
    return Columns{*path, *conversions, table.find_column("total_conversion_value"),
                   table.find_column("total_null")};
  }

  // Of a field of Paths::add.
  std::size_t named(std::string_view field) const {
    if (field == "conversions") return conversions;
    if (field == "value") return value.value_or(path);
    return field == "nulls" ? nulls.value_or(path) : path;
  }
};

Result<attribution::Outcome> outcome_of(const AnalysisTable& table, const Columns& columns) {
  attribution::Outcome outcome;
  const std::pair<std::optional<std::size_t>, double*> cells[] = {
      {columns.conversions, &outcome.conversions},
      {columns.value, &outcome.value},
      {columns.nulls, &outcome.nulls}};
  for (const auto& [column, figure] : cells) {
    if (!column) continue;
    const auto number = table.number(*column);
    if (!number) return number.error();
    *figure = *number;
  }
  return outcome;
}

Result<PathSource> read_paths(const Options& options, Language language) {
  auto table = AnalysisTable::open(options.file, language);
  if (!table) return std::move(table).error();
  const auto columns = Columns::of(*table);
  if (!columns) return columns.error();
  PathSource source;
  source.step_days = options.step_days;
  source.valued = columns->value.has_value();
  std::vector<attribution::Channel> channels;
  for (;;) {
    const auto more = table->next();
    if (!more) return more.error();
    if (!*more) break;
    const auto outcome = outcome_of(*table, *columns);
    if (!outcome) return outcome.error();
    auto taken = split_path(table->value(columns->path), options.separator, source.names, channels);
    if (taken) taken = source.paths.add(channels, *outcome);
    if (!taken) {
      auto error = std::move(taken).error();
      const auto column = columns->named(error.field);
      error.field.clear();
      return table->at(column, std::move(error));
    }
  }
  if (source.paths.distinct() == 0) {
    return at_file(options.file, Error::invalid("attribution.no_paths"));
  }
  return source;
}

int run(const Context& context, const Options& options) {
  const auto request = attribution_request(options);
  if (!request) return context.refuse(request.error());
  if (options.separator.empty()) {
    return context.refuse(Error::invalid("attribution.no_separator", {}, "--separator"));
  }
  if (!(options.step_days >= 0 && options.step_days <= 1e6)) {
    return context.refuse(Error::invalid("attribution.bad_step", {}, "--step-days"));
  }
  const auto source = read_paths(options, context.language());
  if (!source) return context.refuse(source.error());
  const auto& names = source->names.names();
  const auto models = model_credits(*request, gather(*request, names, *source), names);
  if (!models) return context.refuse(at_file(options.file, models.error()));
  return report_attribution(context, options, *models);
}

}  // namespace

void add_attribute(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("attribute", "Which channels get the credit, from paths");
  command
      ->add_option("file", options->file,
                   "CSV: path, total_conversions and, if known, total_conversion_value, total_null;"
                   " - is standard input")
      ->required();
  add_attribution_options(*command, *options);
  command->add_option("--separator", options->separator, "What stands between channels of a path")
      ->capture_default_str();
  command
      ->add_option("--step-days", options->step_days,
                   "Days assumed between one touch and the next (time_decay)")
      ->capture_default_str();
  command->callback([options, &context] {
    context.run = [options, &context] { return run(context, *options); };
  });
}

}  // namespace tandem::cli
