// Tells the owners of contacts that come back to the site, within a moment of the visit.
//
// It reads the activity log past a watermark for each writer node, which is kept in the ledger and
// moves in the same transaction as what is told: after a sudden end it goes on where it was, so
// that nothing is missed and nothing told twice. Where nothing is told, the watermark is written
// now and then only; what is looked at again says the same again.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "storage/ledger/ledger.h"

namespace tandem::jobs {

class RevisitWatch {
 public:
  // `ledger` outlives the watch. `on_told` is called with each member who was told something, once
  // that is durable; `on_failure` is told what went wrong, and the watch tries again. Both on the
  // watch's thread. One watch a data directory.
  RevisitWatch(storage::Ledger& ledger, std::function<void(Id member)> on_told,
               std::function<void(const std::string& problem)> on_failure);
  ~RevisitWatch();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tandem::jobs
