#include "actions/contact_views.h"

#include <algorithm>

#include "storage/contact_views.h"

namespace tandem::actions {
namespace {

using people::SavedView;

Result<SavedView> find_own(storage::Connection& db, Id id, Id member) {
  auto view = storage::find_view(db, id);
  if (!view || (view->member_id != member && !view->shared)) {
    return Error::not_found("people.view_not_found");
  }
  if (view->member_id != member) return Error::forbidden("people.view_of_another");
  return *std::move(view);
}

}  // namespace

Result<SavedView> save_view(storage::Write& write, const NewView& wanted, Id member) {
  auto name = people::view_name(wanted.name);
  if (!name) return std::move(name).error();
  const auto own =
      std::ranges::count(storage::list_views(write.db, member), member, &SavedView::member_id);
  if (own >= static_cast<std::ptrdiff_t>(people::kMostViews)) {
    return Error::conflict("people.too_many_views", {{"most", std::to_string(people::kMostViews)}});
  }
  const SavedView view{.id = write.next_id(),
                       .member_id = member,
                       .name = *std::move(name),
                       .shared = wanted.shared,
                       .query = people::kept(wanted.query)};
  storage::insert_view(write.db, view);
  return view;
}

Result<SavedView> change_view(storage::Write& write, Id id, const ViewEdit& edit, Id member) {
  auto view = find_own(write.db, id, member);
  if (!view) return view;
  if (edit.name) {
    auto name = people::view_name(*edit.name);
    if (!name) return std::move(name).error();
    view->name = *std::move(name);
  }
  view->shared = edit.shared.value_or(view->shared);
  if (edit.query) view->query = people::kept(*edit.query);
  storage::update_view(write.db, *view);
  return view;
}

Result<void> remove_view(storage::Write& write, Id id, Id member) {
  const auto view = find_own(write.db, id, member);
  if (!view) return view.error();
  storage::delete_view(write.db, id);
  return {};
}

}  // namespace tandem::actions
