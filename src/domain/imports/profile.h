// What the values of a column look like, from a sample. Private to imports.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "domain/imports/dates.h"
#include "domain/imports/synonyms.h"

namespace tandem::imports {

struct Profile {
  std::size_t filled = 0;
  std::size_t emails = 0;
  std::size_t dates = 0;
  std::size_t figures = 0;
  std::set<std::string> distinct;
  std::vector<std::string> in_order;  // the distinct ones as they came
  // A date that can be read in only one way, or in two; empty when there is none.
  std::string day_first;
  std::string month_first;
  std::string either;

  // Whether a field of this shape can be what the column holds. A column without values can be all.
  bool suits(ValueShape shape) const;
};

// `missing`: values that mean "not known", in lower case; they count as blank.
Profile profile_of(const std::vector<std::vector<std::string>>& sample, std::size_t column,
                   const std::set<std::string>& missing);

// Of the words that systems write for "not known" (Select, N/A, NULL ...), those in the sample.
std::vector<std::string> missing_words(const std::vector<std::vector<std::string>>& sample);

}  // namespace tandem::imports
