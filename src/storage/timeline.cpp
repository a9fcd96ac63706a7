#include "storage/timeline.h"

#include <algorithm>
#include <limits>

#include "queries.h"

namespace tandem::storage {
namespace {

using timeline::Activity;

constexpr Timestamp kBeginning{Millis(std::numeric_limits<std::int64_t>::min())};
constexpr TimelinePlace kEnd{Timestamp(Millis(std::numeric_limits<std::int64_t>::max())), Id{}};

struct Found {
  Id id;
};
BOOST_DESCRIBE_STRUCT(Found, (), (id))

// ",page_viewed,form_submitted,": how the query is told.
std::string listed(const std::vector<timeline::ActivityKind>& kinds) {
  std::string list = ",";
  for (const auto kind : kinds) list += std::string(name_of(kind)) + ",";
  return list;
}

bool is_newer(const Activity& one, const Activity& other) {
  return std::tie(one.at, one.id) > std::tie(other.at, other.id);
}

// The newest activities of several records, read one record after the other.
class Newest {
 public:
  Newest(Connection& db, std::string kinds, TimelinePlace before, int most)
      : db_(db), kinds_(std::move(kinds)), before_(before), most_(most) {}

  // `sql`: of contacts or of visitors.
  void read(std::string_view sql, const std::vector<Id>& records) {
    for (const auto record : records) {
      const auto middle = std::ssize(kept_);
      db_.each<Activity>(
          sql, [&](Activity row) { kept_.push_back(std::move(row)); }, param("of", record),
          param("floor", floor_), param("before_at", before_.at), param("before_id", before_.id),
          param("kinds", kinds_), param("most", most_));
      std::inplace_merge(kept_.begin(), kept_.begin() + middle, kept_.end(), is_newer);
      // What a known visitor did may be told of both.
      kept_.erase(std::unique(kept_.begin(), kept_.end(),
                              [](const Activity& a, const Activity& b) { return a.id == b.id; }),
                  kept_.end());
      if (std::ssize(kept_) < most_) continue;
      kept_.erase(kept_.begin() + most_, kept_.end());
      floor_ = kept_.back().at;
    }
  }

  std::vector<Activity> take() { return std::move(kept_); }

 private:
  Connection& db_;
  std::string kinds_;
  TimelinePlace before_;
  int most_;
  Timestamp floor_ = kBeginning;
  std::vector<Activity> kept_;  // newest first
};

std::vector<Activity> list_newest(Connection& db, const Identity& whose, const std::string& kinds,
                                  const std::optional<TimelinePlace>& before, int most) {
  Newest newest(db, kinds, before.value_or(kEnd), most);
  newest.read(sql::timeline::list_of_contact, whose.contacts);
  newest.read(sql::timeline::list_of_visitor, whose.visitors);
  return newest.take();
}

}  // namespace

std::vector<NodePosition> list_node_positions(Connection& db) {
  return db.list<NodePosition>(sql::timeline::newest_activity_of_each_node);
}

std::vector<timeline::Activity> list_activities_of_contact(Connection& db, Id contact) {
  return db.list<timeline::Activity>(sql::timeline::list_activities_of_contact,
                                     param("contact_id", contact));
}

std::vector<Activity> list_timeline(Connection& db, const Identity& whose,
                                    const TimelineQuery& query) {
  return list_newest(db, whose, listed(timeline::kinds_of(query.only)), query.before, query.limit);
}

std::map<Id, Activity> list_before(Connection& db, const std::vector<Activity>& newest_first) {
  std::map<Id, const Activity*> oldest;
  for (const auto& activity : newest_first) {
    if (activity.visitor_id) oldest[*activity.visitor_id] = &activity;
  }
  const auto kinds = listed(timeline::kinds_of({timeline::Group::website}));
  std::map<Id, Activity> before;
  for (const auto& [visitor, activity] : oldest) {
    auto found =
        list_newest(db, {{}, {visitor}}, kinds, TimelinePlace{activity->at, activity->id}, 1);
    if (!found.empty()) before.emplace(visitor, std::move(found.front()));
  }
  return before;
}

std::optional<Activity> find_newest(Connection& db, const Identity& whose,
                                    timeline::ActivityKind kind) {
  auto found = list_newest(db, whose, listed({kind}), {}, 1);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<Activity> find_activity(Connection& db, Id id) {
  return db.find<Activity>(sql::timeline::find_activity, param("id", id));
}

void insert_retraction(Connection& db, Id activity) {
  db.execute(sql::timeline::insert_retraction, param("activity_id", activity));
}

bool is_retracted(Connection& db, Id activity) {
  return db.find<Found>(sql::timeline::find_retraction, param("activity_id", activity)).has_value();
}

}  // namespace tandem::storage
