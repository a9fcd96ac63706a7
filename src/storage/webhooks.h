// Webhooks in the ledger, how far each has been told, and their deliveries.
#pragma once

#include "domain/webhooks/delivery.h"
#include "domain/webhooks/event.h"
#include "domain/webhooks/webhook.h"
#include "storage/timeline.h"

namespace tandem::storage {

void insert_webhook(Connection& db, const webhooks::Webhook& webhook);
void update_webhook(Connection& db, const webhooks::Webhook& webhook);
// These two leave out those that were removed.
std::optional<webhooks::Webhook> find_webhook(Connection& db, Id id);
std::vector<webhooks::Webhook> list_webhooks(Connection& db);  // oldest first

// Up to which activity of each node deliveries were made; a node that is not listed began later.
std::vector<NodePosition> list_webhook_positions(Connection& db, Id webhook);
void save_webhook_position(Connection& db, Id webhook, const NodePosition& position);

// An activity as far as it takes to see which event it is.
struct LogLine {
  Id id;
  timeline::ActivityKind kind = timeline::ActivityKind::stage_changed;
  std::string detail;  // JSON
};
BOOST_DESCRIBE_STRUCT(LogLine, (), (id, kind, detail))

std::vector<LogLine> list_log_lines_after(Connection& db, const NodePosition& position,
                                          std::int64_t limit);

// Nothing when there is no such activity (any more).
std::optional<webhooks::EventData> find_event_data(Connection& db, Id activity);

// Does nothing when the webhook has a delivery of that event already.
void insert_delivery(Connection& db, const webhooks::Delivery& delivery);
void update_delivery(Connection& db, const webhooks::Delivery& delivery);
void delete_delivery(Connection& db, Id id);
std::optional<webhooks::Delivery> find_delivery(Connection& db, Id id);

struct DeliveryFilter {
  Id webhook_id;
  std::optional<Id> before;  // older than this one
  std::optional<webhooks::DeliveryState> state;
  std::int64_t limit = 50;
};
BOOST_DESCRIBE_STRUCT(DeliveryFilter, (), (webhook_id, before, state, limit))

std::vector<webhooks::Delivery> list_deliveries(Connection& db,
                                                const DeliveryFilter& filter);  // newest first
std::int64_t count_pending_deliveries(Connection& db, Id webhook);
std::int64_t count_dead_deliveries(Connection& db, Id webhook);

struct DueWebhook {
  Id webhook_id;
  bool is_urgent = false;  // somebody waits for one of its deliveries
};
BOOST_DESCRIBE_STRUCT(DueWebhook, (), (webhook_id, is_urgent))

// Those that are neither disabled nor removed and have something to send.
std::vector<DueWebhook> list_due_webhooks(Connection& db, Timestamp now);
// What to send next: first what somebody waits for, `only_urgent` nothing else; then the oldest.
std::optional<webhooks::Delivery> find_due_delivery(Connection& db, Id webhook, Timestamp now,
                                                    bool only_urgent);

// Makes those dead that were queued before and still wait.
void end_old_deliveries(Connection& db, Id webhook, Timestamp queued_before, Timestamp now);
// Rows deleted, `most` of them at a time.
std::int64_t delete_settled_deliveries(Connection& db, webhooks::DeliveryState state,
                                       Timestamp last_before, std::int64_t most);
std::int64_t delete_removed_deliveries(Connection& db, std::int64_t most);

}  // namespace tandem::storage
