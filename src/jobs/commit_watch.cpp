#include "jobs/commit_watch.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace tandem::jobs {
namespace {

constexpr std::chrono::milliseconds kLook{250};
constexpr std::chrono::milliseconds kGather{30};

}  // namespace

struct CommitWatch::Impl {
  void run() {
    std::unique_lock hold(mutex);
    while (!stopping) {
      const bool wrote = std::exchange(committed, false);
      hold.unlock();
      look(wrote);
      hold.lock();
      changed.wait_for(hold, kLook, [&] { return stopping || committed; });
      if (committed) changed.wait_for(hold, kGather, [&] { return stopping; });
    }
  }

  std::function<void(bool)> look;
  std::mutex mutex;
  std::condition_variable changed;
  bool committed = false;
  bool stopping = false;
  std::thread thread = {};
  storage::CommitListener listening = {};
};

CommitWatch::CommitWatch(storage::Ledger& ledger, std::function<void(bool committed)> look)
    : impl_(std::make_unique<Impl>()) {
  impl_->look = std::move(look);
  impl_->listening = ledger.on_commit([raw = impl_.get()] {
    {
      const std::lock_guard hold(raw->mutex);
      raw->committed = true;
    }
    raw->changed.notify_one();
  });
  impl_->thread = std::thread([raw = impl_.get()] { raw->run(); });
}

CommitWatch::~CommitWatch() {
  impl_->listening = {};
  {
    const std::lock_guard hold(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->changed.notify_one();
  impl_->thread.join();
}

}  // namespace tandem::jobs
