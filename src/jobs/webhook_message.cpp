#include "jobs/webhook_message.h"

namespace tandem::jobs {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 15s;
constexpr std::size_t kMostOfAnAnswer = 64UL * 1024;  // nothing in it is of interest

std::string body_of(storage::Connection& db, const webhooks::Delivery& delivery) {
  if (!delivery.activity_id) {
    return webhooks::payload(delivery.type, delivery.id.time(),
                             {{"webhook_id", to_json(delivery.webhook_id)}});
  }
  const auto data = storage::find_event_data(db, *delivery.activity_id);
  if (!data) return {};
  return webhooks::payload(delivery.type, data->activity.at, to_json(*data));
}

}  // namespace

std::optional<WebhookMessage> next_message(storage::Connection& db, Id id, Timestamp now,
                                           bool only_urgent) {
  auto webhook = storage::find_webhook(db, id);
  if (!webhook || webhook->disabled_at) return std::nullopt;
  auto delivery = storage::find_due_delivery(db, id, now, only_urgent);
  if (!delivery) return std::nullopt;
  auto body = body_of(db, *delivery);
  return WebhookMessage{*std::move(webhook), *std::move(delivery), std::move(body)};
}

Fetch request_of(const WebhookMessage& message, Timestamp now) {
  const auto id = webhooks::message_id(message.delivery);
  return {.address = message.webhook.url,
          .json = message.body,
          .headers = {{"webhook-id", id},
                      {"webhook-timestamp", webhooks::seconds_of(now)},
                      {"webhook-signature",
                       webhooks::signatures(message.webhook.secrets, id, now, message.body)}},
          .patience = kPatience,
          .limit = kMostOfAnAnswer,
          .wants_body = false};
}

}  // namespace tandem::jobs
