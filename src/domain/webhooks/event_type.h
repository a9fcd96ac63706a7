// Events: what a webhook may ask to be told of. Each kind of activity is one event, or none; this
// is the one list.
//
// Example. A contact's first stage_changed says how it became known and is "contact.created"; every
// later one is "contact.stage_changed". page_engaged only adds to a page_viewed that was told
// already, and is no event.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/timeline/activity.h"

namespace tandem::webhooks {

// "contact.created" and all others, in the order of the list.
const std::vector<std::string_view>& event_types();

// Whether it is one that a webhook may ask for.
bool is_event_type(std::string_view type);

// The event that an activity is; `detail` is the activity's, as JSON text.
std::optional<std::string_view> event_type_of(timeline::ActivityKind kind, std::string_view detail);

// Of the event that only tries whether a webhook works. It is sent when asked for, and to nobody
// else.
inline constexpr std::string_view kTestEvent = "webhook.tested";

}  // namespace tandem::webhooks
