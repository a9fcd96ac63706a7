// A visit: what one visitor did on the company's websites without a pause of half an hour. It is
// folded from the activities of the visitor as they come, so that "who is on the site now" is known
// without counting.
//
// Example. Page views at 10:00 (/), 10:04 (/pricing) and 10:50 (/demo): the first two are one visit
// of two pages that began at 10:00, the third begins another.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "domain/timeline/activity.h"

namespace tandem::timeline {

// Without a sign of the visitor for that long, a visit is over.
inline constexpr std::chrono::minutes kVisitGap{30};
// A visitor counts as being on the site for that long after the last sign.
inline constexpr std::chrono::minutes kPresence{5};

// Whether such an activity shows somebody on the site. What a customer's server tells of a person
// does not: it knows no page.
bool is_on_site(ActivityKind kind, const boost::json::value& detail);

struct Visit {
  Timestamp began_at;
  Timestamp last_at;
  int pages = 0;      // viewed
  std::string url;    // of the page the visitor is on
  std::string title;  // of that page
  // Where the visit came from: the campaign's source, else the host of the page that linked here;
  // empty when it came from nowhere we know.
  std::string source;

  bool operator==(const Visit&) const = default;
};

// The visit that an activity begins. Precondition here and below: is_on_site().
Visit begin_visit(const Activity& activity);
// Whether the activity is part of the visit; it may come a little out of order.
bool belongs_to(const Visit& visit, const Activity& activity);
void extend(Visit& visit, const Activity& activity);

// When the visit under way at `at` began, and when the visitor was last seen before it. `before`:
// earlier signs of the visitor, newest first, which may end before the beginning of the visit is
// reached; then `is_known` is false and `began_at` is as far back as they go.
struct VisitStart {
  Timestamp began_at;
  std::optional<Timestamp> seen_before = {};
  bool is_known = true;
};
VisitStart start_of_visit(Timestamp at, std::span<const Timestamp> before, bool has_more);

// A text of an activity's detail ("url", "title", "referrer"); empty when there is none.
std::string_view text_of(const boost::json::value& detail, std::string_view name);

// "/pricing/teams" of "https://shop.example.org/pricing/teams?utm_source=x#top".
std::string_view path_of(std::string_view url);

}  // namespace tandem::timeline
