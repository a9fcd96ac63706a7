#include "jobs/revisit_watch.h"

#include <map>
#include <set>

#include "actions/tell_revisit.h"
#include "jobs/commit_watch.h"
#include "storage/notifications.h"
#include "storage/timeline.h"

namespace tandem::jobs {
namespace {

constexpr std::int64_t kBatch = 500;  // sightings judged in one change
// How far the watermark in the ledger may be behind when nothing is told: so much is read again
// after a sudden end.
constexpr std::chrono::minutes kUnwritten{1};

// Part of a node's log, and what of it may be worth telling.
struct Stretch {
  int node = 0;
  Id end;
  std::vector<storage::Sighting> sightings;
};

}  // namespace

struct RevisitWatch::Impl {
  Impl(storage::Ledger& the_ledger, std::function<void(Id)> told,
       std::function<void(const std::string&)> failed)
      : ledger(the_ledger),
        on_told(std::move(told)),
        on_failure(std::move(failed)),
        watch(ledger, [this](bool) { look(); }) {}

  void look() {
    try {
      if (!has_begun) begin();
      while (const auto stretch = next()) judge(*stretch);
      tell_held();
    } catch (const std::exception& failure) {
      on_failure(failure.what());
    }
  }

  void begin() {
    marks = ledger.read(storage::find_revisit_watermarks);
    written = marks;
    has_begun = true;
  }

  // The next stretch that nobody has looked at; none when all has been.
  std::optional<Stretch> next() {
    return ledger.read([&](storage::Connection& db) -> std::optional<Stretch> {
      for (const auto& position : storage::list_node_positions(db)) {
        const auto mark = marks[position.node];
        if (mark >= position.newest) continue;
        Stretch stretch{position.node, position.newest,
                        storage::list_sightings(db, position.node, mark, position.newest, kBatch)};
        const bool is_full = stretch.sightings.size() == static_cast<std::size_t>(kBatch);
        if (is_full) stretch.end = stretch.sightings.back().id;
        return stretch;
      }
      return std::nullopt;
    });
  }

  void judge(const Stretch& stretch) {
    const bool is_due = stretch.end.time() - written[stretch.node].time() >= kUnwritten;
    if (!stretch.sightings.empty() || is_due) {
      for (const auto member : tell(stretch)) on_told(member);
      written[stretch.node] = stretch.end;
    }
    marks[stretch.node] = stretch.end;
  }

  // Judges and tells in one change with the watermark; the members told.
  std::set<Id> tell(const Stretch& stretch) {
    return *ledger.write([&](storage::Write& write) -> Result<std::set<Id>> {
      std::set<Id> told;
      const auto settings = storage::find_revisit_settings(write.db);
      for (const auto& sighting : stretch.sightings) {
        const auto notification = actions::tell_revisit(write, sighting, settings);
        if (notification && !notification->held_until) told.insert(notification->member_id);
      }
      storage::save_revisit_watermark(write.db, stretch.node, stretch.end);
      return told;
    });
  }

  void tell_held() {
    const auto now = ledger.clock().now();
    const bool is_due =
        ledger.read([&](storage::Connection& db) { return !storage::list_held(db, now).empty(); });
    if (!is_due) return;
    const auto told = *ledger.write(
        [](storage::Write& write) -> Result<std::vector<Id>> { return actions::tell_held(write); });
    for (const auto member : told) on_told(member);
  }

  storage::Ledger& ledger;
  std::function<void(Id)> on_told;
  std::function<void(const std::string&)> on_failure;
  std::map<int, Id> marks;    // looked at
  std::map<int, Id> written;  // and so kept in the ledger
  bool has_begun = false;
  CommitWatch watch;  // last: it looks at the others
};

RevisitWatch::RevisitWatch(storage::Ledger& ledger, std::function<void(Id member)> on_told,
                           std::function<void(const std::string& problem)> on_failure)
    : impl_(std::make_unique<Impl>(ledger, std::move(on_told), std::move(on_failure))) {}

RevisitWatch::~RevisitWatch() = default;

}  // namespace tandem::jobs
