// Keeps the mirror within a second of the ledger.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "storage/ledger/ledger.h"
#include "storage/mirror/mirror.h"

namespace tandem::jobs {

// Follows after each commit of this program, and looks every 250 ms for those of others (an import
// from the command line). Stops with its scope.
class MirrorFollower {
 public:
  // Both stores outlive the follower. `on_failure` is told what went wrong; the follower tries
  // again.
  MirrorFollower(storage::Ledger& ledger, storage::Mirror& mirror,
                 std::function<void(const std::string& problem)> on_failure);
  ~MirrorFollower();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tandem::jobs
