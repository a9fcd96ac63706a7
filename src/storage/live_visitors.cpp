#include "storage/live_visitors.h"

#include <algorithm>

#include "queries.h"
#include "storage/timeline.h"

namespace tandem::storage {

// An activity, as far as the view needs it.
struct LiveVisitors::Seen {
  Id id;
  timeline::ActivityKind kind = timeline::ActivityKind::page_viewed;
  Timestamp at;
  std::optional<Id> contact_id;
  std::optional<Id> visitor_id;
  boost::json::value detail;

  BOOST_DESCRIBE_CLASS(Seen, (), (id, kind, at, contact_id, visitor_id, detail), (), ())
};

namespace {

constexpr std::int64_t kBatch = 5'000;
constexpr std::int64_t kAtFirst = 20'000;  // activities of each node

struct Known {
  std::optional<Id> contact_id;
  std::optional<std::string> first_name, last_name, email;
  std::optional<Id> company_id;
  std::optional<std::string> company, owner;
  std::string country, city, device, browser;
};
BOOST_DESCRIBE_STRUCT(Known, (),
                      (contact_id, first_name, last_name, email, company_id, company, owner,
                       country, city, device, browser))

struct Answer {
  bool yes = false;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (yes))

LiveVisitor with(Id id, timeline::Visit visit, Known known) {
  return {.id = id,
          .visit = std::move(visit),
          .contact_id = known.contact_id,
          .first_name = std::move(known.first_name),
          .last_name = std::move(known.last_name),
          .email = std::move(known.email),
          .company_id = known.company_id,
          .company = std::move(known.company),
          .owner = std::move(known.owner),
          .country = std::move(known.country),
          .city = std::move(known.city),
          .device = std::move(known.device),
          .browser = std::move(known.browser)};
}

}  // namespace

bool has_visitors(Connection& db) {
  return db.find<Answer>(sql::live::has_visitors)->yes;
}

LiveChanges LiveVisitors::follow() {
  const auto now = ledger_.clock().now();
  LiveChanges changes;
  ledger_.read([&](Connection& db) {
    if (!has_begun_) return begin(db);
    for (const auto& position : list_node_positions(db)) {
      auto& mark = watermarks_[position.node];
      while (mark < position.newest) {
        const auto batch =
            db.list<Seen>(sql::live::list_activities_after, param("node", position.node),
                          param("after", mark), param("most", kBatch));
        for (const auto& seen : batch) take(seen, now, changes);
        mark = batch.empty() ? position.newest : batch.back().id;
      }
    }
  });
  make_room(now);
  return changes;
}

void LiveVisitors::begin(Connection& db) {
  const auto now = ledger_.clock().now();
  LiveChanges ignored;
  for (const auto& position : list_node_positions(db)) {
    auto newest = db.list<Seen>(sql::live::list_newest_activities, param("node", position.node),
                                param("most", kAtFirst));
    std::ranges::reverse(newest);
    for (const auto& seen : newest) {
      if (now - seen.at < 2 * timeline::kVisitGap) take(seen, now, ignored);
    }
    watermarks_[position.node] = position.newest;
  }
  has_begun_ = true;
}

void LiveVisitors::take(const Seen& seen, Timestamp now, LiveChanges& changes) {
  if (seen.contact_id) changes.contacts.insert(*seen.contact_id);
  if (!seen.visitor_id || !timeline::is_on_site(seen.kind, seen.detail)) return;
  timeline::Activity activity;
  activity.kind = seen.kind;
  activity.at = std::min(seen.at, now);  // a sender's clock may be ahead a little
  activity.detail = seen.detail;
  const std::lock_guard hold(mutex_);
  const auto known = visits_.find(*seen.visitor_id);
  if (known == visits_.end()) {
    visits_.emplace(*seen.visitor_id, timeline::begin_visit(activity));
  } else if (timeline::belongs_to(known->second, activity)) {
    timeline::extend(known->second, activity);
  } else if (activity.at > known->second.last_at) {
    known->second = timeline::begin_visit(activity);
  } else {
    return;  // of an earlier visit, told late
  }
  changes.visitors = true;
}

void LiveVisitors::make_room(Timestamp now) {
  const std::lock_guard hold(mutex_);
  if (visits_.size() <= most_) return;
  std::erase_if(visits_, [&](const auto& visit) {
    return now - visit.second.last_at >= timeline::kVisitGap;
  });
  // Well below the limit, so that the next visitors need not be weighed one by one.
  const auto room = most_ - most_ / 4;
  if (visits_.size() <= room) return;
  std::vector<std::pair<Timestamp, Id>> order;
  for (const auto& [id, visit] : visits_) order.emplace_back(visit.last_at, id);
  const auto kept = order.begin() + static_cast<std::ptrdiff_t>(room);
  std::ranges::nth_element(order, kept, std::greater());
  for (auto gone = kept; gone != order.end(); ++gone) visits_.erase(gone->second);
}

std::vector<std::pair<Id, timeline::Visit>> LiveVisitors::present(Timestamp now, std::size_t most,
                                                                  std::int64_t& total) const {
  std::vector<std::pair<Timestamp, Id>> order;
  std::vector<std::pair<Id, timeline::Visit>> found;
  const std::lock_guard hold(mutex_);
  for (const auto& [id, visit] : visits_) {
    if (now - visit.last_at < timeline::kPresence) order.emplace_back(visit.last_at, id);
  }
  total = static_cast<std::int64_t>(order.size());
  const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(most, order.size()));
  std::ranges::partial_sort(order, end, std::greater());
  for (auto it = order.begin(); it != end; ++it)
    found.emplace_back(it->second, visits_.at(it->second));
  return found;
}

LiveList LiveVisitors::list(std::size_t most) {
  LiveList list;
  auto here = present(ledger_.clock().now(), most, list.total);
  ledger_.read([&](Connection& db) {
    for (auto& [id, visit] : here) {
      auto known = db.find<Known>(sql::live::find_visitor, param("id", id));
      if (known) list.visitors.push_back(with(id, std::move(visit), *std::move(known)));
    }
  });
  return list;
}

std::size_t LiveVisitors::held() const {
  const std::lock_guard hold(mutex_);
  return visits_.size();
}

}  // namespace tandem::storage
