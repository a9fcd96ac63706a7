#include "storage/ledger/check.h"

#include <algorithm>

#include "domain/lifecycle/standing.h"
#include "queries.h"
#include "storage/ledger/migrations.h"
#include "storage/timeline.h"

namespace tandem::storage {
namespace {

constexpr int kMostProblems = 100;
constexpr std::size_t kMostExamples = 20;

struct Problem {
  std::string integrity_check;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (integrity_check))

struct Schema {
  int user_version = 0;
};
BOOST_DESCRIBE_STRUCT(Schema, (), (user_version))

// A contact and one of its stage changes, as stored: `stage` may be any text here, because a check
// must survive what it is looking for.
struct HistoryRow {
  Id contact_id;
  std::string stage;
  std::optional<Timestamp> stage_since;
  std::optional<Timestamp> visitor_at, lead_at, mql_at, sql_at, opportunity_at, customer_at;
  std::optional<Id> activity_id;
  std::optional<Timestamp> at;
  std::optional<std::string> detail;
};
BOOST_DESCRIBE_STRUCT(HistoryRow, (),
                      (contact_id, stage, stage_since, visitor_at, lead_at, mql_at, sql_at,
                       opportunity_at, customer_at, activity_id, at, detail))

// The rows of one contact.
class History {
 public:
  bool belongs(const HistoryRow& row) const {
    return first_ && first_->contact_id == row.contact_id;
  }

  void start(const HistoryRow& row) {
    first_ = row;
    changes_.clear();
    readable_ = true;
  }

  void add(const HistoryRow& row) {
    if (!row.activity_id) return;
    const auto transition = read_json<lifecycle::Transition>(row.detail.value_or(""));
    readable_ = readable_ && transition && row.at;
    if (readable_) changes_.push_back({*row.activity_id, {*transition, *row.at}});
  }

  std::optional<Id> contact() const {
    return first_ ? std::optional(first_->contact_id) : std::nullopt;
  }

  bool sound() {
    const auto stored = standing();
    if (!stored || !readable_ || changes_.empty()) return false;
    std::ranges::sort(changes_, {}, &Change::first);
    std::vector<std::pair<lifecycle::Transition, Timestamp>> history;
    for (auto& [id, change] : changes_) history.push_back(std::move(change));
    return lifecycle::replay(history) == *stored;
  }

 private:
  using Change = std::pair<Id, std::pair<lifecycle::Transition, Timestamp>>;

  std::optional<lifecycle::Standing> standing() const {
    const auto stage = parse_enum<lifecycle::Stage>(first_->stage);
    if (!stage || !first_->stage_since) return std::nullopt;
    return lifecycle::Standing{.stage = *stage,
                               .stage_since = *first_->stage_since,
                               .visitor_at = first_->visitor_at,
                               .lead_at = first_->lead_at,
                               .mql_at = first_->mql_at,
                               .sql_at = first_->sql_at,
                               .opportunity_at = first_->opportunity_at,
                               .customer_at = first_->customer_at};
  }

  std::optional<HistoryRow> first_;
  std::vector<Change> changes_;
  bool readable_ = true;
};

void check_file(Connection& db, LedgerReport& report) {
  report.schema = db.find<Schema>(sql::ledger_check::schema)->user_version;
  for (auto& problem :
       db.list<Problem>(sql::ledger_check::integrity, param("most", kMostProblems))) {
    if (problem.integrity_check != "ok") {
      report.integrity.push_back(std::move(problem.integrity_check));
    }
  }
  report.broken_references = db.list<BrokenReferences>(sql::ledger_check::broken_references);
}

void check_standings(Connection& db, LedgerReport& report) {
  History history;
  const auto settle = [&] {
    if (!history.contact()) return;
    ++report.contacts;
    if (history.sound()) return;
    ++report.standings_wrong;
    if (report.wrong_contacts.size() < kMostExamples) {
      report.wrong_contacts.push_back(*history.contact());
    }
  };
  db.each<HistoryRow>(sql::ledger_check::histories, [&](const HistoryRow& row) {
    if (!history.belongs(row)) {
      settle();
      history.start(row);
    }
    history.add(row);
  });
  settle();
}

void check_activities(Connection& db, LedgerReport& report) {
  db.each<NodePosition>(sql::ledger_check::activity_nodes, [&](const NodePosition& activity) {
    ++report.activities;
    if (activity.newest.node() != activity.node) ++report.activities_misfiled;
  });
}

}  // namespace

bool LedgerReport::sound() const {
  return schema == known_schema && integrity.empty() && broken_references.empty() &&
         standings_wrong == 0 && activities_misfiled == 0;
}

LedgerReport check_ledger(Ledger& ledger) {
  LedgerReport report;
  report.known_schema = newest_schema();
  try {
    ledger.read([&](Connection& db) {
      check_file(db, report);
      if (!report.integrity.empty()) return;  // what follows would stumble over it
      check_standings(db, report);
      check_activities(db, report);
    });
  } catch (const StorageFailure& failure) {
    report.integrity.emplace_back(failure.what());
  }
  return report;
}

}  // namespace tandem::storage
