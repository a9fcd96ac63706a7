#include "http/intake_queue.h"

#include <iterator>

#include <spdlog/spdlog.h>

#include "storage/visitors.h"

namespace tandem::http {
namespace {

constexpr std::size_t kMostInACommit = 2'000;       // messages: some 30 ms of the writer's time
constexpr std::size_t kMostKnown = 200'000;         // visitors: some 20 MB
constexpr std::int64_t kForgottenAtOnce = 100'000;  // more than can come between two rounds
constexpr std::chrono::seconds kHouseInterval{5};   // between two rounds of keeping house

void add(timeline::IntakeCounts& sum, const timeline::IntakeCounts& more) {
  sum.taken += more.taken;
  for (std::size_t i = 0; i < sum.dropped.size(); ++i) sum.dropped[i] += more.dropped[i];
}

}  // namespace

IntakeQueue::IntakeQueue(storage::Ledger& ledger, std::size_t limit)
    : ledger_(ledger), limit_(limit), thread_([this] { run(); }) {}

IntakeQueue::~IntakeQueue() {
  {
    const std::lock_guard hold(mutex_);
    stopping_ = true;
  }
  arrived_.notify_one();
  thread_.join();
}

bool IntakeQueue::put(std::vector<actions::ArrivedMessage> messages, Done done) {
  const std::lock_guard hold(mutex_);
  if (stopping_ || waiting_ + messages.size() > limit_) {
    const auto lost = static_cast<std::int64_t>(messages.size());
    counts_.of(timeline::DropReason::busy) += lost;
    unsaved_.of(timeline::DropReason::busy) += lost;
    return false;
  }
  waiting_ += messages.size();
  queue_.push_back({std::move(messages), std::move(done)});
  if (queue_.size() == 1) arrived_.notify_one();
  return true;
}

void IntakeQueue::count_dropped(timeline::DropReason reason, std::int64_t messages) {
  const std::lock_guard hold(mutex_);
  counts_.of(reason) += messages;
  unsaved_.of(reason) += messages;
}

timeline::IntakeCounts IntakeQueue::counts() const {
  const std::lock_guard hold(mutex_);
  return counts_;
}

std::size_t IntakeQueue::waiting() const {
  const std::lock_guard hold(mutex_);
  return waiting_;
}

void IntakeQueue::run() {
  auto saved = std::chrono::steady_clock::now();
  std::unique_lock hold(mutex_);
  while (!stopping_ || !queue_.empty()) {
    arrived_.wait_for(hold, kHouseInterval, [&] { return stopping_ || !queue_.empty(); });
    std::vector<Waiting> group;
    std::size_t messages = 0;
    while (!queue_.empty() && messages < kMostInACommit && group.size() < queue_.size()) {
      messages += queue_[group.size()].messages.size();
      group.push_back(std::move(queue_[group.size()]));
    }
    queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(group.size()));
    hold.unlock();
    if (!group.empty()) take(std::move(group));
    if (std::chrono::steady_clock::now() - saved >= kHouseInterval) {
      keep_house();
      saved = std::chrono::steady_clock::now();
    }
    hold.lock();
    waiting_ -= messages;
  }
  hold.unlock();
  keep_house();
}

void IntakeQueue::take(std::vector<Waiting> group) {
  std::vector<actions::ArrivedMessage> messages;
  for (auto& one : group) {
    std::move(one.messages.begin(), one.messages.end(), std::back_inserter(messages));
  }
  const auto taken = write(messages);
  {
    const std::lock_guard hold(mutex_);
    timeline::IntakeCounts more;
    if (taken) {
      more.taken = taken->taken;
      more.of(timeline::DropReason::duplicate) = taken->duplicates;
    } else {
      more.of(timeline::DropReason::busy) = static_cast<std::int64_t>(messages.size());
    }
    add(counts_, more);
    add(unsaved_, more);
  }
  const auto outcome = taken ? Result<void>() : Result<void>(taken.error());
  for (const auto& one : group) one.done(outcome);
}

// A visitor we know may be gone from the ledger meanwhile (somebody was erased): then nothing of
// the group is kept, and it is taken again by looking everybody up.
Result<actions::TakenMessages> IntakeQueue::write(
    const std::vector<actions::ArrivedMessage>& messages) {
  const auto attempt = [&] {
    return ledger_.write([&](storage::Write& write) -> Result<actions::TakenMessages> {
      return actions::take_messages(write, messages, known_);
    });
  };
  for (const bool again : {true, false}) {
    try {
      auto taken = attempt();
      if (known_.size() > kMostKnown) known_.clear();
      if (taken) {
        for (auto& [code, visitor] : taken->learned) known_.insert_or_assign(code, visitor);
      }
      return taken;
    } catch (const storage::StorageFailure& failure) {
      if (!again || known_.empty()) {
        spdlog::error("messages of tracking are not taken: {}", failure.what());
        return failure.error();
      }
    } catch (const std::exception& failure) {
      spdlog::error("messages of tracking are not taken: {}", failure.what());
      return Error::unavailable("tracking.not_taken");
    }
    known_.clear();
  }
  return Error::unavailable("tracking.not_taken");
}

void IntakeQueue::keep_house() {
  timeline::IntakeCounts more;
  {
    const std::lock_guard hold(mutex_);
    std::swap(more, unsaved_);
  }
  if (more.empty()) return;
  try {
    std::ignore = ledger_.write([&](storage::Write& write) -> Result<void> {
      const auto day = std::chrono::floor<std::chrono::days>(write.now());
      storage::add_intake_counts(write.db, Date(day), more);
      storage::forget_messages(write.db, write.now() - actions::kMessageMemory, kForgottenAtOnce);
      return {};
    });
  } catch (const std::exception& failure) {
    spdlog::error("counts of tracking are not kept: {}", failure.what());
    const std::lock_guard hold(mutex_);
    add(unsaved_, more);
  }
}

}  // namespace tandem::http
