#include "http/contact_filter.h"

#include "http/days.h"
#include "storage/workspace.h"

namespace tandem::http {
namespace {

constexpr std::int64_t kMostDaysBack = 36'500;

Result<void> read_owner(const std::string& owner, const Caller& caller,
                        storage::ContactFilter& filter) {
  if (owner == "none") {
    filter.unowned = true;
    return {};
  }
  filter.owner = owner == "me" ? caller.actor().member_id : parse_id(owner);
  if (!filter.owner) return Error::invalid("people.bad_owner", {}, "owner");
  return {};
}

}  // namespace

Result<void> ContactFilterQuery::validate() const {
  if (from && to && *to < *from) return Error::invalid("performance.period_backwards", {}, "to");
  if (seen && (*seen < 1 || *seen > kMostDaysBack)) {
    return Error::invalid("people.bad_days", {{"most", std::to_string(kMostDaysBack)}}, "seen");
  }
  return {};
}

bool ContactFilterQuery::is_empty() const {
  return !search && stage.empty() && !owner && !origin && !seen && !from && !to && !sort;
}

Result<storage::ContactFilter> filter_of(storage::Connection& db, const ContactFilterQuery& query,
                                         const Call& call, Timestamp now) {
  storage::ContactFilter filter;
  filter.search = query.search.value_or("");
  filter.stages = query.stage;
  if (query.owner) {
    if (auto good = read_owner(*query.owner, call.caller, filter); !good) return good.error();
  }
  filter.origin = query.origin;
  if (query.seen) filter.seen_since = now - std::chrono::days(*query.seen);
  if (!query.from && !query.to) return filter;
  const auto zone = storage::find_workspace(db).time_zone;
  if (query.from) filter.since = start_of(*query.from, zone);
  if (query.to) filter.until = end_of(*query.to, zone);
  return filter;
}

}  // namespace tandem::http
