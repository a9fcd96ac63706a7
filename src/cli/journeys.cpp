// tandem journeys: which channels get the credit, from the touches of contacts.
#include "storage/journeys.h"

#include "cli/analysis_input.h"
#include "cli/attribution_report.h"
#include "domain/attribution/paths.h"

namespace tandem::cli {
namespace {

using attribution::Contact;
using attribution::MilestoneKind;

constexpr double kLargestValue = 1e300;

struct Options : AttributionOptions {
  double lookback_days = 90;
};

struct TouchSource {
  attribution::Journeys journeys;
  attribution::Lookback lookback;
  std::size_t channels = 0;

  template <class Fold>
  Fold fold(const Fold& empty) const {
    return storage::fold_journeys(journeys, lookback, empty);
  }
  template <class Fold>
  Fold fold_alike(Fold fold) const {
    attribution::Paths paths;
    journeys.for_each(lookback, [&](const attribution::Journey& journey) {
      // A journey without touches is no path; nothing else can be wrong with one.
      const auto added = paths.add(journey.channels, journey.outcome);
      static_cast<void>(added.has_value());
    });
    paths.for_each(0, [&](const attribution::Journey& journey) { fold.add(journey); });
    return fold;
  }
};

struct Columns {
  std::size_t contact = 0;
  std::size_t at = 0;
  std::size_t channel = 0;
  std::optional<std::size_t> value;
  std::optional<std::size_t> milestone;

  static Result<Columns> of(const AnalysisTable& table) {
    const auto contact = table.column("contact");
    if (!contact) return contact.error();
    const auto at = table.column("at");
    if (!at) return at.error();
    const auto channel = table.column("channel");
    if (!channel) return channel.error();
    return Columns{*contact, *at, *channel, table.find_column("value"),
                   table.find_column("milestone")};
  }
};

class Reader {
 public:
  Reader(AnalysisTable& table, const Columns& columns) : table_(table), columns_(columns) {}

  Result<void> read_all() {
    for (;;) {
      const auto more = table_.next();
      if (!more) return more.error();
      if (!*more) return {};
      if (auto taken = take(); !taken) return taken;
    }
  }

  const attribution::ChannelNames& names() const { return names_; }
  bool empty() const { return touches_.empty() && milestones_.empty(); }
  attribution::Journeys journeys() const {
    return storage::extend_journeys({}, contacts_.size(), touches_, milestones_);
  }

 private:
  Error wrong(std::size_t column, Error error) const {
    error.field.clear();
    return table_.at(column, std::move(error));
  }

  Result<void> take() {
    const auto& contact = table_.value(columns_.contact);
    if (contact.empty()) return wrong(columns_.contact, Error::invalid("attribution.no_contact"));
    const auto at = table_.time(columns_.at);
    if (!at) return at.error();
    const auto value = read_value();
    if (!value) return value.error();
    const auto milestone = read_milestone(*value);
    if (!milestone) return milestone.error();
    const auto number =
        contacts_.try_emplace(contact, static_cast<Contact>(contacts_.size())).first->second;
    if (*milestone) {
      milestones_.push_back({*at, *value, number, **milestone});
      if (auto valid = validate(milestones_.back()); !valid) {
        const bool of_value = valid.error().field == "value";
        return wrong(of_value ? *columns_.value : columns_.at, std::move(valid).error());
      }
    }
    return take_touch(number, *at, milestone->has_value());
  }

  Result<void> take_touch(Contact contact, Timestamp at, bool may_lack_channel) {
    const auto& channel = table_.value(columns_.channel);
    if (channel.empty()) {
      if (may_lack_channel) return {};
      return wrong(columns_.channel, Error::invalid("attribution.no_channel"));
    }
    touches_.push_back({contact, names_.number(channel), at});
    if (auto valid = validate(touches_.back()); !valid) {
      const bool of_time = valid.error().field == "at";
      return wrong(of_time ? columns_.at : columns_.channel, std::move(valid).error());
    }
    return {};
  }

  Result<double> read_value() {
    if (!columns_.value || table_.value(*columns_.value).empty()) return 0.0;
    const auto value = table_.number(*columns_.value);
    if (!value) return value.error();
    if (*value < 0) return wrong(*columns_.value, Error::invalid("attribution.negative"));
    total_value_ += *value;
    if (total_value_ > kLargestValue) {
      return wrong(*columns_.value, Error::invalid("attribution.total_too_large"));
    }
    return *value;
  }

  // A row with a value is a conversion, whatever else it says.
  Result<std::optional<MilestoneKind>> read_milestone(double value) const {
    std::optional<MilestoneKind> kind;
    if (columns_.milestone && !table_.value(*columns_.milestone).empty()) {
      const auto& name = table_.value(*columns_.milestone);
      kind = parse_enum<MilestoneKind>(name);
      if (!kind) {
        return wrong(*columns_.milestone,
                     Error::invalid("attribution.bad_milestone", {{"value", name}}));
      }
    }
    if (value > 0) {
      if (kind && kind != MilestoneKind::conversion) {
        return wrong(*columns_.value, Error::invalid("attribution.value_without_conversion"));
      }
      kind = MilestoneKind::conversion;
    }
    return kind;
  }

  AnalysisTable& table_;
  const Columns& columns_;
  attribution::ChannelNames names_;
  boost::unordered_flat_map<std::string, Contact> contacts_;
  std::vector<attribution::Touch> touches_;
  std::vector<attribution::Milestone> milestones_;
  double total_value_ = 0;
};

int run(const Context& context, const Options& options) {
  const auto request = attribution_request(options);
  if (!request) return context.refuse(request.error());
  if (!(options.lookback_days >= 0 && options.lookback_days <= 100'000)) {
    return context.refuse(Error::invalid("attribution.bad_lookback", {}, "--lookback"));
  }
  auto table = AnalysisTable::open(options.file, context.language());
  if (!table) return context.refuse(table.error());
  const auto columns = Columns::of(*table);
  if (!columns) return context.refuse(columns.error());
  Reader reader(*table, *columns);
  if (const auto read = reader.read_all(); !read) return context.refuse(read.error());
  if (reader.empty()) {
    return context.refuse(at_file(options.file, Error::invalid("attribution.no_touches")));
  }
  const Millis lookback{static_cast<std::int64_t>(options.lookback_days * 86'400'000)};
  const auto& names = reader.names().names();
  const TouchSource source{reader.journeys(), {lookback}, names.size()};
  return report_attribution(context, options, *request, gather(*request, names, source), names,
                            columns->value.has_value());
}

}  // namespace

void add_journeys(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("journeys", "Which channels get the credit, from the touches of contacts");
  command
      ->add_option("file", options->file,
                   "CSV: contact, at, channel and, if known, value (more than 0 is a conversion) "
                   "and milestone (lead, opportunity, conversion); - is standard input")
      ->required();
  add_attribution_options(*command, *options);
  command
      ->add_option("--lookback", options->lookback_days,
                   "Days before a conversion within which touches count")
      ->capture_default_str();
  command->callback([options, &context] {
    context.run = [options, &context] { return run(context, *options); };
  });
}

}  // namespace tandem::cli
