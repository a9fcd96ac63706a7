// Noting when a session or a token was last used.
#pragma once

#include "domain/people/sign_in.h"
#include "storage/ledger/ledger.h"

namespace tandem::actions {

// Whether it is time to note a use again.
inline bool is_use_worth_noting(std::optional<Timestamp> last_used_at, Timestamp now) {
  return !last_used_at || now - *last_used_at >= people::kUseNotedEvery;
}

// Runs `change` (void(Write&)). A disk that is full is no reason to refuse a request that only
// reads, so such a failure is left to the next write that matters.
template <class F>
void note_use(storage::Ledger& ledger, F&& change) {
  try {
    std::ignore = ledger.write([&](storage::Write& write) -> Result<void> {
      change(write);
      return {};
    });
  } catch (const storage::StorageFailure&) {  // NOLINT(bugprone-empty-catch)
  }
}

}  // namespace tandem::actions
