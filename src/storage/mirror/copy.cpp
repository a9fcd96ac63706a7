#include "storage/mirror/copy.h"

#include <charconv>
#include <unordered_set>

#include "mirror_migrations.h"
#include "queries.h"
#include "storage/mirror/facts.h"
#include "storage/timeline.h"

namespace tandem::storage {
namespace {

constexpr std::int64_t kBatch = 20'000;  // activities shipped in one transaction

struct Header {
  std::string identity;
  std::int64_t schema = 0;
  std::string time_zone;

  bool operator==(const Header&) const = default;
};
BOOST_DESCRIBE_STRUCT(Header, (), (identity, schema, time_zone))

struct Watermark {
  int node = 0;
  Id newest;
};
BOOST_DESCRIBE_STRUCT(Watermark, (), (node, newest))

Header header_of(const Workspace& workspace) {
  std::int64_t schema = 0;
  const auto stem = embedded::mirror_migrations.back().first;
  std::from_chars(stem.data(), stem.data() + stem.size(), schema);
  return {workspace.identity, schema, workspace.time_zone};
}

// Runs `work` in a transaction of the mirror.
template <class F>
void transact(DuckConnection& duck, F&& work) {
  duck.run_script("BEGIN TRANSACTION");
  try {
    work();
    duck.run_script("COMMIT");
  } catch (...) {
    try {
      duck.run_script("ROLLBACK");
    } catch (const DuckFailure&) {  // NOLINT(bugprone-empty-catch): the first failure is the news
    }
    throw;
  }
}

// Replaces the facts of the records named, by way of a table that holds only these.
template <class Source>
void replace_facts(DuckConnection& duck, Connection& ledger, const std::string& table,
                   std::string_view find, const std::unordered_set<Id>& ids,
                   const date::time_zone& zone) {
  if (ids.empty()) return;
  duck.run_script("CREATE OR REPLACE TEMP TABLE staged AS FROM " + table + " LIMIT 0");
  DuckAppender staged(duck, "staged");
  for (const auto id : ids) {
    if (auto record = ledger.find<Source>(find, param("id", id))) {
      staged.append(fact_of(*record, zone));
    }
  }
  staged.close();
  duck.run_script("DELETE FROM " + table + " WHERE id IN (SELECT id FROM staged);" +  //
                  "INSERT INTO " + table + " FROM staged; DROP TABLE staged");
}

}  // namespace

bool Mirror::Copy::belongs_to(const Workspace& workspace, Connection& ledger) {
  const auto found = writer_.list<Header>("SELECT identity, schema, time_zone FROM mirror");
  if (found != std::vector{header_of(workspace)}) return false;
  zone_ = date::locate_zone(workspace.time_zone);
  load_watermarks();
  std::map<int, Id> positions;
  for (const auto& position : list_node_positions(ledger)) {
    positions[position.node] = position.newest;
  }
  // A ledger restored from an older copy is behind its mirror.
  return std::ranges::all_of(watermarks_, [&](const auto& mark) {
    return positions.contains(mark.first) && mark.second <= positions[mark.first];
  });
}

void Mirror::Copy::build(const Workspace& workspace, Connection& ledger) {
  zone_ = date::locate_zone(workspace.time_zone);
  transact(writer_, [&] {
    for (const auto& [stem, sql] : embedded::mirror_migrations) writer_.run_script(sql);
    DuckAppender header(writer_, "mirror");
    header.append(header_of(workspace));
    header.close();

    DuckAppender contacts(writer_, "contact");
    ledger.each<ContactSource>(sql::mirror::list_contacts,
                               [&](const auto& row) { contacts.append(fact_of(row, *zone_)); });
    contacts.close();
    DuckAppender deals(writer_, "deal");
    ledger.each<people::Deal>(sql::mirror::list_deals,
                              [&](const auto& row) { deals.append(fact_of(row, *zone_)); });
    deals.close();
    DuckAppender activities(writer_, "activity");
    ledger.each<ActivityFact>(sql::mirror::list_activities,
                              [&](const auto& row) { activities.append(row); });
    activities.close();
    for (const auto& position : list_node_positions(ledger)) {
      watermarks_[position.node] = position.newest;
    }
    save_watermarks();
  });
}

bool Mirror::Copy::counts_days_as(const Workspace& workspace) const {
  return zone_ == date::locate_zone(workspace.time_zone);
}

std::int64_t Mirror::Copy::follow(Connection& ledger) {
  std::int64_t copied = 0;
  for (const auto& position : list_node_positions(ledger)) {
    while (watermarks_[position.node] < position.newest) {
      copied += copy_activities(ledger, position.node, watermarks_[position.node]);
    }
  }
  return copied;
}

std::int64_t Mirror::Copy::copy_activities(Connection& ledger, int node, Id after) {
  const auto activities =
      ledger.list<ActivityFact>(sql::mirror::list_activities_after, param("node", node),
                                param("after", after), param("limit", kBatch));
  std::unordered_set<Id> contacts;
  std::unordered_set<Id> deals;
  for (const auto& activity : activities) {
    if (activity.contact_id) contacts.insert(*activity.contact_id);
    if (activity.deal_id) deals.insert(*activity.deal_id);
  }
  try {
    transact(writer_, [&] {
      DuckAppender log(writer_, "activity");
      for (const auto& activity : activities) log.append(activity);
      log.close();
      replace_facts<ContactSource>(writer_, ledger, "contact", sql::mirror::find_contact, contacts,
                                   *zone_);
      replace_facts<people::Deal>(writer_, ledger, "deal", sql::people::find_deal, deals, *zone_);
      watermarks_[node] = activities.back().id;
      save_watermarks();
    });
  } catch (...) {
    watermarks_[node] = after;
    throw;
  }
  return static_cast<std::int64_t>(activities.size());
}

void Mirror::Copy::load_watermarks() {
  watermarks_.clear();
  for (const auto& mark : writer_.list<Watermark>("SELECT node, newest FROM watermark")) {
    watermarks_[mark.node] = mark.newest;
  }
}

void Mirror::Copy::save_watermarks() {
  writer_.run_script("DELETE FROM watermark");
  DuckAppender table(writer_, "watermark");
  for (const auto& [node, newest] : watermarks_) table.append(Watermark{node, newest});
  table.close();
}

std::unique_ptr<DuckConnection> Mirror::Copy::take() {
  {
    const std::lock_guard hold(mutex_);
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  return std::make_unique<DuckConnection>(database_.connect());
}

void Mirror::Copy::give_back(std::unique_ptr<DuckConnection> connection) {
  const std::lock_guard hold(mutex_);
  idle_.push_back(std::move(connection));
}

}  // namespace tandem::storage
