#include "jobs/webhook_sender.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <random>
#include <thread>

#include "actions/deliveries.h"
#include "jobs/commit_watch.h"
#include "jobs/webhook_message.h"

namespace tandem::jobs {
namespace {

using namespace std::chrono_literals;

constexpr auto kAfterFailure = 2s;
constexpr auto kBetweenCleanings = 1h;
constexpr int kSenders = 4;

webhooks::Outcome outcome_of(const Result<Fetched>& answer) {
  if (answer) return {answer->status, answer->retry_after, {}};
  boost::json::object args;
  for (const auto& [name, value] : answer.error().args) args[name] = value;
  return {{}, {}, webhooks::Problem{answer.error().code, std::move(args)}};
}

// What is known of a receiver since the program began.
struct Receiver {
  bool is_busy = false;  // queued for a sender, or being sent to
  bool is_urgent = false;
  int failures = 0;  // in a row
  Timestamp rests_until;
};

}  // namespace

struct WebhookSender::Impl {
  Impl(storage::Ledger& ledger_, Reach reach_, std::function<void(const std::string&)> on_failure_)
      : ledger(ledger_), reach(reach_), on_failure(std::move(on_failure_)) {}

  void look() {
    attempt([&] { follow_log(); });
  }

  void follow_log() {
    while (!stopping && actions::queue_deliveries(ledger, ahead)) wake_due();
    wake_due();
    const auto now = ledger.clock().now();
    if (now >= next_cleaning) {
      const bool may_have_more = actions::forget_old_deliveries(ledger);
      next_cleaning = may_have_more ? now : now + kBetweenCleanings;
    }
  }

  void wake_due() {
    const auto now = ledger.clock().now();
    const auto due =
        ledger.read([&](storage::Connection& db) { return storage::list_due_webhooks(db, now); });
    const std::lock_guard hold(mutex);
    for (const auto& [webhook, is_urgent] : due) {
      auto& receiver = receivers[webhook];
      const bool rests = now < receiver.rests_until;
      if (receiver.is_busy || (rests && !is_urgent)) continue;
      receiver.is_busy = true;
      receiver.is_urgent = rests;
      ready.push_back(webhook);
    }
    if (!ready.empty()) wanted.notify_all();
  }

  void send_all() {
    std::unique_lock hold(mutex);
    while (true) {
      wanted.wait(hold, [&] { return stopping || !ready.empty(); });
      if (stopping) return;
      const auto webhook = ready.front();
      ready.pop_front();
      const bool only_urgent = receivers[webhook].is_urgent;
      hold.unlock();
      std::optional<webhooks::Outcome> outcome;
      const bool done = attempt([&] { outcome = send_one(webhook, only_urgent); });
      hold.lock();
      if (!done) wanted.wait_for(hold, kAfterFailure, [&] { return stopping.load(); });
      learn(webhook, outcome);
    }
  }

  // To the end of the queue if there may be more for it, so that each has its turn.
  void learn(Id webhook, const std::optional<webhooks::Outcome>& outcome) {
    auto& receiver = receivers[webhook];
    receiver.is_busy = false;
    if (!outcome) return;
    receiver.failures = outcome->is_success() ? 0 : receiver.failures + 1;
    const auto now = ledger.clock().now();
    receiver.rests_until = outcome->is_success()
                               ? Timestamp()
                               : now + webhooks::rest_after(receiver.failures, *outcome);
    if (now < receiver.rests_until) return;
    receiver.is_busy = true;
    receiver.is_urgent = false;
    ready.push_back(webhook);
    wanted.notify_one();
  }

  // Nothing when there was nothing to send, or the program ends.
  std::optional<webhooks::Outcome> send_one(Id webhook, bool only_urgent) {
    const auto now = ledger.clock().now();
    const auto message = ledger.read(
        [&](storage::Connection& db) { return next_message(db, webhook, now, only_urgent); });
    if (!message) return std::nullopt;
    if (message->body.empty()) {
      forget(message->delivery.id);
      return webhooks::Outcome{200, {}, {}};  // as good as sent: on to the next
    }
    auto request = request_of(*message, now);
    request.reach = reach;
    request.given_up = [this] { return stopping.load(); };
    const auto outcome = outcome_of(fetch(request));
    if (stopping && !outcome.status) return std::nullopt;  // given up by us, not by them
    const auto at_random = random();
    std::ignore = ledger.write([&](storage::Write& write) -> Result<void> {
      actions::note_attempt(write, message->delivery.id, outcome, at_random);
      return {};
    });
    return outcome;
  }

  void forget(Id delivery) {
    std::ignore = ledger.write([&](storage::Write& write) -> Result<void> {
      storage::delete_delivery(write.db, delivery);
      return {};
    });
  }

  double random() {
    const std::lock_guard hold(mutex);
    return std::uniform_real_distribution(0.0, 1.0)(chance);
  }

  template <class F>
  bool attempt(F&& work) {
    try {
      work();
      return true;
    } catch (const std::exception& failure) {
      on_failure(failure.what());
      return false;
    }
  }

  storage::Ledger& ledger;
  const Reach reach;
  const std::function<void(const std::string&)> on_failure;

  // Of the thread that watches.
  actions::ReadAhead ahead;
  Timestamp next_cleaning;

  std::mutex mutex;
  std::condition_variable wanted;  // for the senders
  std::map<Id, Receiver> receivers;
  std::deque<Id> ready;
  std::mt19937_64 chance{std::random_device()()};
  std::atomic<bool> stopping = false;
  std::vector<std::thread> threads;
  std::optional<CommitWatch> watch;  // last: it looks at the others
};

WebhookSender::WebhookSender(storage::Ledger& ledger, Reach reach,
                             std::function<void(const std::string&)> on_failure)
    : impl_(std::make_unique<Impl>(ledger, reach, std::move(on_failure))) {
  auto* const raw = impl_.get();
  for (int i = 0; i < kSenders; ++i) raw->threads.emplace_back([raw] { raw->send_all(); });
  raw->watch.emplace(ledger, [raw](bool) { raw->look(); });
}

WebhookSender::~WebhookSender() {
  {
    const std::lock_guard hold(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->wanted.notify_all();
  impl_->watch.reset();
  for (auto& thread : impl_->threads) thread.join();
}

}  // namespace tandem::jobs
