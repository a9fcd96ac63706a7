// Who is on the site now: a copy in memory of the visits under way, which follows the activity log
// by one watermark a node, as the mirror does. It holds nothing that the log does not say, and
// begins anew with the program.
//
// In memory, because asking the log would cost as much as the site has visitors: every visit of the
// last minutes would be counted for each look. Bounded: of more visitors than it has room for,
// those seen last are kept.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <unordered_map>
#include <vector>

#include "domain/timeline/visit.h"
#include "storage/ledger/ledger.h"

namespace tandem::storage {

// What has changed since the last look.
struct LiveChanges {
  std::set<Id> contacts;  // whose timelines are longer
  bool visitors = false;  // somebody came, went on, or became known
};

// A visitor on the site, with what is known of them.
struct LiveVisitor {
  Id id;
  timeline::Visit visit;
  std::optional<Id> contact_id;
  std::optional<std::string> first_name, last_name, email;
  std::optional<Id> company_id;
  std::optional<std::string> company;
  std::optional<std::string> owner;
  std::string country, city, device, browser;
};

struct LiveList {
  std::vector<LiveVisitor> visitors;  // seen last first
  std::int64_t total = 0;             // on the site, listed or not
};

// Whether anybody was ever seen on a site.
bool has_visitors(Connection& db);

class LiveVisitors {
 public:
  static constexpr std::size_t kMost = 20'000;  // visits held

  // `ledger` outlives it.
  explicit LiveVisitors(Ledger& ledger, std::size_t most = kMost) : ledger_(ledger), most_(most) {}

  // Takes in what the log has got since the last call; the first call, the newest part of the log.
  // One thread at a time.
  LiveChanges follow();

  // Visitors who gave a sign in the last kPresence minutes, `most` of them at most. From any
  // thread.
  LiveList list(std::size_t most);

  std::size_t held() const;

 private:
  struct Seen;
  void begin(Connection& db);
  void take(const Seen& seen, Timestamp now, LiveChanges& changes);
  void make_room(Timestamp now);
  // Those on the site, seen last first.
  std::vector<std::pair<Id, timeline::Visit>> present(Timestamp now, std::size_t most,
                                                      std::int64_t& total) const;

  Ledger& ledger_;
  const std::size_t most_;
  std::map<int, Id> watermarks_;  // of the following thread alone
  bool has_begun_ = false;
  mutable std::mutex mutex_;  // guards `visits_`
  std::unordered_map<Id, timeline::Visit> visits_;
};

}  // namespace tandem::storage
