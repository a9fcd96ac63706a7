#include "domain/webhooks/webhook.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/web_address.h"
#include "domain/webhooks/event_type.h"

namespace tandem::webhooks {

Webhook tidied(Webhook webhook) {
  webhook.name = trimmed(webhook.name);
  webhook.url = trimmed(webhook.url);
  const auto rank = [](const std::string& type) {
    return std::ranges::find(event_types(), type) - event_types().begin();
  };
  std::ranges::stable_sort(webhook.event_types, {}, rank);
  auto& types = webhook.event_types;
  types.erase(std::unique(types.begin(), types.end()), types.end());
  return webhook;
}

Result<void> check(const Webhook& webhook) {
  if (webhook.name.empty()) return Error::invalid("webhooks.nameless", {}, "name");
  if (!is_web_address(webhook.url)) {
    return Error::invalid("webhooks.bad_url", {{"url", webhook.url}}, "url");
  }
  if (webhook.event_types.empty()) {
    return Error::invalid("webhooks.no_event_type", {}, "event_types");
  }
  for (const auto& type : webhook.event_types) {
    if (!is_event_type(type)) {
      return Error::invalid("webhooks.unknown_event_type", {{"type", type}}, "event_types");
    }
  }
  return {};
}

}  // namespace tandem::webhooks
