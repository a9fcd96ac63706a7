// Counting for the figures both teams read: facts from the mirror, rules from domain/performance.
#pragma once

#include "domain/performance/funnel.h"
#include "domain/performance/sources.h"
#include "storage/ledger/ledger.h"
#include "storage/mirror/mirror.h"

namespace tandem::storage {

struct FunnelQuery {
  std::optional<performance::Grouping> by;
  std::optional<Date> from;  // first and last day on which the contacts were first known
  std::optional<Date> to;
  std::optional<std::string> origin;  // only contacts of this origin; "" for those without one
};
BOOST_DESCRIBE_STRUCT(FunnelQuery, (), (by, from, to, origin))

struct SourcesQuery {
  std::optional<Date> from;
  std::optional<Date> to;
};
BOOST_DESCRIBE_STRUCT(SourcesQuery, (), (from, to))

// Error: performance.period_backwards (field "to"), when the period ends before it begins.
Result<performance::Funnel> funnel(Mirror& mirror, const FunnelQuery& query, Language language);
Result<performance::Sources> sources(Mirror& mirror, const SourcesQuery& query,
                                     const std::string& workspace_currency, Language language);

// What there is, for the head of every screen.
struct Holdings {
  std::int64_t contacts = 0;
  std::int64_t deals = 0;
  std::optional<Date> first_contact_on;
  std::optional<Date> last_contact_on;
  std::vector<std::string> origins;  // most contacts first; "" for those without one
};
Holdings holdings(Mirror& mirror);

}  // namespace tandem::storage
