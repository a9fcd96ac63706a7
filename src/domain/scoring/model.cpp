#include "domain/scoring/model.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/json.h"
#include "domain/scoring/features.h"

namespace tandem::scoring {
namespace {

constexpr double kLargest = 1e9;  // of what a sound model can hold: weights, standardised values

bool sound(double value) {
  return std::abs(value) <= kLargest;  // false for NaN
}
bool all_sound(const std::vector<double>& values) {
  return std::ranges::all_of(values, sound);
}

Error damaged(std::string field) {
  return Error::invalid("scoring.model_damaged", {}, std::move(field));
}

bool sound_encoding(const Encoding& encoding) {
  if (encoding.kind == ColumnKind::categorical) return true;
  if (!(encoding.scale > 0) || !(encoding.low <= encoding.high)) return false;
  const auto standard = [&](double x) {
    return x / encoding.scale - encoding.mean / encoding.scale;
  };
  return sound(standard(encoding.low)) && sound(standard(encoding.high)) &&
         sound(standard(encoding.fill));
}

bool sound_calibration(const Calibration& calibration) {
  const auto& knots = calibration.knots;
  if (calibration.method == CalibrationMethod::isotonic && knots.empty()) return false;
  const auto in_order = [](const auto& one, const auto& next) {
    return one.log_odds < next.log_odds && one.probability <= next.probability;
  };
  for (std::size_t i = 0; i < knots.size(); ++i) {
    if (!sound(knots[i].log_odds) || !(knots[i].probability >= 0 && knots[i].probability <= 1)) {
      return false;
    }
    if (i > 0 && !in_order(knots[i - 1], knots[i])) return false;
  }
  return sound(calibration.slope) && sound(calibration.offset);
}

}  // namespace

Result<void> Model::validate() const {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool known_already = !names.insert(columns[i].column).second;
    if (known_already || !sound_encoding(columns[i])) {
      return damaged("columns[" + std::to_string(i) + "]");
    }
  }
  const auto count = feature_count(columns);
  if (columns.empty()) return damaged("columns");
  if (!sound(intercept)) return damaged("intercept");
  if (weights.size() != count || !all_sound(weights)) return damaged("weights");
  if (means.size() != count || !all_sound(means)) return damaged("means");
  if (!sound_calibration(calibration)) return damaged("calibration");
  return {};
}

Result<Model> read_model(std::string_view document) {
  const auto value = parse_json(document);
  if (!value) return value.error();
  const auto* object = value->if_object();
  const auto* format = object ? object->if_contains("format") : nullptr;
  if (!format || *format != boost::json::value(kModelFormat))
    return Error::invalid("scoring.not_a_model");
  const auto* version = object->if_contains("version");
  if (!version || *version != boost::json::value(kModelVersion)) {
    return Error::invalid("scoring.model_version",
                          {{"found", version ? print_json(*version) : std::string("?")},
                           {"known", std::to_string(kModelVersion)}});
  }
  return from_json<Model>(*value);
}

std::string write_model(const Model& model) {
  return print_json_indented(to_json(model));
}

Scorer::Scorer(const Model& model) : model_(&model), missing_(model.missing) {
  average_log_odds_ = model.intercept;
  std::size_t first = 0;
  for (const auto& encoding : model.columns) {
    Column column{Encoder(encoding, missing_), first, 0};
    const auto end = first + feature_count(encoding);
    for (; first < end; ++first) column.of_average += model.weights[first] * model.means[first];
    average_log_odds_ += column.of_average;
    columns_.push_back(std::move(column));
  }
}

void Scorer::score(std::span<const std::string_view> values, Scored& scored) const {
  scored.contributions.resize(columns_.size());
  scored.states.resize(columns_.size());
  double log_odds = average_log_odds_;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto& column = columns_[i];
    const auto encoded = column.encoder.encode(values[i]);
    double contribution = -column.of_average;
    for (std::size_t f = 0; f < encoded.count; ++f) {
      const auto& feature = encoded.features[f];
      contribution +=
          model_->weights[column.first + static_cast<std::size_t>(feature.index)] * feature.value;
    }
    scored.contributions[i] = contribution;
    scored.states[i] = encoded.state;
    log_odds += contribution;
  }
  scored.probability = model_->calibration.probability(log_odds);
}

}  // namespace tandem::scoring
