// What columns are called in exports of all kinds, in English and French. Private to imports.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/imports/bound_layout.h"

namespace tandem::imports {

// What the values of a field look like.
enum class ValueShape { text, email, date, figure, id, stage };

struct Synonyms {
  F field;
  ValueShape shape;
  double weight;                        // how much finding the field speaks for the kind
  std::vector<std::string_view> names;  // the likelier first; words in any order
};

// The fields of a kind that can be found by name.
const std::vector<Synonyms>& synonyms(Kind kind);

// Words that only repeat what the file is about: "deal" in "deal amount".
const std::vector<std::string_view>& kind_words(Kind kind);

// The words of a column's name that mean something, in the order of the alphabet: "Date de
// création" is "creation date". Without the words that name the kind when `kind` is given, unless
// none is left.
std::string key_of(std::string_view name);
std::string key_of(std::string_view name, Kind kind);

}  // namespace tandem::imports
