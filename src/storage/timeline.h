// Reading the activity log; Write::append writes it.
#pragma once

#include "domain/timeline/activity.h"
#include "storage/ledger/connection.h"

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

}  // namespace tandem::storage
