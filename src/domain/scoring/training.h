// Learns a score from leads whose outcome is known, and says whether it may be used.
//
// Two tests, each on leads the fit has not seen. The *random* split takes 30 % of the leads at
// random; it flatters, as leads of the same week stand on both sides. The *ordered* split learns
// from the older 70 % and is tested on the newer 30 %, as in use. A model is promoted only when it
// ranks the newer leads (AUC at least .60) and its probabilities are better than saying the base
// rate of everybody (Brier < p(1-p)); with fewer than 100 customers the explicit score stays.
//
// Everything is learned on the training rows of each split: encodings, lambda (cross-validated over
// blocks of time where there is an order, else over random folds), weights, and the calibration,
// which sees held-out log-odds only. The model that is kept learns from all rows.
#pragma once

#include <functional>
#include <optional>

#include "domain/scoring/effects.h"
#include "domain/scoring/evaluation.h"
#include "domain/scoring/leaks.h"
#include "domain/scoring/model.h"

namespace tandem::scoring {

struct TrainingOptions {
  EncodingOptions encoding;
  std::vector<double> lambdas{0.1, 0.3, 1, 3, 10, 30, 100};
  double train_share = 0.7;
  std::size_t folds = 5;
  std::uint32_t seed = 1;
  std::int64_t fewest_positives = 100;
  double lowest_auc = 0.6;
  std::function<void(int)> progress;  // told after each of the three fits
};

struct TrainingData {
  TextTable table;  // without label and order
  std::string label;
  std::vector<bool> labels;             // one per row
  std::optional<std::string> order_by;  // the column `order` is of
  std::vector<double> order;            // one per row, older first; empty without an order
};

struct TrainingReport {
  std::optional<Evaluation> random;   // none when a class has too few rows to split
  std::optional<Evaluation> ordered;  // none without an order, or with one class before the cut
  Model model;
  std::vector<FeatureEffect> effects;  // the strongest ten
  std::vector<Leak> leaks;
  std::vector<DroppedColumn> dropped;
  std::vector<UnreadableValues> unreadable;
};

// Errors: scoring.no_rows; scoring.sizes_differ; scoring.one_class {label}; scoring.not_finite,
// field order[i]; scoring.duplicate_column {column}; those of learn_features.
Result<TrainingReport> train(const TrainingData& data, const TrainingOptions& options = {});

Verdict judge(const Evaluation* ordered, bool has_order, std::int64_t positives,
              const TrainingOptions& options);

}  // namespace tandem::scoring
