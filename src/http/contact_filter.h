// What the contact list is narrowed to and sorted by, as the list itself and its file are asked
// for.
#pragma once

#include "base/business_calendar.h"
#include "http/router.h"
#include "storage/contact_list.h"

namespace tandem::http {

// Days are those of the workspace's time zone.
struct ContactFilterQuery {
  std::optional<std::string> search;
  std::vector<lifecycle::Stage> stage;  // any of them
  std::optional<std::string> owner;     // a member's id, "me", or "none"
  std::optional<std::string> origin;
  std::optional<std::int64_t> seen;  // on the websites within so many days
  std::optional<Date> from;          // first known that day or later,
  std::optional<Date> to;            // that day included
  std::optional<storage::ContactSort> sort;

  // Errors: performance.period_backwards, people.bad_days {most}, with their fields.
  Result<void> validate() const;
  // Whether it asks for anything but all contacts in no order.
  bool is_empty() const;
};
BOOST_DESCRIBE_STRUCT(ContactFilterQuery, (), (search, stage, owner, origin, seen, from, to, sort))

// Error: people.bad_owner.
Result<storage::ContactFilter> filter_of(storage::Connection& db, const ContactFilterQuery& query,
                                         const Call& call, Timestamp now);

}  // namespace tandem::http
