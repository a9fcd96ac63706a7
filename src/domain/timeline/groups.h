// The groups a timeline is filtered by, and what belongs to each.
#pragma once

#include <optional>
#include <vector>

#include "domain/timeline/activity.h"

namespace tandem::timeline {

enum class Group { website, sales, lifecycle, deals, record };
BOOST_DESCRIBE_ENUM(Group, website, sales, lifecycle, deals, record)

// Nothing for what no timeline shows.
std::optional<Group> group_of(ActivityKind kind);

// The kinds of any of these groups; without a group, of all of them.
std::vector<ActivityKind> kinds_of(const std::vector<Group>& groups);

}  // namespace tandem::timeline
