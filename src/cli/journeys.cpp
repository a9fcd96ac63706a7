// tandem journeys: which channels get the credit, from the touches of contacts.
#include "storage/journeys.h"

#include "cli/analysis_input.h"
#include "cli/attribution_report.h"
#include "cli/figures.h"
#include "cli/touches_input.h"
#include "domain/attribution/paths.h"

namespace tandem::cli {
namespace {

using attribution::JourneyRules;
using attribution::MilestoneKind;

constexpr std::array kGoals{MilestoneKind::lead, MilestoneKind::opportunity,
                            MilestoneKind::conversion};

struct Options : AttributionOptions {
  std::string milestone = "won";  // or "all"
  double lookback = 90;
  double lookback_lead = 90;
  double lookback_opportunity = 180;
  double stale = 180;
  std::string as_of;
};

// "won" for a conversion, as the command line and the file say it.
std::string word_of(MilestoneKind goal) {
  return goal == MilestoneKind::conversion ? "won" : std::string(name_of(goal));
}

struct TouchSource {
  const attribution::Journeys& journeys;
  JourneyRules rules;
  bool valued = false;
  std::optional<double> open = {};

  template <class Fold>
  Fold fold(const Fold& empty) const {
    return storage::fold_journeys(journeys, rules, empty);
  }
  template <class Fold>
  Fold fold_alike(Fold fold) const {
    attribution::Paths paths;
    journeys.for_each(rules, [&](const attribution::Journey& journey) {
      // A journey without touches is no path; nothing else can be wrong with one.
      const auto added = paths.add(journey.channels, journey.outcome);
      static_cast<void>(added.has_value());
    });
    paths.for_each(0, [&](const attribution::Journey& journey) { fold.add(journey); });
    return fold;
  }
};

// Errors: attribution.bad_lookback, field the option; cli.bad_day {value}, field --as-of.
Result<JourneyRules> rules_of(const Options& options, Timestamp newest) {
  JourneyRules rules;
  const std::tuple<const char*, double, Millis*> lengths[] = {
      {"--lookback", options.lookback, &rules.before_conversion},
      {"--lookback-lead", options.lookback_lead, &rules.before_lead},
      {"--lookback-opportunity", options.lookback_opportunity, &rules.before_opportunity},
      {"--stale", options.stale, &rules.stale}};
  for (const auto& [option, days, length] : lengths) {
    if (!(days >= 0 && days <= 100'000)) {
      return Error::invalid("attribution.bad_lookback", {}, option);
    }
    *length = Millis(static_cast<std::int64_t>(days * 86'400'000));
  }
  rules.as_of = newest;
  const auto day = day_option("as-of", options.as_of);
  if (!day) return day.error();
  if (*day) rules.as_of = std::chrono::sys_days(**day) + std::chrono::days(1) - Millis(1);
  return rules;
}

class Answer {
 public:
  Answer(const Options& options, const AttributionRequest& request, const TouchFile& file,
         const JourneyRules& rules)
      : options_(options), request_(request), file_(file), rules_(rules) {
    journeys_ = storage::extend_journeys({}, file.contacts, file.touches, file.milestones);
  }

  Result<std::vector<ModelCredit>> towards(MilestoneKind goal) const {
    if (!named(goal)) {
      return Error::invalid("attribution.no_such_milestone", {{"milestone", word_of(goal)}});
    }
    TouchSource source{journeys_, rules_, file_.valued};
    source.rules.goal = goal;
    source.open =
        static_cast<double>(journeys_.for_each(source.rules, [](const attribution::Journey&) {}));
    const auto& names = file_.names.names();
    return model_credits(request_, gather(request_, names, source), names);
  }

  // Of those milestones that the file names. Errors: attribution.no_conversions, where it names
  // none.
  Result<AllMilestones> towards_all() const {
    AllMilestones all;
    for (const auto goal : kGoals) {
      if (!named(goal)) continue;
      auto models = towards(goal);
      if (!models) return std::move(models).error();
      all.milestones.push_back({word_of(goal), *std::move(models)});
    }
    if (all.milestones.empty()) return Error::invalid("attribution.no_conversions");
    return all;
  }

 private:
  // Nothing converts where no conversion is named; that is told as such.
  bool named(MilestoneKind goal) const {
    const bool is_default = goal == MilestoneKind::conversion && options_.milestone != "all";
    return is_default || std::ranges::find(file_.milestones, goal, &attribution::Milestone::kind) !=
                             file_.milestones.end();
  }

  const Options& options_;
  const AttributionRequest& request_;
  const TouchFile& file_;
  JourneyRules rules_;
  attribution::Journeys journeys_;
};

int run(const Context& context, const Options& options) {
  const auto request = attribution_request(options);
  if (!request) return context.refuse(request.error());
  if (const auto valid = rules_of(options, {}); !valid) return context.refuse(valid.error());
  const auto file = read_touches(options.file, context.language());
  if (!file) return context.refuse(file.error());
  const Answer answer(options, *request, *file, *rules_of(options, file->newest));
  if (options.milestone == "all") {
    const auto all = answer.towards_all();
    if (!all) return context.refuse(at_file(options.file, all.error()));
    return report_milestones(context, options, *all);
  }
  const auto* const goal = std::ranges::find(kGoals, options.milestone, word_of);
  const auto models = answer.towards(*goal);
  if (!models) return context.refuse(at_file(options.file, models.error()));
  return report_attribution(context, options, *models);
}

void add_days(CLI::App& command, const char* option, double& days, const char* about) {
  command.add_option(option, days, about)->capture_default_str();
}

}  // namespace

void add_journeys(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("journeys", "Which channels get the credit, from the touches of contacts");
  command
      ->add_option("file", options->file,
                   "CSV: contact, at, channel and, if known, value (more than 0 is a conversion), "
                   "milestone (lead, opportunity, won, lost), account, id; - is standard input")
      ->required();
  add_attribution_options(*command, *options);
  command->add_option("--milestone", options->milestone, "What the credit is for")
      ->check(CLI::IsMember(std::vector<std::string>{"lead", "opportunity", "won", "all"}))
      ->capture_default_str();
  add_days(*command, "--lookback-lead", options->lookback_lead,
           "Days before a lead within which touches count");
  add_days(*command, "--lookback-opportunity", options->lookback_opportunity,
           "Days before an opportunity was created within which touches count, for it and its win");
  add_days(*command, "--lookback", options->lookback,
           "Days before a win without a known opportunity within which touches count");
  add_days(*command, "--stale", options->stale,
           "Days without a touch after which an open opportunity counts as not won");
  command->add_option("--as-of", options->as_of,
                      "The day by which it is stale, YYYY-MM-DD; else the newest of the file");
  command->callback([options, &context] {
    context.run = [options, &context] { return run(context, *options); };
  });
}

}  // namespace tandem::cli
