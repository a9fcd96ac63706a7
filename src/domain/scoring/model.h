// A learned score: what turns a lead's values into the probability that it converts, with the
// reasons. It is kept as one JSON document that names its format and version.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/scoring/calibration.h"
#include "domain/scoring/encoding.h"
#include "domain/scoring/explanation.h"

namespace tandem::scoring {

// Whether a model may be used, and the first reason why not: too few customers to learn from; no
// order that tells older leads from newer ones; older or newer leads of one class only; newer leads
// ranked hardly better than by chance; probabilities no better than saying the base rate of all.
enum class Verdict {
  promoted,
  few_positives,
  no_order,
  order_untestable,
  ordered_auc_low,
  no_better_than_base_rate
};
BOOST_DESCRIBE_ENUM(Verdict, promoted, few_positives, no_order, order_untestable, ordered_auc_low,
                    no_better_than_base_rate)

inline constexpr std::string_view kModelFormat = "tandem.score";
inline constexpr std::int64_t kModelVersion = 1;

struct Model {
  std::string format{kModelFormat};
  std::int64_t version = kModelVersion;
  std::string label;
  std::optional<std::string> order_by;
  Verdict verdict = Verdict::no_order;
  std::int64_t rows = 0;
  std::int64_t positives = 0;
  double lambda = 1;
  std::vector<std::string> missing;  // EncodingOptions::missing
  std::vector<Encoding> columns;
  double intercept = 0;
  std::vector<double> weights;  // one per feature, the columns' features side by side
  std::vector<double> means;    // of the features in training: the average lead
  Calibration calibration;

  // Errors: scoring.model_damaged, at the field.
  Result<void> validate() const;
};
BOOST_DESCRIBE_STRUCT(Model, (),
                      (format, version, label, order_by, verdict, rows, positives, lambda, missing,
                       columns, intercept, weights, means, calibration))

// Errors: scoring.not_a_model; scoring.model_version {found, known}; those of read_json, and
// scoring.model_damaged.
Result<Model> read_model(std::string_view document);
std::string write_model(const Model& model);

struct Scored {
  double probability = 0;
  std::vector<double> contributions;  // to the log-odds, one per column of the model
  std::vector<ValueState> states;     // likewise
};

// Scores leads quickly. Holds a reference to the model.
class Scorer {
 public:
  explicit Scorer(const Model& model);
  Scorer(const Scorer&) = delete;
  Scorer& operator=(const Scorer&) = delete;
  // `values`: one text per column of the model, in its order.
  void score(std::span<const std::string_view> values, Scored& scored) const;

 private:
  struct Column {
    Encoder encoder;
    std::size_t first = 0;  // its first feature
    double of_average = 0;  // what the column adds to the log-odds of the average lead
  };

  const Model* model_;
  MissingWords missing_;
  std::vector<Column> columns_;
  double average_log_odds_ = 0;
};

}  // namespace tandem::scoring
