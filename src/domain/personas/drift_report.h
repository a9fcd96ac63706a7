// A declaration against a table of customers: all of them against the personas together, and, where
// each customer's persona is known, each persona against its own customers. Counts one customer at
// a time; of an attribute with values only their counts are kept.
//
// Example. Two personas, declared to be half of the customers each. Of 100 customers 90 are of the
// first and none of the second, though 40 people of the second were worked on: it never buys.
#pragma once

#include <span>

#include "domain/personas/drift.h"
#include "domain/personas/outcomes.h"

namespace tandem::personas {

struct PersonaDrift {
  std::string persona;
  double declared_share = 0;
  std::optional<double> actual_share;  // of all customers; nothing without customers
  std::int64_t customers = 0;
  bool enough = false;
  std::vector<AttributeDrift> attributes;
  PersonaOutcome outcome;
};
BOOST_DESCRIBE_STRUCT(PersonaDrift, (),
                      (persona, declared_share, actual_share, customers, enough, attributes,
                       outcome))

struct DriftReport {
  std::int64_t customers = 0;
  bool enough = false;
  std::vector<AttributeDrift> attributes;  // those that every persona declares
  std::vector<std::string> left_out;       // those that only some personas declare
  std::vector<PersonaDrift> personas;      // when each customer's persona is known
  std::int64_t of_no_persona = 0;          // customers whose persona is not declared
};
BOOST_DESCRIBE_STRUCT(DriftReport, (),
                      (customers, enough, attributes, left_out, personas, of_no_persona))

// What one person has in one attribute.
struct Cell {
  bool known = false;
  std::string_view text;  // of an attribute with values
  double number = 0;      // of a number; within ±kLargestNumber
};

struct DriftOptions {
  bool by_persona = false;  // each person's persona is known
  bool only_won = false;    // people are customers when they were won; otherwise all are
};

class DriftCount {
 public:
  struct Attribute {
    std::string name;
    bool numeric = false;
  };

  // Precondition: a valid declaration.
  DriftCount(Declaration declaration, DriftOptions options);

  // Every attribute that some persona declares, once.
  const std::vector<Attribute>& attributes() const { return attributes_; }

  // `cells` in the order of attributes(). `persona`: by name, where it is known.
  void add(std::span<const Cell> cells, std::string_view persona, const Outcome& outcome);

  DriftReport report() const;

 private:
  struct Group {
    std::int64_t customers = 0;
    std::vector<Observed> observed;  // of each attribute
    std::vector<Outcome> outcomes;   // of all people
  };

  void count(Group& group, std::span<const Cell> cells) const;
  Drift compare(const std::vector<Expected>& expected, const Group& group) const;
  PersonaDrift compare_persona(std::size_t persona, double declared_share) const;
  std::size_t place_of(std::string_view attribute) const;

  Declaration declaration_;
  DriftOptions options_;
  std::vector<Attribute> attributes_;
  Group all_;
  std::vector<Group> personas_;
  std::int64_t of_no_persona_ = 0;
};

}  // namespace tandem::personas
