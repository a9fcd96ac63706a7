// Logs of attempts, as `tandem cadence fit` reads them.
#pragma once

#include <string>
#include <vector>

#include "cli/analysis_input.h"
#include "domain/followup/attempt_report.h"

namespace tandem::cli {

// Names of columns; empty: recognised by the usual names, and left out where there is none.
struct AttemptColumns {
  std::string lead;
  std::string attempt;
  std::string time;
  std::string outcome;
  std::string segment;
  std::string delay;
  std::string gap;
  std::string channel;
  std::string
      delay_unit;  // "minutes", "hours", "days"; empty: what the column's name says, or minutes
  std::string gap_unit;  // likewise, or hours
};

// The room's refusal comes with the line at which it is. Errors: those of AnalysisTable and of
// attempt_history; cli.cadence.which_column {option, columns}; followup.outcome_unreadable {value};
// followup.empty_lead; followup.negative.
Result<followup::AttemptHistory> read_attempts(const std::string& path, Language language,
                                               const AttemptColumns& columns);

}  // namespace tandem::cli
