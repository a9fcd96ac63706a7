// tandem score apply: the probability of each lead of a file, with the reasons. Streams.
#include <algorithm>
#include <iostream>

#include <fmt/format.h>

#include "cli/analysis_input.h"
#include "cli/output.h"
#include "cli/score.h"
#include "cli/score_words.h"
#include "cli/table.h"

namespace tandem::cli {
namespace {

constexpr std::size_t kPage = 1000;  // rows that are aligned together for people

struct Options {
  std::string model;
  std::string file;
  std::vector<std::string> kept;
  OutputFormat format;
};

struct LeadReason {
  std::string column;
  std::string value;
  double odds = 1;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(LeadReason, (), (column, value, odds, words))

struct ScoredLead {
  std::int64_t line = 0;
  std::vector<std::string> kept;
  double probability = 0;
  std::vector<LeadReason> up;
  std::vector<LeadReason> down;
};

std::string listed(const std::vector<LeadReason>& reasons) {
  std::string list;
  for (const auto& reason : reasons) list += (list.empty() ? "" : "; ") + reason.words;
  return list;
}

// One answer, lead by lead: begin, leads, end.
class Output {
 public:
  Output(const Context& context, const Options& options, std::vector<std::string> kept)
      : context_(context), format_(options.format), kept_(std::move(kept)) {}

  void begin(const scoring::Model& model) {
    if (format_.json) {
      const bool promoted = model.verdict == scoring::Verdict::promoted;
      std::cout << "{\"label\":" << print_json(boost::json::value(model.label))
                << ",\"promoted\":" << (promoted ? "true" : "false") << ",\"rows\":[";
    } else if (format_.csv) {
      print_csv(std::cout, with_kept({"line"}, kept_, {"probability", "up", "down"}));
    } else {
      start_page();
    }
  }

  void add(const ScoredLead& lead) {
    if (format_.json) {
      std::cout << (first_ ? "\n" : ",\n") << print_json(as_json(lead));
    } else if (format_.csv) {
      print_csv(std::cout, with_kept({std::to_string(lead.line)}, lead.kept,
                                     {fmt::format("{:.6g}", lead.probability), listed(lead.up),
                                      listed(lead.down)}));
    } else {
      page_.rows.push_back(with_kept({std::to_string(lead.line)}, lead.kept,
                                     {format_percent(context_.language(), lead.probability),
                                      listed(lead.up), listed(lead.down)}));
      if (page_.rows.size() == kPage) turn_page();
    }
    first_ = false;
  }

  void end() {
    if (format_.json) std::cout << "\n]}\n";
    if (!page_.columns.empty() && (first_ || !page_.rows.empty())) print(std::cout, page_);
  }

 private:
  static std::vector<std::string> with_kept(std::vector<std::string> before,
                                            const std::vector<std::string>& kept,
                                            const std::vector<std::string>& after) {
    before.insert(before.end(), kept.begin(), kept.end());
    before.insert(before.end(), after.begin(), after.end());
    return before;
  }

  boost::json::value as_json(const ScoredLead& lead) const {
    boost::json::object object{{"line", lead.line}};
    if (!kept_.empty()) {
      auto& kept = object["kept"].emplace_object();
      for (std::size_t i = 0; i < kept_.size(); ++i) kept[kept_[i]] = lead.kept[i];
    }
    object["probability"] = lead.probability;
    object["up"] = to_json(lead.up);
    object["down"] = to_json(lead.down);
    return object;
  }

  void start_page() {
    page_ = {{{context_.say("cli.score.line")}}, {}};
    for (const auto& name : kept_) page_.columns.push_back({name, Align::left});
    page_.columns.push_back({context_.say("cli.score.probability")});
    page_.columns.push_back({context_.say("cli.score.up"), Align::left});
    page_.columns.push_back({context_.say("cli.score.down"), Align::left});
  }
  void turn_page() {
    print(std::cout, page_);
    page_.rows.clear();
  }

  const Context& context_;
  OutputFormat format_;
  std::vector<std::string> kept_;
  Table page_;
  bool first_ = true;
};

// As it is written, as columns may differ in case only; else without regard to case.
std::optional<std::size_t> find_exactly(const AnalysisTable& table, const std::string& name) {
  const auto found = std::ranges::find(table.header(), name);
  if (found == table.header().end()) return table.find_column(name);
  return static_cast<std::size_t>(found - table.header().begin());
}

// The columns of the model in the table. Error: cli.score.columns_missing {columns}.
Result<std::vector<std::size_t>> columns_of(const scoring::Model& model,
                                            const AnalysisTable& table) {
  std::vector<std::size_t> columns;
  std::string missing;
  for (const auto& encoding : model.columns) {
    if (const auto column = find_exactly(table, encoding.column)) {
      columns.push_back(*column);
    } else {
      missing += (missing.empty() ? "“" : ", “") + encoding.column + "”";
    }
  }
  if (!missing.empty()) return Error::invalid("cli.score.columns_missing", {{"columns", missing}});
  return columns;
}

class Application {
 public:
  Application(const Context& context, const scoring::Model& model, std::vector<std::size_t> columns)
      : context_(context),
        model_(model),
        scorer_(model),
        columns_(std::move(columns)),
        odds_(context.language()),
        values_(columns_.size()),
        unreadable_(columns_.size(), 0) {}

  void score(const AnalysisTable& table, const std::vector<std::size_t>& kept, ScoredLead& lead) {
    for (std::size_t i = 0; i < columns_.size(); ++i) values_[i] = table.value(columns_[i]);
    scorer_.score(values_, scored_);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (scored_.states[i] == scoring::ValueState::unreadable) ++unreadable_[i];
    }
    const auto explanation = scoring::explain(scored_.contributions);
    lead.line = table.line();
    lead.kept.clear();
    for (const auto column : kept) lead.kept.push_back(table.value(column));
    lead.probability = scored_.probability;
    put_in_words(explanation.up, lead.up);
    put_in_words(explanation.down, lead.down);
  }

  // What a careful reader must know of the values that could not be read.
  void tell_unreadable() const {
    for (std::size_t i = 0; i < unreadable_.size(); ++i) {
      if (unreadable_[i] == 0) continue;
      std::cerr << context_.say("cli.score.unreadable",
                                {{"column", model_.columns[i].column},
                                 {"rows", format_number(context_.language(),
                                                        static_cast<double>(unreadable_[i]))}})
                << "\n";
    }
  }

 private:
  void put_in_words(const std::vector<scoring::Reason>& reasons, std::vector<LeadReason>& words) {
    words.clear();
    for (const auto& reason : reasons) {
      const auto& column = model_.columns[reason.feature].column;
      const auto value = values_[reason.feature];
      words.push_back({column, std::string(value), reason.odds,
                       reason_in_words(context_, column, value, scored_.states[reason.feature],
                                       odds_.of(reason.odds))});
    }
  }

  const Context& context_;
  const scoring::Model& model_;
  scoring::Scorer scorer_;
  std::vector<std::size_t> columns_;
  OddsWords odds_;
  std::vector<std::string_view> values_;
  std::vector<std::int64_t> unreadable_;
  scoring::Scored scored_;
};

Result<scoring::Model> open_model(const std::string& path) {
  const auto document = read_text_file(path);
  if (!document) return document.error();
  auto model = scoring::read_model(*document);
  if (!model) return at_file(path, std::move(model).error());
  return model;
}

int run(const Context& context, const Options& options) {
  if (options.model == "-" && options.file == "-") {
    return context.refuse(Error::invalid("cli.score.both_stdin"));
  }
  const auto model = open_model(options.model);
  if (!model) return context.refuse(model.error());
  auto table = AnalysisTable::open(options.file, context.language());
  if (!table) return context.refuse(table.error());
  auto columns = columns_of(*model, *table);
  if (!columns) return context.refuse(at_file(options.file, columns.error()));
  std::vector<std::size_t> kept;
  std::vector<std::string> kept_names;
  for (const auto& name : options.kept) {
    const auto column = table->column(name);
    if (!column) return context.refuse(column.error());
    kept.push_back(*column);
    kept_names.push_back(table->header()[*column]);
  }
  if (model->verdict != scoring::Verdict::promoted) {
    std::cerr << context.say("cli.score.not_promoted") << "\n";
  }
  Output output(context, options, kept_names);
  Application application(context, *model, *std::move(columns));
  output.begin(*model);
  ScoredLead lead;
  while (true) {
    const auto more = table->next();
    if (!more) return context.refuse(more.error());
    if (!*more) break;
    application.score(*table, kept, lead);
    output.add(lead);
  }
  output.end();
  application.tell_unreadable();
  return kDone;
}

}  // namespace

void add_score_apply(CLI::App& score, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = score.add_subcommand("apply", "Score the leads of a file with a saved model");
  command->add_option("MODEL", options->model, "A model that score train saved")->required();
  command->add_option("FILE", options->file, "CSV file of leads; - is standard input")->required();
  command->add_option("--keep", options->kept, "Columns to print beside each score: A,B")
      ->delimiter(',');
  add_output_format(*command, options->format, Tabular::yes);
  command->callback([options, &context] {
    context.run = [options, &context] { return run(context, *options); };
  });
}

}  // namespace tandem::cli
