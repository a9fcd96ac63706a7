// For tests of what comes from websites and their servers: the real server over the real ledger.
#pragma once

#include "actions/tokens.h"
#include "http/segment.h"
#include "http/test_server.h"
#include "http/tracking.h"
#include "storage/ledger/test_ledger.h"

namespace tandem::http {

class TrackingTest : public ServerTest {
 protected:
  storage::TestLedger ledger;
  std::unique_ptr<Collector> collector;
  people::WriteKey key;

  void TearDown() override {
    ServerTest::TearDown();
    collector.reset();
  }

  void open(CollectorOptions limits) {
    collector = std::make_unique<Collector>(*ledger, limits);
    add_tracking_routes(router, *ledger, *collector);
    add_segment_routes(router, *collector);
    key = *ledger->write(
        [&](storage::Write& write) { return actions::create_write_key(write, "site", {}); });
    ServerTest::start();
  }

  std::int64_t dropped(timeline::DropReason reason) const { return collector->counts().of(reason); }
};

}  // namespace tandem::http
