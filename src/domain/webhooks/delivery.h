// A delivery: one event on its way to one webhook, and what becomes of it.
//
// It is sent at once. Whatever is answered but 2xx is a failure, and it is tried again after 5 s,
// 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 20 h, each up to a tenth shorter by chance, so that
// what failed together does not come back together; later when the receiver asks for it
// (Retry-After). When the last try fails, or any failure finds it three days old, it is dead: it
// stays to be looked at and may be sent again. 410 Gone ends it at once.
//
// Example. Queued at 12:00:00 and answered 500: tried again at about 12:00:05, 12:05:05, 12:35 ...
//
// A receiver that fails kRestAfter times in a row is left alone for a while before the next of its
// deliveries is tried: a minute, then twice as long each time, half an hour at most. So a receiver
// that is down costs little, however much waits for it. What somebody waits for (a test, one sent
// again) is tried all the same.
#pragma once

#include <optional>
#include <string>

#include "base/id.h"
#include "base/json.h"
#include "base/result.h"

namespace tandem::webhooks {

enum class DeliveryState { pending, delivered, dead };
BOOST_DESCRIBE_ENUM(DeliveryState, pending, delivered, dead)

// A refusal as it is kept, so that it can be told in any language.
struct Problem {
  std::string code;
  boost::json::value args;  // an object of texts
};
BOOST_DESCRIBE_STRUCT(Problem, (), (code, args))

struct Delivery {
  Id id;
  Id webhook_id;
  Id event_id;                    // the activity's; of a test its own
  std::optional<Id> activity_id;  // absent for a test
  std::string type;               // "contact.created"
  bool by_hand = false;           // somebody waits for it: it goes first
  DeliveryState state = DeliveryState::pending;
  std::int64_t attempts = 0;
  Timestamp queued_at;               // its three days begin
  std::optional<Timestamp> next_at;  // of a pending one
  std::optional<Timestamp> last_at;  // of the last attempt
  std::optional<int> last_status;    // absent: no answer
  boost::json::value last_problem;   // a Problem, or null
};
BOOST_DESCRIBE_STRUCT(Delivery, (),
                      (id, webhook_id, event_id, activity_id, type, by_hand, state, attempts,
                       queued_at, next_at, last_at, last_status, last_problem))

inline constexpr std::chrono::days kDeliveryLife{3};
// How long those are kept that are settled.
inline constexpr std::chrono::days kKeepDelivered{7};
inline constexpr std::chrono::days kKeepDead{90};
// More than so many wait in the activity log, not as deliveries.
inline constexpr std::int64_t kMostPending = 1000;

// The header webhook-id: the same for every attempt, so that a receiver knows what it has.
std::string message_id(const Delivery& delivery);

// What came of an attempt.
struct Outcome {
  std::optional<int> status;          // absent: no answer
  std::optional<Millis> retry_after;  // as the receiver asks
  std::optional<Problem> problem;     // why there is no answer

  bool is_success() const { return status && *status >= 200 && *status < 300; }
  bool is_gone() const { return status == 410; }
};

// One that is to be sent now.
Delivery queued(Id id, Id webhook, Id event, std::string_view type, Timestamp now);

// The delivery after an attempt at `now`. `chance`: in [0, 1), at random.
Delivery after(Delivery delivery, const Outcome& outcome, Timestamp now, double chance);

// A dead one on its way again, as if new. Error: webhooks.not_dead.
Result<Delivery> sent_again(Delivery delivery, Timestamp now);

inline constexpr int kRestAfter = 3;
// How long to leave a receiver alone after so many failures in a row; zero for fewer than
// kRestAfter. At least as long as its last answer asks.
Millis rest_after(int failures, const Outcome& last);

}  // namespace tandem::webhooks
