#include "actions/webhooks.h"

#include "actions/changed_fields.h"
#include "base/network.h"
#include "base/secret.h"
#include "domain/webhooks/event_type.h"

namespace tandem::actions {
namespace {

using people::Deed;
using webhooks::Webhook;

constexpr std::string_view kRecord = "webhook";

void tell(storage::Write& write, const Actor& actor, Deed deed, const Webhook& webhook,
          boost::json::object detail = {}) {
  detail["name"] = webhook.name;
  audit(write, actor, deed, std::string(kRecord), webhook.id, std::move(detail));
}

// The sender looks at the address that a name leads to; what can be seen now is said now.
Result<void> check_reach(const Webhook& webhook, Reach reach) {
  if (reach == Reach::anywhere) return {};
  auto host = host_of(webhook.url);
  bool is_public = !is_this_machine(host);
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  if (const auto address = IpAddress::parse(host)) is_public = address->is_public();
  if (is_public) return {};
  return Error::invalid("webhooks.not_public", {{"host", host}}, "url");
}

Result<void> check(const Webhook& webhook, Reach reach) {
  if (auto good = webhooks::check(webhook); !good) return good;
  return check_reach(webhook, reach);
}

Result<Webhook> find(storage::Connection& db, Id id) {
  auto webhook = storage::find_webhook(db, id);
  if (!webhook) return Error::not_found("webhooks.not_found");
  return *std::move(webhook);
}

Result<Webhook> find_enabled(storage::Connection& db, Id id) {
  auto webhook = find(db, id);
  if (webhook && webhook->disabled_at) return Error::conflict("webhooks.disabled");
  return webhook;
}

void begin_now(storage::Write& write, Id webhook) {
  for (const auto& position : storage::list_node_positions(write.db)) {
    storage::save_webhook_position(write.db, webhook, position);
  }
}

}  // namespace

Result<WebhookSecret> add_webhook(storage::Write& write, const NewWebhook& wanted, Reach reach,
                                  const Actor& actor) {
  Webhook webhook;
  webhook.name = wanted.name;
  webhook.url = wanted.url;
  webhook.event_types = wanted.event_types;
  webhook = webhooks::tidied(std::move(webhook));
  if (auto good = check(webhook, reach); !good) return good.error();
  webhook.id = write.next_id();
  const auto secret = webhooks::as_secret(random_key());
  webhook.secrets = {{secret, {}}};
  storage::insert_webhook(write.db, webhook);
  begin_now(write, webhook.id);
  tell(write, actor, Deed::webhook_added, webhook,
       {{"url", webhook.url}, {"event_types", to_json(webhook.event_types)}});
  return WebhookSecret{std::move(webhook), secret};
}

Result<Webhook> change_webhook(storage::Write& write, Id id, const WebhookEdit& edit, Reach reach,
                               const Actor& actor) {
  const auto before = find(write.db, id);
  if (!before) return before.error();
  auto after = *before;
  after.name = edit.name.value_or(after.name);
  after.url = edit.url.value_or(after.url);
  after.event_types = edit.event_types.value_or(after.event_types);
  after = webhooks::tidied(std::move(after));
  if (auto good = check(after, reach); !good) return good.error();
  if (after == *before) return after;
  storage::update_webhook(write.db, after);
  tell(write, actor, Deed::webhook_changed, after,
       {{"changed", changed_fields(*before, after).at("fields")},
        {"url", after.url},
        {"event_types", to_json(after.event_types)}});
  return after;
}

Result<WebhookSecret> rotate_webhook_secret(storage::Write& write, Id id, const Actor& actor) {
  auto webhook = find(write.db, id);
  if (!webhook) return webhook.error();
  auto secret = webhooks::as_secret(random_key());
  auto secrets = webhooks::rotated(webhook->secrets, secret, write.now());
  if (!secrets) return secrets.error();
  webhook->secrets = *std::move(secrets);
  storage::update_webhook(write.db, *webhook);
  tell(write, actor, Deed::webhook_secret_rotated, *webhook);
  return WebhookSecret{*std::move(webhook), std::move(secret)};
}

Result<Webhook> disable_webhook(storage::Write& write, Id id, webhooks::Disabling because,
                                const Actor& actor) {
  auto webhook = find(write.db, id);
  if (!webhook || webhook->disabled_at) return webhook;
  webhook->disabled_at = write.now();
  webhook->disabled_because = because;
  storage::update_webhook(write.db, *webhook);
  tell(write, actor, Deed::webhook_disabled, *webhook, {{"because", to_json(because)}});
  return webhook;
}

Result<Webhook> enable_webhook(storage::Write& write, Id id, const Actor& actor) {
  auto webhook = find(write.db, id);
  if (!webhook || !webhook->disabled_at) return webhook;
  webhook->disabled_at.reset();
  webhook->disabled_because.reset();
  webhook->failing_since.reset();
  storage::update_webhook(write.db, *webhook);
  begin_now(write, id);
  tell(write, actor, Deed::webhook_enabled, *webhook);
  return webhook;
}

Result<Webhook> remove_webhook(storage::Write& write, Id id, const Actor& actor) {
  auto webhook = find(write.db, id);
  if (!webhook) return webhook;
  webhook->removed_at = write.now();
  webhook->secrets.clear();
  storage::update_webhook(write.db, *webhook);
  tell(write, actor, Deed::webhook_removed, *webhook, {{"url", webhook->url}});
  return webhook;
}

Result<webhooks::Delivery> send_test_event(storage::Write& write, Id id, const Actor& actor) {
  const auto webhook = find_enabled(write.db, id);
  if (!webhook) return webhook.error();
  const auto event = write.next_id();
  auto delivery = webhooks::queued(event, id, event, webhooks::kTestEvent, write.now());
  delivery.by_hand = true;
  storage::insert_delivery(write.db, delivery);
  tell(write, actor, Deed::webhook_tested, *webhook);
  return delivery;
}

Result<webhooks::Delivery> send_again(storage::Write& write, Id id, Id delivery_id,
                                      const Actor& actor) {
  const auto webhook = find_enabled(write.db, id);
  if (!webhook) return webhook.error();
  auto delivery = storage::find_delivery(write.db, delivery_id);
  if (!delivery || delivery->webhook_id != id) {
    return Error::not_found("webhooks.delivery_not_found");
  }
  auto again = webhooks::sent_again(*std::move(delivery), write.now());
  if (!again) return again;
  storage::update_delivery(write.db, *again);
  tell(write, actor, Deed::delivery_sent_again, *webhook,
       {{"event", webhooks::message_id(*again)}, {"type", again->type}});
  return again;
}

}  // namespace tandem::actions
