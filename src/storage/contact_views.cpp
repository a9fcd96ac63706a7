#include "storage/contact_views.h"

#include "queries.h"

namespace tandem::storage {

using people::SavedView;

void insert_view(Connection& db, const SavedView& view) {
  db.execute(sql::contact_views::insert_view, view);
}

void update_view(Connection& db, const SavedView& view) {
  db.execute(sql::contact_views::update_view, view);
}

void delete_view(Connection& db, Id view) {
  db.execute(sql::contact_views::delete_view, param("id", view));
}

std::optional<SavedView> find_view(Connection& db, Id id) {
  return db.find<SavedView>(sql::contact_views::find_view, param("id", id));
}

std::vector<SavedView> list_views(Connection& db, Id member) {
  return db.list<SavedView>(sql::contact_views::list_views, param("member_id", member));
}

}  // namespace tandem::storage
