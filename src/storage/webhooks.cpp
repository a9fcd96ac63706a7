#include "storage/webhooks.h"

#include "queries.h"
#include "storage/people.h"

namespace tandem::storage {
namespace {

struct Count {
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Count, (), (count))

struct KnownContact {
  std::optional<Id> contact_id;
};
BOOST_DESCRIBE_STRUCT(KnownContact, (), (contact_id))

std::optional<Id> contact_of(Connection& db, const timeline::Activity& activity) {
  if (activity.contact_id || !activity.visitor_id) return activity.contact_id;
  const auto known = db.find<KnownContact>(sql::webhooks::find_contact_of_visitor,
                                           param("id", *activity.visitor_id));
  return known ? known->contact_id : std::nullopt;
}

}  // namespace

void insert_webhook(Connection& db, const webhooks::Webhook& webhook) {
  db.execute(sql::webhooks::insert_webhook, webhook);
}

void update_webhook(Connection& db, const webhooks::Webhook& webhook) {
  db.execute(sql::webhooks::update_webhook, webhook);
}

std::optional<webhooks::Webhook> find_webhook(Connection& db, Id id) {
  return db.find<webhooks::Webhook>(sql::webhooks::find_webhook, param("id", id));
}

std::vector<webhooks::Webhook> list_webhooks(Connection& db) {
  return db.list<webhooks::Webhook>(sql::webhooks::list_webhooks);
}

std::vector<NodePosition> list_webhook_positions(Connection& db, Id webhook) {
  return db.list<NodePosition>(sql::webhooks::list_positions, param("webhook_id", webhook));
}

void save_webhook_position(Connection& db, Id webhook, const NodePosition& position) {
  db.execute(sql::webhooks::save_position, param("webhook_id", webhook), position);
}

std::vector<LogLine> list_log_lines_after(Connection& db, const NodePosition& position,
                                          std::int64_t limit) {
  return db.list<LogLine>(sql::webhooks::list_log_lines_after, param("node", position.node),
                          param("after", position.newest), param("limit", limit));
}

std::optional<webhooks::EventData> find_event_data(Connection& db, Id id) {
  auto activity = db.find<timeline::Activity>(sql::webhooks::find_activity, param("id", id));
  if (!activity) return std::nullopt;
  webhooks::EventData data{*std::move(activity), {}, {}, {}, {}};
  if (const auto contact = contact_of(db, data.activity)) {
    data.contact = find_contact(db, *contact);
    data.standing = find_standing(db, *contact);
  }
  if (data.activity.deal_id) data.deal = find_deal(db, *data.activity.deal_id);
  auto company = data.activity.company_id;
  if (!company && data.contact) company = data.contact->company_id;
  if (company) data.company = find_company(db, *company);
  return data;
}

void insert_delivery(Connection& db, const webhooks::Delivery& delivery) {
  db.execute(sql::webhooks::insert_delivery, delivery);
}

void update_delivery(Connection& db, const webhooks::Delivery& delivery) {
  db.execute(sql::webhooks::update_delivery, delivery);
}

void delete_delivery(Connection& db, Id id) {
  db.execute(sql::webhooks::delete_delivery, param("id", id));
}

std::optional<webhooks::Delivery> find_delivery(Connection& db, Id id) {
  return db.find<webhooks::Delivery>(sql::webhooks::find_delivery, param("id", id));
}

std::vector<webhooks::Delivery> list_deliveries(Connection& db, const DeliveryFilter& filter) {
  return db.list<webhooks::Delivery>(sql::webhooks::list_deliveries, filter);
}

std::int64_t count_pending_deliveries(Connection& db, Id webhook) {
  return db.find<Count>(sql::webhooks::count_pending, param("webhook_id", webhook))->count;
}

std::int64_t count_dead_deliveries(Connection& db, Id webhook) {
  return db.find<Count>(sql::webhooks::count_dead, param("webhook_id", webhook))->count;
}

std::vector<DueWebhook> list_due_webhooks(Connection& db, Timestamp now) {
  return db.list<DueWebhook>(sql::webhooks::list_due_webhooks, param("now", now));
}

std::optional<webhooks::Delivery> find_due_delivery(Connection& db, Id webhook, Timestamp now,
                                                    bool only_urgent) {
  return db.find<webhooks::Delivery>(sql::webhooks::find_due_delivery, param("webhook_id", webhook),
                                     param("now", now), param("urgent", only_urgent));
}

void end_old_deliveries(Connection& db, Id webhook, Timestamp queued_before, Timestamp now) {
  db.execute(sql::webhooks::end_old_deliveries, param("webhook_id", webhook), param("now", now),
             param("before", queued_before));
}

std::int64_t delete_settled_deliveries(Connection& db, webhooks::DeliveryState state,
                                       Timestamp last_before, std::int64_t most) {
  return db.execute(sql::webhooks::delete_settled_deliveries, param("state", state),
                    param("before", last_before), param("most", most));
}

std::int64_t delete_removed_deliveries(Connection& db, std::int64_t most) {
  return db.execute(sql::webhooks::delete_removed_deliveries, param("most", most));
}

}  // namespace tandem::storage
