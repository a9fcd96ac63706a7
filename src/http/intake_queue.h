// From the threads of connections to the ledger: messages wait here for the commit that makes them
// durable, and only then are their senders answered.
//
// While one commit is on its way to the disk, whatever arrives is gathered for the next, so that
// the busier it gets the fewer commits a message costs. The queue is bounded: what does not fit is
// turned away at once, and its sender asked to come again.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "actions/take_messages.h"
#include "domain/timeline/intake.h"

namespace tandem::http {

class IntakeQueue {
 public:
  // What became of a request's messages; an error when they are not in the ledger.
  using Done = std::function<void(const Result<void>&)>;

  // At most `limit` messages wait.
  IntakeQueue(storage::Ledger& ledger, std::size_t limit);
  ~IntakeQueue();  // takes what waits
  IntakeQueue(const IntakeQueue&) = delete;
  IntakeQueue& operator=(const IntakeQueue&) = delete;

  // Calls `done` on another thread once the messages are durable. False when the queue is full:
  // nothing is kept then, and `done` is not called.
  bool put(std::vector<actions::ArrivedMessage> messages, Done done);

  // Messages that never came this far.
  void count_dropped(timeline::DropReason reason, std::int64_t messages = 1);

  // Since the program started.
  timeline::IntakeCounts counts() const;
  std::size_t waiting() const;  // messages

 private:
  struct Waiting {
    std::vector<actions::ArrivedMessage> messages;
    Done done;
  };

  void run();
  void take(std::vector<Waiting> group);
  Result<actions::TakenMessages> write(const std::vector<actions::ArrivedMessage>& messages);
  void keep_house();  // saves the counts, forgets the ids of messages of yesterday

  storage::Ledger& ledger_;
  const std::size_t limit_;
  actions::KnownVisitors known_;    // of the thread below only
  timeline::IntakeCounts unsaved_;  // guarded by the mutex, as all that follows
  timeline::IntakeCounts counts_;
  std::vector<Waiting> queue_;
  std::size_t waiting_ = 0;
  bool stopping_ = false;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::thread thread_;
};

}  // namespace tandem::http
