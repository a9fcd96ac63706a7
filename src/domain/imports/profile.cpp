#include "domain/imports/profile.h"

#include <algorithm>
#include <array>

#include "domain/imports/words.h"

namespace tandem::imports {
namespace {

constexpr std::size_t kMostStages = 30;
constexpr std::array<std::string_view, 10> kMissing{
    "select", "n/a", "#n/a", "null", "(null)", "\\n", "-", "--", "(blank)", "non renseigné"};

// The larger part: samples have a slip here and there.
bool mostly(std::size_t part, std::size_t whole) {
  return part * 5 >= whole * 4;
}

}  // namespace

bool Profile::suits(ValueShape shape) const {
  if (filled == 0) return true;
  switch (shape) {
    case ValueShape::text:
      return true;
    case ValueShape::email:
      return mostly(emails, filled);
    case ValueShape::date:
      return mostly(dates, filled);
    case ValueShape::figure:
      return mostly(figures, filled) && !mostly(dates, filled);
    case ValueShape::id:
      return mostly(distinct.size(), filled) && !mostly(dates, filled);
    case ValueShape::stage:
      return distinct.size() <= kMostStages && !mostly(figures, filled) && !mostly(dates, filled);
  }
  return true;
}

Profile profile_of(const std::vector<std::vector<std::string>>& sample, std::size_t column,
                   const std::set<std::string>& missing) {
  Profile profile;
  for (const auto& record : sample) {
    if (column >= record.size()) continue;
    const auto value = trimmed(record[column]);
    if (value.empty() || missing.contains(lower(value))) continue;
    ++profile.filled;
    if (profile.distinct.emplace(value).second) profile.in_order.emplace_back(value);
    const DateShape shape = date_shape(value);
    // Thirteen digits are milliseconds since 1970.
    const bool epoch = value.size() == 13 && value.find_first_not_of("0123456789") == value.npos;
    if (people::normalise_email(value)) ++profile.emails;
    if (shape != DateShape::no_date || epoch) ++profile.dates;
    if (is_figure(value)) ++profile.figures;
    if (shape == DateShape::day_first) profile.day_first = value;
    if (shape == DateShape::month_first) profile.month_first = value;
    if (shape == DateShape::either) profile.either = value;
  }
  return profile;
}

std::vector<std::string> missing_words(const std::vector<std::vector<std::string>>& sample) {
  std::vector<std::string> found;
  for (const auto& record : sample) {
    for (const auto& cell : record) {
      const auto value = trimmed(cell);
      if (value.empty() || value.size() > 16) continue;
      if (std::ranges::find(kMissing, lower(value)) == kMissing.end()) continue;
      if (std::ranges::find(found, value) == found.end()) found.emplace_back(value);
    }
  }
  return found;
}

}  // namespace tandem::imports
