#include "storage/timeline.h"

#include "queries.h"

namespace tandem::storage {

std::vector<NodePosition> list_node_positions(Connection& db) {
  return db.list<NodePosition>(sql::timeline::newest_activity_of_each_node);
}

std::vector<timeline::Activity> list_activities_of_contact(Connection& db, Id contact) {
  return db.list<timeline::Activity>(sql::timeline::list_activities_of_contact,
                                     param("contact_id", contact));
}

}  // namespace tandem::storage
