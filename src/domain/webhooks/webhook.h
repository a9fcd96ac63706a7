// A webhook: an address that is told of events as they happen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/result.h"
#include "domain/webhooks/signature.h"

namespace tandem::webhooks {

// Why a webhook is disabled: a member said so, or the receiver answered 410 Gone.
enum class Disabling { by_member, gone };
BOOST_DESCRIBE_ENUM(Disabling, by_member, gone)

struct Webhook {
  Id id;  // made when the webhook was
  std::string name;
  std::string url;
  std::vector<std::string> event_types;  // that it is told of; at least one
  std::vector<Secret> secrets;           // newest first
  std::optional<Timestamp> disabled_at;
  std::optional<Disabling> disabled_because;
  std::optional<Timestamp> delivered_at;   // last
  std::optional<Timestamp> failing_since;  // the first failure since then
  std::optional<Timestamp> removed_at;     // nothing but its cleaning up is left

  bool operator==(const Webhook&) const = default;
};
BOOST_DESCRIBE_STRUCT(Webhook, (),
                      (id, name, url, event_types, secrets, disabled_at, disabled_because,
                       delivered_at, failing_since, removed_at))

// Without the blanks around what was typed, and each event type once, in the order of the list.
Webhook tidied(Webhook webhook);

// Of a tidied webhook. Errors, each with its field: webhooks.nameless; webhooks.bad_url {url},
// unless it is http or https without user, password and fragment; webhooks.no_event_type;
// webhooks.unknown_event_type {type}.
Result<void> check(const Webhook& webhook);

}  // namespace tandem::webhooks
