// What a declaration leads one to expect of each attribute: of one persona's customers, or of all
// customers, who are a mix of the personas by their declared shares.
//
// Example. Two personas of equal share, one all "offline", one half "offline" and half "online": of
// all customers 75 % are expected to be "offline".
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "domain/personas/declared.h"
#include "domain/personas/numeric_distribution.h"

namespace tandem::personas {

struct ExpectedShare {
  std::string value;
  double share = 0;
};

struct Expected {
  std::string attribute;
  std::vector<ExpectedShare> values;           // sum to 1; none for a number
  std::optional<NumericDistribution> numbers;  // of a number
  bool bounded = false;  // nobody was expected below or above `numbers`; not so for a sample
  double sample_size = std::numeric_limits<double>::infinity();  // what it was estimated from
  bool scaled = false;  // the declared weights did not sum to 1
};

// Of each attribute, in the order declared. Precondition of all: valid.
std::vector<Expected> expected_of(const DeclaredPersona& persona);
// Of those attributes that every persona with a share declares; the others say nothing about all
// customers.
std::vector<Expected> expected_of_all(const Declaration& declaration);

// The declared share of the customers, of each persona; equal where none is declared. Sums to 1.
std::vector<double> persona_shares(const Declaration& declaration);

}  // namespace tandem::personas
