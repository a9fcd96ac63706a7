// Webhooks: who is told of what happens, and by which secret they know that it is us.
#pragma once

#include "actions/audit.h"
#include "base/fetch.h"
#include "storage/webhooks.h"

namespace tandem::actions {

struct NewWebhook {
  std::string name;
  std::string url;
  std::vector<std::string> event_types;
};
BOOST_DESCRIBE_STRUCT(NewWebhook, (), (name, url, event_types))

// What is absent stays.
struct WebhookEdit {
  std::optional<std::string> name;
  std::optional<std::string> url;
  std::optional<std::vector<std::string>> event_types;
};
BOOST_DESCRIBE_STRUCT(WebhookEdit, (), (name, url, event_types))

struct WebhookSecret {
  webhooks::Webhook webhook;
  std::string secret;  // shown once
};

// It is told of what happens from now on. `reach`: of this server's webhooks. Errors: those of
// webhooks::check; webhooks.not_public {host} (field url), for an address that says itself that it
// is not of the public internet, when `reach` wants that.
Result<WebhookSecret> add_webhook(storage::Write& write, const NewWebhook& wanted, Reach reach,
                                  const Actor& actor);

// All below: webhooks.not_found.

// Errors: those of add_webhook.
Result<webhooks::Webhook> change_webhook(storage::Write& write, Id webhook, const WebhookEdit& edit,
                                         Reach reach, const Actor& actor);

// The secret before is valid for a day more. Error: webhooks.too_many_secrets.
Result<WebhookSecret> rotate_webhook_secret(storage::Write& write, Id webhook, const Actor& actor);

// Nothing is sent any more. Does nothing to one that is disabled already.
Result<webhooks::Webhook> disable_webhook(storage::Write& write, Id webhook,
                                          webhooks::Disabling because, const Actor& actor);
// What waits is sent; what happened meanwhile is not told. Does nothing to one that is enabled.
Result<webhooks::Webhook> enable_webhook(storage::Write& write, Id webhook, const Actor& actor);

// For good, with its deliveries.
Result<webhooks::Webhook> remove_webhook(storage::Write& write, Id webhook, const Actor& actor);

// An event that only tries whether it works. Error: webhooks.disabled.
Result<webhooks::Delivery> send_test_event(storage::Write& write, Id webhook, const Actor& actor);

// A dead delivery of this webhook once more. Errors: webhooks.delivery_not_found,
// webhooks.not_dead, webhooks.disabled.
Result<webhooks::Delivery> send_again(storage::Write& write, Id webhook, Id delivery,
                                      const Actor& actor);

}  // namespace tandem::actions
