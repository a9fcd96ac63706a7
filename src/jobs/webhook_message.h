// What goes out for one delivery.
#pragma once

#include <optional>

#include "base/fetch.h"
#include "storage/webhooks.h"

namespace tandem::jobs {

struct WebhookMessage {
  webhooks::Webhook webhook;
  webhooks::Delivery delivery;
  std::string body;  // empty: what happened is not known any more
};

// The next one of a webhook; nothing when it has none, or sends none.
std::optional<WebhookMessage> next_message(storage::Connection& db, Id webhook, Timestamp now,
                                           bool only_urgent);

// The request by which it is sent at `now`, signed.
Fetch request_of(const WebhookMessage& message, Timestamp now);

}  // namespace tandem::jobs
