// Reading the activity log; Write::append writes it.
#pragma once

#include <map>

#include "domain/timeline/groups.h"
#include "storage/identity.h"

namespace tandem::storage {

// How far the log of a writer node goes.
struct NodePosition {
  int node = 0;
  Id newest;
};
BOOST_DESCRIBE_STRUCT(NodePosition, (), (node, newest))

std::vector<NodePosition> list_node_positions(Connection& db);

// By when they happened, oldest first.
std::vector<timeline::Activity> list_activities_of_contact(Connection& db, Id contact);

// A place in a timeline.
struct TimelinePlace {
  Timestamp at;
  Id id;
};

struct TimelineQuery {
  std::optional<TimelinePlace> before;  // older than that
  std::vector<timeline::Group> only;    // any of them; all when empty
  int limit = 50;
};

// Everything of one person, newest first; without what was taken back. Each record's activities are
// read along their index, and no further back than what the others left room for.
std::vector<timeline::Activity> list_timeline(Connection& db, const Identity& whose,
                                              const TimelineQuery& query);

// By visitor, what came before the oldest of their website activities in a page of a timeline: with
// these the page is grouped into visits (domain/timeline/visits.h).
std::map<Id, timeline::Activity> list_before(Connection& db,
                                             const std::vector<timeline::Activity>& newest_first);

// The newest of a kind, if any.
std::optional<timeline::Activity> find_newest(Connection& db, const Identity& whose,
                                              timeline::ActivityKind kind);

std::optional<timeline::Activity> find_activity(Connection& db, Id id);

void insert_retraction(Connection& db, Id activity);
bool is_retracted(Connection& db, Id activity);

}  // namespace tandem::storage
