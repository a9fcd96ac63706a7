// tandem score train: learns a score from leads whose outcome is known, and says whether to use it.
#include <fstream>
#include <iostream>

#include "cli/output.h"
#include "cli/score.h"
#include "cli/score_input.h"
#include "cli/score_words.h"
#include "cli/table.h"

namespace tandem::cli {
namespace {

constexpr int kFits = 3;

struct Options {
  std::string file;
  ScoreInput input;
  std::string save;
  std::uint32_t seed = 1;
  OutputFormat format;
};

// One of the reasons behind the model, in figures and in words.
struct Influence {
  std::string column;
  scoring::FeatureKind kind = scoring::FeatureKind::amount;
  std::optional<std::string> value;
  std::optional<double> per;
  double odds = 1;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(Influence, (), (column, kind, value, per, odds, words))

struct TrainAnswer {
  std::optional<scoring::Evaluation> random;
  std::optional<scoring::Evaluation> ordered;
  bool promoted = false;
  std::string why;
  std::vector<Influence> reasons;
  scoring::Verdict verdict = scoring::Verdict::no_order;
  std::string label;
  std::optional<std::string> order_by;
  std::int64_t rows = 0;
  std::int64_t positives = 0;
  std::int64_t unlabelled = 0;
  double base_rate = 0;
  double lambda = 0;
  scoring::CalibrationMethod calibrated_by = scoring::CalibrationMethod::none;
  std::vector<scoring::Leak> leaks;
  std::vector<scoring::DroppedColumn> dropped;
  std::vector<scoring::UnreadableValues> unreadable;
};
BOOST_DESCRIBE_STRUCT(TrainAnswer, (),
                      (random, ordered, promoted, why, reasons, verdict, label, order_by, rows,
                       positives, unlabelled, base_rate, lambda, calibrated_by, leaks, dropped,
                       unreadable))

std::string three(Language language, const std::optional<double>& value) {
  return value ? format_number(language, *value, 3) : "–";
}

std::string why(const Context& context, const scoring::TrainingReport& report) {
  const auto language = context.language();
  TextArgs figures{
      {"positives", format_number(language, static_cast<double>(report.model.positives))}};
  if (report.ordered) {
    figures.emplace_back("auc", three(language, report.ordered->auc));
    figures.emplace_back("brier", three(language, report.ordered->brier));
    figures.emplace_back("base", three(language, report.ordered->base_brier));
  }
  return verdict_in_words(context, report.model.verdict, figures);
}

TrainAnswer answer(const Context& context, const scoring::TrainingReport& report,
                   std::int64_t unlabelled) {
  const auto& model = report.model;
  TrainAnswer result{
      .random = report.random,
      .ordered = report.ordered,
      .promoted = model.verdict == scoring::Verdict::promoted,
      .why = why(context, report),
      .reasons = {},
      .verdict = model.verdict,
      .label = model.label,
      .order_by = model.order_by,
      .rows = model.rows,
      .positives = model.positives,
      .unlabelled = unlabelled,
      .base_rate = static_cast<double>(model.positives) / static_cast<double>(model.rows),
      .lambda = model.lambda,
      .calibrated_by = model.calibration.method,
      .leaks = report.leaks,
      .dropped = report.dropped,
      .unreadable = report.unreadable};
  for (const auto& effect : report.effects) {
    result.reasons.push_back({effect.column, effect.kind, effect.value, effect.per, effect.odds,
                              effect_in_words(context, effect)});
  }
  return result;
}

void print_tests(const Context& context, const TrainAnswer& answer) {
  const auto language = context.language();
  Table table{
      {{"", Align::left}, {context.say("cli.score.random")}, {context.say("cli.score.ordered")}},
      {}};
  const auto add = [&](const std::string& name, auto figure) {
    const auto of = [&](const std::optional<scoring::Evaluation>& test) {
      return test ? figure(*test) : std::string("–");
    };
    table.rows.push_back(
        {context.say("cli.score.figure." + name), of(answer.random), of(answer.ordered)});
  };
  add("rows",
      [&](const auto& test) { return format_number(language, static_cast<double>(test.rows)); });
  add("base_rate", [&](const auto& test) { return format_percent(language, test.base_rate); });
  add("auc", [&](const auto& test) { return three(language, test.auc); });
  add("brier", [&](const auto& test) { return three(language, test.brier); });
  add("base_brier", [&](const auto& test) { return three(language, test.base_brier); });
  add("log_loss", [&](const auto& test) { return three(language, test.log_loss); });
  add("top_half", [&](const auto& test) {
    return test.top_half ? format_percent(language, *test.top_half) : std::string("–");
  });
  add("lift", [&](const auto& test) {
    const auto& best = test.lift.front().lift;
    return best ? "×" + format_number(language, *best, 2) : std::string("–");
  });
  print(std::cout, table);
}

void print_calibration(const Context& context, const scoring::Evaluation& test) {
  const auto language = context.language();
  Table table{{{context.say("cli.score.bin")},
               {context.say("cli.score.figure.rows")},
               {context.say("cli.score.said")},
               {context.say("cli.score.happened")}},
              {}};
  for (const auto& bin : test.calibration) {
    if (bin.rows == 0) continue;
    table.rows.push_back(
        {format_percent(language, bin.from, 0) + " – " + format_percent(language, bin.to, 0),
         format_number(language, static_cast<double>(bin.rows)),
         format_percent(language, *bin.said), format_percent(language, *bin.happened)});
  }
  std::cout << "\n" << context.say("cli.score.calibration_title") << "\n";
  print(std::cout, table);
}

void print_leaks(const Context& context, const std::vector<scoring::Leak>& leaks) {
  if (leaks.empty()) return;
  std::cout << "\n" << context.say("cli.score.leaks_title") << "\n";
  for (const auto& leak : leaks) {
    std::string signs;
    for (const auto sign : leak.signs) {
      signs +=
          (signs.empty() ? "" : "; ") + context.say("cli.score.sign." + std::string(name_of(sign)));
    }
    std::cout << context.say("cli.score.leak", {{"column", leak.column},
                                                {"auc", three(context.language(), leak.auc)},
                                                {"signs", signs}})
              << "\n";
  }
}

void print_unused(const Context& context, const TrainAnswer& answer) {
  const auto language = context.language();
  if (!answer.dropped.empty()) {
    std::cout << "\n" << context.say("cli.score.dropped_title") << "\n";
  }
  for (const auto& column : answer.dropped) {
    std::cout << context.say("cli.score.dropped",
                             {{"column", column.column},
                              {"reason", context.say("cli.score.drop." +
                                                     std::string(name_of(column.reason)))}})
              << "\n";
  }
  for (const auto& column : answer.unreadable) {
    std::cout << context.say("cli.score.unreadable",
                             {{"column", column.column},
                              {"rows", format_number(language, static_cast<double>(column.rows))}})
              << "\n";
  }
}

void print_for_people(const Context& context, const TrainAnswer& answer) {
  const auto language = context.language();
  const auto number = [&](std::int64_t count) {
    return format_number(language, static_cast<double>(count));
  };
  std::cout << context.say("cli.score.learned",
                           {{"rows", number(answer.rows)},
                            {"positives", number(answer.positives)},
                            {"share", format_percent(language, answer.base_rate)},
                            {"label", answer.label}})
            << "\n";
  if (answer.unlabelled > 0) {
    std::cout << context.say("cli.score.unlabelled", {{"rows", number(answer.unlabelled)}}) << "\n";
  }
  std::cout << "\n";
  print_tests(context, answer);
  if (const auto& test = answer.ordered ? answer.ordered : answer.random) {
    print_calibration(context, *test);
  }
  std::cout << "\n" << answer.why << "\n\n" << context.say("cli.score.reasons_title") << "\n";
  for (const auto& reason : answer.reasons) std::cout << "  " << reason.words << "\n";
  print_leaks(context, answer.leaks);
  print_unused(context, answer);
}

Result<void> save_model(const std::string& path, const scoring::Model& model) {
  std::ofstream file(path, std::ios::binary);
  file << scoring::write_model(model);
  file.close();
  if (!file) return Error::unavailable("cli.cannot_write", {{"path", path}});
  return {};
}

int run(const Context& context, const Options& options) {
  auto leads = read_labelled_leads(options.file, options.input, context.language());
  if (!leads) return context.refuse(leads.error());
  scoring::TrainingOptions training;
  training.encoding = options.input.encoding;
  training.seed = options.seed;
  Result<scoring::TrainingReport> report = Error::invalid("scoring.no_rows");
  {
    Progress progress(context.say("cli.score.learning"), kFits);
    training.progress = [&](int fits) { progress.step(fits); };
    progress.step(0);
    report = scoring::train(leads->data, training);
  }
  if (!report) return context.refuse(at_file(options.file, report.error()));
  if (!options.save.empty()) {
    if (auto saved = save_model(options.save, report->model); !saved) {
      return context.refuse(saved.error());
    }
  }
  const auto said = answer(context, *report, leads->unlabelled);
  if (options.format.json) {
    std::cout << print_json_indented(to_json(said));
  } else {
    print_for_people(context, said);
    if (!options.save.empty()) {
      std::cout << "\n" << context.say("cli.score.saved", {{"path", options.save}}) << "\n";
    }
  }
  return kDone;
}

}  // namespace

void add_score_train(CLI::App& score, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = score.add_subcommand("train", "Learn a score from leads with known outcomes");
  command->add_option("FILE", options->file, "CSV file of leads; - is standard input")->required();
  command
      ->add_option("--label", options->input.label, "Column that says who converted (0/1, yes/no)")
      ->required();
  command->add_option("--order-by", options->input.order_by,
                      "Column that tells older leads from newer ones: a number or a date");
  command->add_option("--exclude", options->input.excluded, "Columns to leave out: A,B")
      ->delimiter(',');
  command
      ->add_option("--missing", options->input.encoding.missing,
                   "Texts that mean a missing value, beside the empty one: A,B")
      ->delimiter(',');
  command->add_option("--seed", options->seed, "Of the random split");
  command->add_option("--save", options->save, "Write the model to this file, for score apply");
  add_output_format(*command, options->format, Tabular::no);
  command->callback([options, &context] {
    options->input.encoding.missing.emplace_back();
    context.run = [options, &context] { return run(context, *options); };
  });
}

}  // namespace tandem::cli
