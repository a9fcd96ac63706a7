#include "domain/scoring/training.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>

#include "domain/scoring/column_name.h"
#include "domain/scoring/ridge_logistic.h"

namespace tandem::scoring {
namespace {

struct Fitted {
  Features features;
  Model model;
};

Eigen::VectorXd labels_of(const TrainingData& data, const Rows& rows) {
  Eigen::VectorXd labels(std::ssize(rows));
  for (Eigen::Index i = 0; i < labels.size(); ++i) {
    labels[i] = data.labels[rows[static_cast<std::size_t>(i)]] ? 1 : 0;
  }
  return labels;
}

std::vector<double> column_means(const Design& x) {
  std::vector<double> means(static_cast<std::size_t>(x.cols()), 0);
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    for (Design::InnerIterator cell(x, i); cell; ++cell) {
      means[static_cast<std::size_t>(cell.col())] += cell.value();
    }
  }
  for (double& mean : means) mean /= static_cast<double>(x.rows());
  return means;
}

// From `rows`, which `in_order` says are in order of time.
Result<Fitted> fit_rows(const TrainingData& data, const Rows& rows, bool in_order,
                        const TrainingOptions& options) {
  auto features = learn_features(data.table, rows, options.encoding);
  if (!features) return std::move(features).error();
  const Design x = design(*features, data.table, rows);
  const auto labels = labels_of(data, rows);
  const auto folds = in_order ? time_blocks(rows.size(), options.folds)
                              : random_folds(rows.size(), options.folds, options.seed);
  const auto validated = choose_lambda(x, labels, folds, options.lambdas);
  const auto fit = fit_ridge_logistic(x, labels, validated.lambda);
  Model model;
  model.label = data.label;
  model.order_by = data.order_by;
  model.rows = std::ssize(rows);
  model.positives = std::llround(labels.sum());
  model.lambda = validated.lambda;
  model.missing = features->missing;
  model.columns = features->encodings;
  model.intercept = fit.intercept;
  model.weights.assign(fit.weights.begin(), fit.weights.end());
  model.means = column_means(x);
  model.calibration = calibrate(validated.held_out, validated.outcomes);
  return Fitted{*std::move(features), std::move(model)};
}

std::vector<double> probabilities(const Fitted& fitted, const TextTable& table, const Rows& rows) {
  const Design x = design(fitted.features, table, rows);
  const auto& model = fitted.model;
  const auto odds =
      log_odds({model.intercept,
                Eigen::Map<const Eigen::VectorXd>(model.weights.data(), std::ssize(model.weights))},
               x);
  std::vector<double> result;
  for (const double value : odds) result.push_back(model.calibration.probability(value));
  return result;
}

bool has_both(const std::vector<bool>& labels, const Rows& rows) {
  const auto positives = std::ranges::count_if(rows, [&](auto row) { return labels[row]; });
  return positives > 0 && positives < std::ssize(rows);
}

// Nothing when the split leaves nothing to learn from, or nothing to test.
std::optional<Evaluation> test_on(const TrainingData& data, const Split& split, bool in_order,
                                  const TrainingOptions& options) {
  if (split.test.empty() || !has_both(data.labels, split.train)) return std::nullopt;
  const auto fitted = fit_rows(data, split.train, in_order, options);
  if (!fitted) return std::nullopt;
  std::vector<bool> outcomes;
  for (const auto row : split.test) outcomes.push_back(data.labels[row]);
  auto evaluation = evaluate(outcomes, probabilities(*fitted, data.table, split.test));
  if (!evaluation) return std::nullopt;
  return *std::move(evaluation);
}

// By order; equal ones as the file has them.
Rows sorted_rows(const TrainingData& data) {
  Rows rows(data.labels.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  if (data.order_by) std::ranges::stable_sort(rows, {}, [&](auto row) { return data.order[row]; });
  return rows;
}

std::optional<Error> problem_of(const TrainingData& data) {
  if (data.labels.empty()) return Error::invalid("scoring.no_rows");
  std::set<std::string_view> names;
  for (const auto& column : data.table.columns) {
    if (column.rows() != data.labels.size()) return Error::invalid("scoring.sizes_differ");
    if (!names.insert(column.name()).second) {
      return Error::invalid("scoring.duplicate_column", {{"column", column.name()}});
    }
  }
  if (data.order_by && data.order.size() != data.labels.size()) {
    return Error::invalid("scoring.sizes_differ");
  }
  for (std::size_t i = 0; i < data.order.size(); ++i) {
    if (!std::isfinite(data.order[i])) {
      return Error::invalid("scoring.not_finite", {}, "order[" + std::to_string(i) + "]");
    }
  }
  const auto positives = std::ranges::count(data.labels, true);
  if (positives == 0 || positives == std::ssize(data.labels)) {
    return Error::invalid("scoring.one_class", {{"label", data.label}});
  }
  return std::nullopt;
}

}  // namespace

Verdict judge(const Evaluation* ordered, bool has_order, std::int64_t positives,
              const TrainingOptions& options) {
  if (positives < options.fewest_positives) return Verdict::few_positives;
  if (!has_order) return Verdict::no_order;
  if (!ordered || !ordered->auc) return Verdict::order_untestable;
  if (*ordered->auc < options.lowest_auc) return Verdict::ordered_auc_low;
  if (ordered->brier >= ordered->base_brier) return Verdict::no_better_than_base_rate;
  return Verdict::promoted;
}

Result<TrainingReport> train(const TrainingData& data, const TrainingOptions& options) {
  if (auto problem = problem_of(data)) return *std::move(problem);
  const auto told = [&](int fits) {
    if (options.progress) options.progress(fits);
  };
  const bool has_order = data.order_by.has_value();
  const auto rows = sorted_rows(data);
  auto fitted = fit_rows(data, rows, has_order, options);
  if (!fitted) return std::move(fitted).error();
  told(1);
  TrainingReport report;
  const auto random = random_split(data.labels, options.train_share, options.seed);
  report.random = test_on(data, random, false, options);
  told(2);
  if (has_order) {
    report.ordered = test_on(data, ordered_split(rows, options.train_share), true, options);
    report.dropped.push_back({*data.order_by, DropReason::order});
  }
  told(3);
  report.leaks = find_leaks(fitted->features, data.table, data.labels, data.label);
  auto& dropped = fitted->features.dropped;
  report.dropped.insert(report.dropped.end(), dropped.begin(), dropped.end());
  report.unreadable = std::move(fitted->features.unreadable);
  report.model = std::move(fitted->model);
  report.model.verdict = judge(report.ordered ? &*report.ordered : nullptr, has_order,
                               report.model.positives, options);
  report.effects = strongest_effects(report.model);
  return report;
}

}  // namespace tandem::scoring
