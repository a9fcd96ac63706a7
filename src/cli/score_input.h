// Leads of a CSV file as the scoring room wants them.
#pragma once

#include <string>
#include <vector>

#include "cli/analysis_input.h"
#include "domain/scoring/training.h"

namespace tandem::cli {

struct ScoreInput {
  std::string label;
  std::string order_by;  // empty for none
  std::vector<std::string> excluded;
  scoring::EncodingOptions encoding;
};

struct LabelledLeads {
  scoring::TrainingData data;
  std::int64_t unlabelled = 0;  // rows without a label, which are left out
};

// Errors, at file, line and column: cli.no_column; cli.score.label_is_order;
// scoring.label_not_binary {value}; scoring.order_missing; scoring.order_unreadable {value}; those
// of AnalysisTable.
Result<LabelledLeads> read_labelled_leads(const std::string& path, const ScoreInput& input,
                                          Language language);

}  // namespace tandem::cli
