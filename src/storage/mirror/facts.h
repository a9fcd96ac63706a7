// What the mirror keeps of each record: the facts that figures are made of, with the rules already
// applied (how far a contact got, what a deal earned), so that a query only counts.
#pragma once

#include <string>

#include <date/tz.h>

#include "domain/lifecycle/standing.h"
#include "domain/people/deal.h"

namespace tandem::storage {

struct ContactFact {
  Id id;
  std::string origin;
  std::string landing_page;
  std::int64_t first_day = 0;  // days since 1970 in the workspace's zone
  std::string month;           // "2018-03", of first_day
  int stage = 0;               // now; a lifecycle::Stage as a number
  int reached = 0;             // the furthest stage ever
  std::optional<Timestamp> visitor_at, lead_at, mql_at, sql_at, opportunity_at, customer_at;
  // From the stage the contact came from; absent where the entry was not recorded or had none
  // before. 32 bits, which a median is taken of three times as fast as of doubles; no wait is
  // longer than the 68 years they hold, or it counts as that.
  std::optional<std::int32_t> seconds_to_lead, seconds_to_mql, seconds_to_sql,
      seconds_to_opportunity, seconds_to_customer;
};
BOOST_DESCRIBE_STRUCT(ContactFact, (),
                      (id, origin, landing_page, first_day, month, stage, reached, visitor_at,
                       lead_at, mql_at, sql_at, opportunity_at, customer_at, seconds_to_lead,
                       seconds_to_mql, seconds_to_sql, seconds_to_opportunity, seconds_to_customer))

struct DealFact {
  Id id;
  std::optional<Id> contact_id;
  std::optional<Id> company_id;
  std::string state;
  std::optional<std::int64_t> earned;  // minor units of currency
  std::string currency;
  std::optional<std::int64_t> day;  // closed, or else opened: days since 1970
};
BOOST_DESCRIBE_STRUCT(DealFact, (), (id, contact_id, company_id, state, earned, currency, day))

struct ActivityFact {
  Id id;
  int node = 0;
  std::string kind;
  Timestamp at;
  std::optional<Id> contact_id;
  std::optional<Id> company_id;
  std::optional<Id> deal_id;
};
BOOST_DESCRIBE_STRUCT(ActivityFact, (), (id, node, kind, at, contact_id, company_id, deal_id))

// What a contact's fact is made from.
struct ContactSource : lifecycle::Standing {
  Id id;
  std::string origin;
  std::string landing_page;
  Timestamp first_seen_at;
};
BOOST_DESCRIBE_STRUCT(ContactSource, (lifecycle::Standing),
                      (id, origin, landing_page, first_seen_at))

ContactFact fact_of(const ContactSource& contact, const date::time_zone& zone);
DealFact fact_of(const people::Deal& deal, const date::time_zone& zone);

}  // namespace tandem::storage
