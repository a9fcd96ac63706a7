// A layout bound to the header of one file: where each field is, and under which names ids go.
// Private to imports; map_row.h is the way in.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <date/tz.h>

#include "base/described.h"
#include "domain/imports/map_row.h"

namespace tandem::imports {

// Every field of every kind, under the names that fields_of() gives.
enum class F {
  id,
  email,
  name,
  first_name,
  last_name,
  phone,
  title,
  company,
  company_name,
  origin,
  landing_page,
  first_seen_at,
  stage,
  visitor_at,
  lead_at,
  mql_at,
  sql_at,
  opportunity_at,
  customer_at,
  deleted,
  domain,
  industry,
  employees,
  contact,
  contact_email,
  state,
  won,
  closed,
  amount,
  revenue,
  currency,
  opened_at,
  closed_at,
  deal
};
BOOST_DESCRIBE_ENUM(F, id, email, name, first_name, last_name, phone, title, company, company_name,
                    origin, landing_page, first_seen_at, stage, visitor_at, lead_at, mql_at, sql_at,
                    opportunity_at, customer_at, deleted, domain, industry, employees, contact,
                    contact_email, state, won, closed, amount, revenue, currency, opened_at,
                    closed_at, deal)
inline constexpr std::size_t kFieldCount = static_cast<std::size_t>(F::deal) + 1;

struct BoundReference {
  std::size_t column = 0;
  std::string name;  // "olist:seller_id"
};

struct BoundLayout {
  Layout layout;
  std::vector<std::string> header;
  std::array<std::vector<std::size_t>, kFieldCount> fields;  // the first that has a value counts
  std::vector<std::size_t> attributes;
  std::vector<BoundReference> references;    // beside the identity
  std::vector<std::string> known_as;         // by column: the name its ids go by
  std::vector<std::string> header_currency;  // by column: of its amounts; empty when it says none
  std::string currency;                      // of amounts that carry none
  const date::time_zone* zone = nullptr;
  std::map<std::string, std::string> stages;   // in lower case -> ours
  std::set<std::string> missing;               // in lower case
  std::optional<lifecycle::Stage> lead_stage;  // of every row
  people::DealState deal_state = people::DealState::open;

  const std::vector<std::size_t>& columns(F field) const {
    return fields[static_cast<std::size_t>(field)];
  }
};

}  // namespace tandem::imports
