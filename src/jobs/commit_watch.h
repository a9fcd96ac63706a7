// A thread that does something after each commit of the ledger: what live_follower and
// revisit_watch have in common.
#pragma once

#include <functional>
#include <memory>

#include "storage/ledger/ledger.h"

namespace tandem::jobs {

class CommitWatch {
 public:
  // `look` runs on a thread of its own, soon after commits (a burst of them counts as one) and
  // every 250 ms besides, for what other programs wrote and for what time brings. `committed`: this
  // program did write. It handles what it throws itself. `ledger` outlives the watch.
  CommitWatch(storage::Ledger& ledger, std::function<void(bool committed)> look);
  ~CommitWatch();  // waits for a look under way

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tandem::jobs
