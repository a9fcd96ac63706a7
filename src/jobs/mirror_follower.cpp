#include "jobs/mirror_follower.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace tandem::jobs {
namespace {

constexpr std::chrono::milliseconds kLook{250};
// A burst of commits is shipped together: each shipment costs a transaction of the mirror.
constexpr std::chrono::milliseconds kGather{50};
constexpr std::chrono::seconds kAfterFailure{2};

}  // namespace

struct MirrorFollower::Impl {
  void run() {
    std::unique_lock hold(mutex);
    while (!stopping) {
      changed.wait_for(hold, kLook, [&] { return stopping || committed; });
      if (stopping) return;
      if (committed) changed.wait_for(hold, kGather, [&] { return stopping; });
      committed = false;
      hold.unlock();
      const bool done = follow();
      hold.lock();
      if (!done) changed.wait_for(hold, kAfterFailure, [&] { return stopping; });
    }
  }

  bool follow() {
    try {
      mirror.follow();
      return true;
    } catch (const std::exception& failure) {
      on_failure(failure.what());
      return false;
    }
  }

  storage::Ledger& ledger;
  storage::Mirror& mirror;
  std::function<void(const std::string&)> on_failure;
  std::mutex mutex;
  std::condition_variable changed;
  bool committed = false;
  bool stopping = false;
  std::thread thread;
  storage::CommitListener listening = {};
};

MirrorFollower::MirrorFollower(storage::Ledger& ledger, storage::Mirror& mirror,
                               std::function<void(const std::string&)> on_failure)
    : impl_(new Impl{ledger, mirror, std::move(on_failure), {}, {}, false, false, {}, {}}) {
  impl_->thread = std::thread([raw = impl_.get()] { raw->run(); });
  impl_->listening = ledger.on_commit([raw = impl_.get()] {
    {
      const std::lock_guard hold(raw->mutex);
      raw->committed = true;
    }
    raw->changed.notify_one();
  });
}

MirrorFollower::~MirrorFollower() {
  impl_->listening = {};
  {
    const std::lock_guard hold(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->changed.notify_one();
  impl_->thread.join();
}

}  // namespace tandem::jobs
