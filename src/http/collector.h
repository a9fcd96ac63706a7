// The collector: takes what the tracking script and other systems' libraries tell of visitors.
//
// A request is examined (domain/timeline/intake.h), its messages are read, and it is answered once
// they are in the ledger. Nothing of the address is kept but what a place it may stand for.
#pragma once

#include <atomic>
#include <memory>
#include <set>

#include "base/network.h"
#include "domain/timeline/delivery.h"
#include "http/allowance.h"
#include "http/intake_queue.h"
#include "http/route.h"

namespace tandem::http {

inline constexpr std::size_t kLargestDelivery = 500UL * 1024;  // bytes of a body

struct CollectorOptions {
  double messages_per_second = 50;  // from one address; 0: no limit
  double messages_at_once = 500;
  std::size_t waiting = 20'000;  // messages that wait for the ledger, at most
};

class Collector {
 public:
  // The ledger and the clock of it outlive the collector.
  Collector(storage::Ledger& ledger, CollectorOptions options);

  // 202 once all is durable; a problem document when nothing of it was taken: 401 unknown_key, 429
  // rate_limit, 400 or 413 when no message can be read, 503 when storage cannot follow; 204 for
  // what is dropped without anything to mend (robots, excluded addresses).
  void take(const Request& request, timeline::Delivery delivery, const Respond& respond);

  // The answer to a request in which no message could be found, which is counted.
  Response refuse(const Request& request, const Error& error);

  timeline::IntakeCounts counts() const { return queue_.counts(); }
  std::size_t waiting() const { return queue_.waiting(); }

 private:
  // What the steps of intake ask about the workspace, as it was a moment ago.
  struct Knowledge {
    std::set<std::string, std::less<>> keys;
    std::vector<Network> excluded;
    Date salted_day{};
    std::string salt;
    std::chrono::steady_clock::time_point read_at{};
  };

  std::shared_ptr<const Knowledge> knowledge();
  std::shared_ptr<const Knowledge> learn();
  bool knows_key(std::string_view key);
  timeline::Visitor visitor_of(const Request& request, const timeline::Delivery& delivery,
                               const timeline::Message& message);
  void drop(const Request& request, timeline::DropReason reason, std::size_t messages,
            const Respond& respond);

  storage::Ledger& ledger_;
  timeline::IntakeQuestions ask_;
  Allowance allowance_;
  std::mutex learning_;
  std::atomic<std::shared_ptr<const Knowledge>> knowledge_;
  IntakeQueue queue_;  // last: its thread ends first
};

}  // namespace tandem::http
