// Tells who listens what the activity log has got, as it gets it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "storage/live_visitors.h"

namespace tandem::jobs {

// Whom the follower speaks to. Called on the follower's thread.
struct LiveAudience {
  std::function<void(Id contact)> on_timeline;  // it has grown
  std::function<void()> on_contacts;  // something about some of them; every two seconds at most
  std::function<void()> on_visitors;  // who is on the site; every second at most
  // Sessions may have ended: after commits, every second at most, and every quarter of a minute.
  std::function<void()> on_access;
  std::function<void(const std::string& problem)> on_failure;  // the follower tries again
};

// Looks after each commit of this program, and every 250 ms for those of others. Stops with its
// scope.
class LiveFollower {
 public:
  // Both outlive the follower.
  LiveFollower(storage::Ledger& ledger, storage::LiveVisitors& visitors, LiveAudience audience);
  ~LiveFollower();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tandem::jobs
