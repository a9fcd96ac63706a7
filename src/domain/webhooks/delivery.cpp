#include "domain/webhooks/delivery.h"

#include <algorithm>
#include <array>

namespace tandem::webhooks {
namespace {

using namespace std::chrono_literals;

constexpr std::array<Millis, 9> kDelays{5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 20h};
constexpr double kJitter = 0.1;
constexpr Millis kLongestWait = 24h;  // that a receiver may ask for
constexpr Millis kFirstRest = 1min;
constexpr Millis kLongestRest = 30min;

std::optional<Timestamp> next_try(const Delivery& delivery, const Outcome& outcome, Timestamp now,
                                  double chance) {
  const auto failed = static_cast<std::size_t>(delivery.attempts);
  const bool is_too_old = now - delivery.queued_at >= kDeliveryLife;
  if (outcome.is_gone() || is_too_old || failed > kDelays.size()) return std::nullopt;
  const auto delay = kDelays.at(failed - 1);
  const auto shorter = Millis(
      static_cast<std::int64_t>(static_cast<double>(delay.count()) * (1 - kJitter * chance)));
  const auto asked = std::min(outcome.retry_after.value_or(0ms), kLongestWait);
  return now + std::max(shorter, asked);
}

}  // namespace

std::string message_id(const Delivery& delivery) {
  return "evt_" + to_string(delivery.event_id);
}

Delivery queued(Id id, Id webhook, Id event, std::string_view type, Timestamp now) {
  Delivery delivery;
  delivery.id = id;
  delivery.webhook_id = webhook;
  delivery.event_id = event;
  delivery.type = type;
  delivery.queued_at = now;
  delivery.next_at = now;
  return delivery;
}

Delivery after(Delivery delivery, const Outcome& outcome, Timestamp now, double chance) {
  ++delivery.attempts;
  delivery.last_at = now;
  delivery.last_status = outcome.status;
  delivery.last_problem = outcome.problem ? to_json(*outcome.problem) : nullptr;
  delivery.next_at.reset();
  if (outcome.is_success()) {
    delivery.state = DeliveryState::delivered;
    return delivery;
  }
  delivery.next_at = next_try(delivery, outcome, now, chance);
  delivery.state = delivery.next_at ? DeliveryState::pending : DeliveryState::dead;
  return delivery;
}

Result<Delivery> sent_again(Delivery delivery, Timestamp now) {
  if (delivery.state != DeliveryState::dead) return Error::conflict("webhooks.not_dead");
  delivery.state = DeliveryState::pending;
  delivery.by_hand = true;
  delivery.attempts = 0;
  delivery.queued_at = now;
  delivery.next_at = now;
  return delivery;
}

Millis rest_after(int failures, const Outcome& last) {
  const auto asked = std::min(last.retry_after.value_or(0ms), kLongestWait);
  if (failures < kRestAfter) return asked;
  const int doublings = std::min(failures - kRestAfter, 10);
  return std::max(std::min(kFirstRest * (1 << doublings), kLongestRest), asked);
}

}  // namespace tandem::webhooks
