#include "domain/timeline/groups.h"

#include <algorithm>

namespace tandem::timeline {

std::optional<Group> group_of(ActivityKind kind) {
  switch (kind) {
    case ActivityKind::page_viewed:
    case ActivityKind::page_engaged:
    case ActivityKind::link_clicked:
    case ActivityKind::file_downloaded:
    case ActivityKind::form_submitted:
    case ActivityKind::shared:
    case ActivityKind::event_tracked:
    case ActivityKind::identified:
    case ActivityKind::consent_changed:
    case ActivityKind::contact_revisited:
      return Group::website;
    case ActivityKind::call_logged:
    case ActivityKind::email_logged:
    case ActivityKind::meeting_logged:
    case ActivityKind::note_written:
      return Group::sales;
    case ActivityKind::stage_changed:
      return Group::lifecycle;
    case ActivityKind::deal_created:
    case ActivityKind::deal_updated:
      return Group::deals;
    case ActivityKind::contact_updated:
    case ActivityKind::company_created:
    case ActivityKind::company_updated:
    case ActivityKind::contacts_merged:
    case ActivityKind::contacts_parted:
      return Group::record;
    case ActivityKind::retracted:
      return std::nullopt;
  }
  return std::nullopt;
}

std::vector<ActivityKind> kinds_of(const std::vector<Group>& groups) {
  std::vector<ActivityKind> kinds;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<ActivityKind>>([&](auto each) {
    const auto group = group_of(each.value);
    if (group && (groups.empty() || std::ranges::find(groups, *group) != groups.end())) {
      kinds.push_back(each.value);
    }
  });
  return kinds;
}

}  // namespace tandem::timeline
