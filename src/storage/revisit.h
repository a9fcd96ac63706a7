// What the revisit rule looks at, and how far it has looked.
#pragma once

#include <map>
#include <vector>

#include "domain/timeline/revisit.h"
#include "storage/ledger/connection.h"

namespace tandem::storage {

timeline::RevisitSettings find_revisit_settings(Connection& db);
void save_revisit_settings(Connection& db, const timeline::RevisitSettings& settings);

// Up to which activity of each node visits have been looked at. A node without one has not been
// looked at.
std::map<int, Id> find_revisit_watermarks(Connection& db);
void save_revisit_watermark(Connection& db, int node, Id newest);

// Something a visitor did of whom it is known which contact that is, which has an owner who is not
// disabled.
struct Sighting {
  Id id;  // of the activity
  int node = 0;
  timeline::ActivityKind kind = timeline::ActivityKind::page_viewed;
  Timestamp at;
  Id contact_id;
  Id owner_id;
  Timestamp known_since;
  boost::json::value detail;
};
BOOST_DESCRIBE_STRUCT(Sighting, (), (id, node, kind, at, contact_id, owner_id, known_since, detail))

// Those of a node between two activities of it (the first of which is left out), oldest first.
std::vector<Sighting> list_sightings(Connection& db, int node, Id after, Id upto,
                                     std::int64_t most);

// When the visit began that an activity of the contact is part of.
timeline::VisitStart find_visit_start(Connection& db, const Sighting& sighting);

}  // namespace tandem::storage
