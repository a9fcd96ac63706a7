// What each source of contacts brought: leads, customers, revenue.
//
// Example. paid_search: 1,586 leads, 195 customers, 12.3 % (95 % interval 10.8 to 14.0 %),
// 151,444.15 BRL, 95.49 BRL a lead.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "domain/performance/funnel.h"

namespace tandem::performance {

// Facts.
struct SourceCount {
  std::string origin;
  std::int64_t leads = 0;      // contacts that reached lead or beyond
  std::int64_t customers = 0;  // of these, those that became customers
};
BOOST_DESCRIBE_STRUCT(SourceCount, (), (origin, leads, customers))

// Money earned by the deals of an origin's contacts, one row per origin and currency. The origin of
// deals that no contact is known for is kNoContact.
struct SourceRevenue {
  std::string origin;
  std::string currency;
  std::int64_t amount = 0;
  std::int64_t deals = 0;
};
BOOST_DESCRIBE_STRUCT(SourceRevenue, (), (origin, currency, amount, deals))

inline constexpr std::string_view kNoContact = "(no contact)";

struct Source {
  std::string origin;  // empty: contacts without one
  std::int64_t leads = 0;
  std::int64_t customers = 0;
  std::optional<double> conversion;  // customers / leads, with its 95 % interval
  std::optional<double> low;
  std::optional<double> high;
  Money revenue;
  std::optional<Money> revenue_per_lead;  // rounded to the minor unit; none without leads
};
BOOST_DESCRIBE_STRUCT(Source, (),
                      (origin, leads, customers, conversion, low, high, revenue, revenue_per_lead))

struct Sources {
  std::vector<Source> sources;       // by leads, most first
  Source total;                      // origin "total"
  std::vector<Money> other_revenue;  // in other currencies than `revenue`, which are never added up
  Definitions definitions;
  Period period;
  Timestamp as_of;
};
BOOST_DESCRIBE_STRUCT(Sources, (), (sources, total, other_revenue, definitions, period, as_of))

// The currency of `revenue` is the one most deals are in (the workspace's when there is none).
Sources sources(const std::vector<SourceCount>& counts, const std::vector<SourceRevenue>& revenue,
                const std::string& workspace_currency);

Definitions sources_definitions(Language language);

}  // namespace tandem::performance
