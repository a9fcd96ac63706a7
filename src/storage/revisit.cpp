#include "storage/revisit.h"

#include <algorithm>

#include "queries.h"
#include "storage/identity.h"

namespace tandem::storage {
namespace {

// Longer visits have no beginning that anybody could be told of.
constexpr std::int64_t kMostSigns = 200;

struct Watermark {
  int node = 0;
  Id newest;
};
BOOST_DESCRIBE_STRUCT(Watermark, (), (node, newest))

struct Sign {
  Timestamp at;
  timeline::ActivityKind kind = timeline::ActivityKind::page_viewed;
  boost::json::value detail;
};
BOOST_DESCRIBE_STRUCT(Sign, (), (at, kind, detail))

}  // namespace

timeline::RevisitSettings find_revisit_settings(Connection& db) {
  return *db.find<timeline::RevisitSettings>(sql::revisit::find_revisit_settings);
}

void save_revisit_settings(Connection& db, const timeline::RevisitSettings& settings) {
  db.execute(sql::revisit::save_revisit_settings, settings);
}

std::map<int, Id> find_revisit_watermarks(Connection& db) {
  std::map<int, Id> marks;
  db.each<Watermark>(sql::revisit::list_revisit_watermarks,
                     [&](const Watermark& mark) { marks[mark.node] = mark.newest; });
  return marks;
}

void save_revisit_watermark(Connection& db, int node, Id newest) {
  db.execute(sql::revisit::save_revisit_watermark, Watermark{node, newest});
}

std::vector<Sighting> list_sightings(Connection& db, int node, Id after, Id upto,
                                     std::int64_t most) {
  return db.list<Sighting>(sql::revisit::list_sightings, param("node", node), param("after", after),
                           param("upto", upto), param("most", most));
}

timeline::VisitStart find_visit_start(Connection& db, const Sighting& sighting) {
  std::vector<Timestamp> signs;
  std::optional<Timestamp> horizon;  // before it, not all signs were read
  for (const auto visitor : find_identity(db, sighting.contact_id).visitors) {
    std::int64_t found = 0;
    Timestamp oldest;
    db.each<Sign>(
        sql::revisit::list_signs,
        [&](const Sign& sign) {
          ++found;
          oldest = sign.at;
          if (timeline::is_on_site(sign.kind, sign.detail)) signs.push_back(sign.at);
        },
        param("visitor_id", visitor), param("at", sighting.at), param("id", sighting.id),
        param("most", kMostSigns));
    if (found == kMostSigns) horizon = std::max(horizon.value_or(oldest), oldest);
  }
  if (horizon) std::erase_if(signs, [&](Timestamp at) { return at < *horizon; });
  std::ranges::sort(signs, std::greater());
  return timeline::start_of_visit(sighting.at, signs, horizon.has_value());
}

}  // namespace tandem::storage
