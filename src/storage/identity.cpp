#include "storage/identity.h"

#include "queries.h"

namespace tandem::storage {
namespace {

struct Row {
  Id id;
};
BOOST_DESCRIBE_STRUCT(Row, (), (id))

}  // namespace

Identity find_identity(Connection& db, Id contact) {
  Identity identity{{contact}, {}};
  db.each<Row>(
      sql::identity::list_visitors_of_contact,
      [&](const Row& row) { identity.visitors.push_back(row.id); }, param("contact_id", contact));
  return identity;
}

}  // namespace tandem::storage
