#include "domain/scoring/encoding.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/ascii.h"
#include "base/number.h"
#include "domain/scoring/column_name.h"

namespace tandem::scoring {
namespace {

constexpr std::int64_t kFewestOfIdentifier = 20;  // rows, before distinct values mean anything

// What a column holds in the training rows.
struct Profile {
  std::vector<std::int64_t> rows_of;           // by code
  std::vector<std::optional<double>> numbers;  // by code
  std::vector<bool> missing;                   // by code
  std::int64_t rows = 0;
  std::int64_t present = 0;   // rows that are not missing
  std::int64_t distinct = 0;  // values that are not missing
  std::int64_t numeric = 0;   // rows with a finite number
};

Profile profile(const TextColumn& column, const Rows& rows, const MissingWords& missing) {
  Profile result;
  const auto& values = column.values();
  result.rows_of.assign(values.size(), 0);
  for (const auto row : rows) ++result.rows_of[column.code(row)];
  result.rows = static_cast<std::int64_t>(rows.size());
  for (std::size_t code = 0; code < values.size(); ++code) {
    const auto count = result.rows_of[code];
    result.missing.push_back(missing.contain(values[code]));
    result.numbers.emplace_back();
    if (count == 0 || result.missing[code]) continue;
    ++result.distinct;
    result.present += count;
    if (const auto number = parse_number(values[code])) {
      result.numbers[code] = *number;
      result.numeric += count;
    }
  }
  return result;
}

// Numbers with how many rows have them, ascending.
using Counted = std::vector<std::pair<double, std::int64_t>>;

Counted counted_numbers(const Profile& profile) {
  Counted counted;
  for (std::size_t code = 0; code < profile.numbers.size(); ++code) {
    if (profile.numbers[code]) counted.emplace_back(*profile.numbers[code], profile.rows_of[code]);
  }
  std::ranges::sort(counted);
  return counted;
}

// The number at `place` (0-based) of all rows in ascending order.
double at_place(const Counted& counted, std::int64_t place) {
  for (const auto& [number, rows] : counted) {
    if (place < rows) return number;
    place -= rows;
  }
  return counted.back().first;
}

void learn_numbers(const Counted& counted, std::int64_t rows, double clip, Encoding& encoding) {
  const auto cut = static_cast<std::int64_t>(std::floor(clip * static_cast<double>(rows)));
  encoding.low = at_place(counted, cut);
  encoding.high = at_place(counted, rows - 1 - cut);
  if (encoding.low == encoding.high) {  // a rare flag: its few rows are all there is to see
    encoding.low = counted.front().first;
    encoding.high = counted.back().first;
  }
  encoding.fill = std::midpoint(at_place(counted, (rows - 1) / 2), at_place(counted, rows / 2));
  encoding.fill = std::clamp(encoding.fill, encoding.low, encoding.high);
  // In units of the largest, so that the squares of 1e300 do not overflow.
  const double unit = std::max(std::abs(encoding.low), std::abs(encoding.high));
  if (unit == 0) return;
  const auto clipped = [&](double number) {
    return std::clamp(number, encoding.low, encoding.high) / unit;
  };
  double mean = 0;
  for (const auto& [number, count] : counted) mean += clipped(number) * static_cast<double>(count);
  mean /= static_cast<double>(rows);
  double squares = 0;
  for (const auto& [number, count] : counted) {
    squares += (clipped(number) - mean) * (clipped(number) - mean) * static_cast<double>(count);
  }
  encoding.mean = mean * unit;
  const double deviation = std::sqrt(squares / static_cast<double>(rows));
  // Below this it is rounding.
  if (deviation > 1e-12 && std::isnormal(deviation * unit)) encoding.scale = deviation * unit;
}

// 1, 2, 3, ... down the file, or backwards.
bool counts_rows(const TextColumn& column, const Rows& rows, const Profile& profile) {
  const auto number = [&](std::size_t i) { return profile.numbers[column.code(rows[i])]; };
  if (!number(0) || !number(1)) return false;
  const double step = *number(1) - *number(0);
  if (std::abs(step) != 1) return false;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (!number(i) || *number(i) - *number(i - 1) != step) return false;
  }
  return true;
}

bool is_identifier(const TextColumn& column, const Rows& rows, const Profile& profile, bool numeric,
                   const EncodingOptions& options) {
  if (profile.present < kFewestOfIdentifier) return false;
  if (!numeric) {
    return static_cast<double>(profile.distinct) >=
           options.id_share * static_cast<double>(profile.present);
  }
  if (profile.distinct != profile.present) return false;
  const bool whole = std::ranges::all_of(profile.numbers, [](const auto& number) {
    return !number || *number == std::floor(*number);
  });
  return whole && (named_like_identifier(column.name()) || counts_rows(column, rows, profile));
}

std::vector<std::string> frequent_levels(const TextColumn& column, const Profile& profile,
                                         const EncodingOptions& options) {
  const auto fewest =
      std::max(options.fewest_rows, static_cast<std::int64_t>(std::ceil(
                                        options.fewest_share * static_cast<double>(profile.rows))));
  std::vector<std::size_t> codes;
  for (std::size_t code = 0; code < profile.rows_of.size(); ++code) {
    if (!profile.missing[code] && profile.rows_of[code] >= fewest) codes.push_back(code);
  }
  const auto before = [&](std::size_t one, std::size_t other) {
    if (profile.rows_of[one] != profile.rows_of[other]) {
      return profile.rows_of[one] > profile.rows_of[other];
    }
    return column.values()[one] < column.values()[other];
  };
  std::ranges::sort(codes, before);
  if (std::ssize(codes) > options.most_levels) {
    codes.resize(static_cast<std::size_t>(options.most_levels));
  }
  std::vector<std::string> levels;
  for (const auto code : codes) levels.push_back(column.values()[code]);
  return levels;
}

}  // namespace

std::size_t feature_count(const Encoding& encoding) {
  return encoding.kind == ColumnKind::numeric ? 2 : encoding.levels.size() + 2;
}

LearnedColumn learn_column(const TextColumn& column, const Rows& rows,
                           const EncodingOptions& options) {
  const MissingWords missing(options.missing);
  const auto seen = profile(column, rows, missing);
  const bool numeric = static_cast<double>(seen.numeric) >=
                       options.numeric_share * static_cast<double>(seen.present);
  const auto dropped = [](DropReason reason) { return LearnedColumn{{}, reason, 0}; };
  if (seen.present == 0) return dropped(DropReason::empty);
  if (seen.distinct == 1 && seen.present == seen.rows) return dropped(DropReason::constant);
  if (is_identifier(column, rows, seen, numeric, options)) return dropped(DropReason::identifier);
  Encoding encoding;
  encoding.column = column.name();
  if (numeric) {
    learn_numbers(counted_numbers(seen), seen.numeric, options.clip, encoding);
    return {encoding, {}, seen.present - seen.numeric};
  }
  encoding.kind = ColumnKind::categorical;
  encoding.levels = frequent_levels(column, seen, options);
  if (encoding.levels.empty() && seen.present == seen.rows) return dropped(DropReason::rare);
  return {encoding, {}, 0};
}

MissingWords::MissingWords(const std::vector<std::string>& words) {
  for (const auto& word : words) words_.push_back(ascii_lower(trimmed(word)));
}

bool MissingWords::contain(std::string_view text) const {
  const auto bare = trimmed(text);
  return std::ranges::any_of(words_,
                             [&](const auto& word) { return equal_ignoring_case(word, bare); });
}

Encoder::Encoder(const Encoding& encoding, const MissingWords& missing)
    : encoding_(&encoding), missing_(&missing) {
  for (const auto& level : encoding.levels) level_of_.emplace(level, std::ssize(level_of_));
}

EncodedValue Encoder::encode(std::string_view text) const {
  return encoding_->kind == ColumnKind::numeric ? number(text) : level(text);
}

EncodedValue Encoder::number(std::string_view text) const {
  if (missing_->contain(text)) return no_number(ValueState::missing);
  const auto number = parse_number(text);
  if (!number) return no_number(ValueState::unreadable);
  const double clipped = std::clamp(*number, encoding_->low, encoding_->high);
  // Divided apart, as the difference of two huge numbers may overflow.
  const double standard = clipped / encoding_->scale - encoding_->mean / encoding_->scale;
  return {{{{0, standard}, {}}}, 1, ValueState::known};
}

EncodedValue Encoder::no_number(ValueState state) const {
  const double standard = encoding_->fill / encoding_->scale - encoding_->mean / encoding_->scale;
  return {{{{0, standard}, {1, 1.0}}}, 2, state};
}

EncodedValue Encoder::level(std::string_view text) const {
  const auto other = std::ssize(encoding_->levels);
  const auto flag = [](Eigen::Index index, ValueState state) {
    return EncodedValue{{{{index, 1.0}, {}}}, 1, state};
  };
  const auto found = level_of_.find(text);
  if (found != level_of_.end()) return flag(found->second, ValueState::known);
  if (missing_->contain(text)) return flag(other + 1, ValueState::missing);
  return flag(other, ValueState::other);
}

}  // namespace tandem::scoring
