// Visits: what one visitor did on the company's websites without a long pause.
//
// A visit ends when the visitor does nothing for half an hour (visit.h), and when a page is opened
// by a campaign other than the visit's own: who comes back by another advertisement comes anew.
// What else happens meanwhile (a stage reached, a call) interrupts no visit. The visit's source is
// raw here: the address of its first page, with the campaign in it, and the page that led there.
//
// Example. Ada opens /?utm_campaign=spring from a search at 9:00, /prices at 9:05 (12 seconds
// engaged), and /contact at 9:50. The first two are one visit of two pages and 12 seconds, begun by
// /?utm_campaign=spring; the third is a visit of its own, because of the 45 minutes between.
//
// A timeline is read in pages, so the oldest visit of a page may have begun before it: the caller
// says which activity of that visitor came before the page, and the visit is marked as going on.
// The detail of a website activity has "url", "referrer" and "title"; that of page_engaged
// "seconds".
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "domain/timeline/visit.h"

namespace tandem::timeline {

struct TimelineVisit {
  Id visitor_id;
  Timestamp began_at;
  Timestamp ended_at;
  std::string landing_url;  // empty when the visit goes on before the page, as the one below
  std::string referrer;
  std::string campaign;              // campaign_of(landing_url)
  std::int64_t pages = 0;            // page views
  double engaged_seconds = 0;        // that pages were looked at
  bool goes_on = false;              // it began before the oldest activity that was read
  std::vector<Activity> activities;  // newest first
};

// Newest first; a visit stands where its newest activity stood.
using Entry = std::variant<TimelineVisit, Activity>;

// `newest_first`: a page of a timeline. `before`: by visitor, the activity that came before the
// oldest of theirs in the page, where there is one.
std::vector<Entry> group_visits(std::vector<Activity> newest_first,
                                const std::map<Id, Activity>& before);

// The campaign parameters of an address, utm_* and the click ids of advertisers, in the order of
// the address: "utm_source=news&utm_medium=email". Empty without any.
std::string campaign_of(std::string_view url);

}  // namespace tandem::timeline
