// Tells webhooks what happens.
//
// One thread follows the activity log and makes deliveries of it; a few others send them. A webhook
// has one message on its way at a time, so that it hears of things in their order as far as nothing
// fails; several webhooks are told at once, and those that hang or fail do not hold up the others.
// Nothing is lost with the program: what was queued is in the ledger, and what was not is still in
// the log. What was sent and not yet noted as sent is sent again, under the same id.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/fetch.h"
#include "storage/ledger/ledger.h"

namespace tandem::jobs {

// Looks after each commit of this program, and every 250 ms for those of others and for what is to
// be tried again. Stops with its scope, within about a second.
class WebhookSender {
 public:
  // The ledger outlives the sender. `on_failure` is told what went wrong here, not at receivers;
  // the sender tries again.
  WebhookSender(storage::Ledger& ledger, Reach reach,
                std::function<void(const std::string& problem)> on_failure);
  ~WebhookSender();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tandem::jobs
