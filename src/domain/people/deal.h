// A deal: an opportunity with an amount, won or lost in the end.
#pragma once

#include <optional>
#include <string>

#include "base/id.h"
#include "base/json.h"
#include "base/money.h"
#include "base/result.h"

namespace tandem::people {

enum class DealState { open, won, lost };
BOOST_DESCRIBE_ENUM(DealState, open, won, lost)

struct Deal {
  Id id;
  std::string name;
  std::optional<Id> contact_id;
  std::optional<Id> company_id;
  std::optional<Id> owner_id;
  DealState state = DealState::open;
  std::optional<std::int64_t> amount;   // what was agreed, minor units of `currency`
  std::optional<std::int64_t> revenue;  // what it has brought in so far, minor units
  std::string currency;                 // ISO 4217; empty while there is neither
  std::optional<Timestamp> opened_at;
  std::optional<Timestamp> closed_at;
  std::string flag;  // what is odd about it and was kept all the same; empty when nothing
  boost::json::value attributes;

  bool operator==(const Deal&) const = default;
};
BOOST_DESCRIBE_STRUCT(Deal, (),
                      (id, name, contact_id, company_id, owner_id, state, amount, revenue, currency,
                       opened_at, closed_at, flag, attributes))

// Flags.
inline constexpr std::string_view kWonBeforeFirstContact = "won_before_first_contact";

// What the deal earned: its revenue where it is known, else the amount of a won deal, else nothing.
std::optional<Money> earned(const Deal& deal);

// As updated(Contact): filled fields of `newer` replace, attributes merge.
Deal updated(Deal known, const Deal& newer);

}  // namespace tandem::people
