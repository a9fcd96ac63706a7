// The six stages of a contact, and which team owns each.
//
// A visitor came to the site; a lead left a name; an MQL (marketing-qualified lead) may become a
// customer; an SQL (sales-qualified lead) was accepted by sales; an opportunity is a real chance of
// a sale; a customer has bought. Marketing owns the first three, sales the last three.
#pragma once

#include <array>

#include "base/described.h"

namespace tandem::lifecycle {

enum class Stage { visitor, lead, mql, sql, opportunity, customer };
BOOST_DESCRIBE_ENUM(Stage, visitor, lead, mql, sql, opportunity, customer)

inline constexpr std::array kStages{Stage::visitor, Stage::lead,        Stage::mql,
                                    Stage::sql,     Stage::opportunity, Stage::customer};

// The team whose turn it is.
enum class Owner { marketing, sales };
BOOST_DESCRIBE_ENUM(Owner, marketing, sales)

constexpr Owner owner(Stage stage) {
  return stage <= Stage::mql ? Owner::marketing : Owner::sales;
}

}  // namespace tandem::lifecycle
