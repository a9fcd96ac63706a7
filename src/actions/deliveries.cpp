#include "actions/deliveries.h"

#include <algorithm>

#include "actions/webhooks.h"
#include "domain/webhooks/event_type.h"

namespace tandem::actions {
namespace {

using webhooks::DeliveryState;
using webhooks::Webhook;

constexpr std::int64_t kBatch = 1000;         // activities read at once
constexpr std::size_t kWorthAWrite = 50'000;  // activities read without one to tell of
constexpr std::int64_t kForgottenAtOnce = 500;

struct Wanted {
  Id activity;
  std::string_view type;
};

// What lies between two positions of a log.
struct Stretch {
  Webhook webhook;
  storage::NodePosition from;  // as the ledger says
  Id to;
  std::vector<Wanted> wanted;
  std::size_t read = 0;  // activities
};

std::optional<std::string_view> wanted_type(const Webhook& webhook, const storage::LogLine& line) {
  const auto type = webhooks::event_type_of(line.kind, line.detail);
  if (!type || std::ranges::find(webhook.event_types, *type) == webhook.event_types.end()) {
    return std::nullopt;
  }
  return type;
}

// Reads on from `stretch.to` as far as there is something to tell, and room for it.
void read_on(storage::Connection& db, Stretch& stretch, std::size_t room) {
  while (stretch.wanted.empty() && stretch.read < kWorthAWrite) {
    const auto lines = storage::list_log_lines_after(db, {stretch.from.node, stretch.to}, kBatch);
    for (const auto& line : lines) {
      if (const auto type = wanted_type(stretch.webhook, line)) {
        stretch.wanted.push_back({line.id, *type});
      }
      stretch.to = line.id;
      ++stretch.read;
      if (stretch.wanted.size() == room) return;
    }
    if (static_cast<std::int64_t>(lines.size()) < kBatch) return;
  }
}

Id position_of(const std::vector<storage::NodePosition>& positions, int node) {
  const auto found = std::ranges::find(positions, node, &storage::NodePosition::node);
  return found == positions.end() ? Id{} : found->newest;
}

// Nothing when the webhook has no room.
std::vector<Stretch> read_log(storage::Connection& db, const Webhook& webhook,
                              const ReadAhead& ahead) {
  std::vector<Stretch> stretches;
  const auto pending = storage::count_pending_deliveries(db, webhook.id);
  auto room = static_cast<std::size_t>(std::max<std::int64_t>(0, webhooks::kMostPending - pending));
  const auto told = storage::list_webhook_positions(db, webhook.id);
  for (const auto& log : storage::list_node_positions(db)) {
    if (room == 0) break;
    const storage::NodePosition from{log.node, position_of(told, log.node)};
    const auto known = ahead.find({webhook.id, log.node});
    const Id begin = known == ahead.end() ? from.newest : std::max(from.newest, known->second);
    if (begin >= log.newest) continue;
    Stretch stretch{webhook, from, begin, {}, 0};
    read_on(db, stretch, room);
    room -= stretch.wanted.size();
    stretches.push_back(std::move(stretch));
  }
  return stretches;
}

// Only if nobody changed the webhook's mind meanwhile: otherwise the next look does it.
void queue(storage::Write& write, const Stretch& stretch) {
  const auto webhook = storage::find_webhook(write.db, stretch.webhook.id);
  if (!webhook || webhook->disabled_at) return;
  const auto told = storage::list_webhook_positions(write.db, webhook->id);
  const bool is_same = webhook->event_types == stretch.webhook.event_types &&
                       position_of(told, stretch.from.node) == stretch.from.newest;
  if (!is_same) return;
  for (const auto& [activity, type] : stretch.wanted) {
    auto delivery = webhooks::queued(write.next_id(), webhook->id, activity, type, write.now());
    delivery.activity_id = activity;
    storage::insert_delivery(write.db, delivery);
  }
  storage::save_webhook_position(write.db, webhook->id, {stretch.from.node, stretch.to});
}

// Whether the webhook may have more to be told of.
bool advance(storage::Ledger& ledger, const Webhook& webhook, ReadAhead& ahead) {
  const auto stretches =
      ledger.read([&](storage::Connection& db) { return read_log(db, webhook, ahead); });
  bool may_have_more = false;
  for (const auto& stretch : stretches) {
    ahead.erase({webhook.id, stretch.from.node});
    if (stretch.wanted.empty() && stretch.read < kWorthAWrite) {
      ahead[{webhook.id, stretch.from.node}] = stretch.to;
      continue;
    }
    std::ignore = ledger.write([&](storage::Write& write) -> Result<void> {
      queue(write, stretch);
      return {};
    });
    may_have_more = true;
  }
  return may_have_more;
}

}  // namespace

bool queue_deliveries(storage::Ledger& ledger, ReadAhead& ahead) {
  bool may_have_more = false;
  for (const auto& webhook : ledger.read(storage::list_webhooks)) {
    if (webhook.disabled_at) {
      std::erase_if(ahead, [&](const auto& entry) { return entry.first.first == webhook.id; });
    } else if (advance(ledger, webhook, ahead)) {
      may_have_more = true;
    }
  }
  return may_have_more;
}

void note_attempt(storage::Write& write, Id id, const webhooks::Outcome& outcome, double chance) {
  const auto delivery = storage::find_delivery(write.db, id);
  auto webhook = delivery ? storage::find_webhook(write.db, delivery->webhook_id) : std::nullopt;
  if (!webhook || delivery->state != DeliveryState::pending) return;
  const auto now = write.now();
  storage::update_delivery(write.db, webhooks::after(*delivery, outcome, now, chance));
  if (outcome.is_success()) {
    webhook->delivered_at = now;
    webhook->failing_since.reset();
  } else {
    webhook->failing_since = webhook->failing_since.value_or(now);
    storage::end_old_deliveries(write.db, webhook->id, now - webhooks::kDeliveryLife, now);
  }
  storage::update_webhook(write.db, *webhook);
  if (outcome.is_gone()) {
    std::ignore = disable_webhook(write, webhook->id, webhooks::Disabling::gone, server());
  }
}

bool forget_old_deliveries(storage::Ledger& ledger) {
  const auto now = ledger.clock().now();
  const auto forgotten = ledger.write([&](storage::Write& write) -> Result<std::int64_t> {
    return storage::delete_settled_deliveries(write.db, DeliveryState::delivered,
                                              now - webhooks::kKeepDelivered, kForgottenAtOnce) +
           storage::delete_settled_deliveries(write.db, DeliveryState::dead,
                                              now - webhooks::kKeepDead, kForgottenAtOnce) +
           storage::delete_removed_deliveries(write.db, kForgottenAtOnce);
  });
  return *forgotten >= kForgottenAtOnce;
}

}  // namespace tandem::actions
