// Revisit: when the owner of a contact is told that it is on the site.
//
// Two things are worth telling: the contact returned after a pause, or it reached a page that
// matters. The pause is counted from the last sign before this visit, or from the day the company
// first knew of the contact when it was never on the site before. One visit is one return, however
// many pages it has, and the owner hears of a contact once in so many minutes at most, whatever it
// does.
//
// Example. A pause of 24 hours, one notice an hour, "/pricing*" matters. Ada was last seen on
// Monday 09:00. Wednesday 10:00, any page: told (returned). 10:20, /pricing: not told, the hour is
// not over. 11:05, /pricing/teams in the same visit: told (important_page). 11:30 on Thursday, the
// home page: told (returned) if Ada's last sign was before 11:30 on Wednesday, otherwise not.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "domain/timeline/visit.h"

namespace tandem::timeline {

struct RevisitSettings {
  int pause_hours = 24;
  int throttle_minutes = 60;
  // Of a page's path: "*" stands for any run of characters, case does not matter.
  std::vector<std::string> important_pages = {};

  bool operator==(const RevisitSettings&) const = default;

  // Errors: timeline.bad_pause {least, most} (1 to 2160 hours), timeline.bad_throttle {least, most}
  // (0 to 10080 minutes), timeline.too_many_pages {most} (50), timeline.bad_page_pattern {pattern}
  // (neither "/" nor "*" comes first, a space, more than 200 bytes).
  Result<void> validate() const;
};
BOOST_DESCRIBE_STRUCT(RevisitSettings, (), (pause_hours, throttle_minutes, important_pages))

// Whether a page's path is one of those that matter.
bool is_important(std::string_view url, const RevisitSettings& settings);

enum class RevisitReason { returned, important_page };
BOOST_DESCRIBE_ENUM(RevisitReason, returned, important_page)

// Longer ago is history, brought by an import or by a server that was away: news for nobody.
inline constexpr std::chrono::days kRevisitIsNews{3};

struct RevisitFacts {
  ActivityKind kind = ActivityKind::page_viewed;
  Timestamp at;
  std::string_view url = {};              // empty when it is unknown
  VisitStart visit = {};                  // that the activity is part of
  Timestamp known_since;                  // when the company first knew of the contact
  std::optional<Timestamp> told_at = {};  // of the visit that the owner was last told of
};

// Why the owner is to be told at `now`, if so.
std::optional<RevisitReason> revisit(const RevisitFacts& facts, const RevisitSettings& settings,
                                     Timestamp now);

}  // namespace tandem::timeline
