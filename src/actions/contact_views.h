// Saving a view of the contact list, changing it, removing it.
#pragma once

#include "domain/people/contact_view.h"
#include "storage/ledger/ledger.h"

namespace tandem::actions {

struct NewView {
  std::string name;
  bool shared = false;
  people::ViewQuery query;
};
BOOST_DESCRIBE_STRUCT(NewView, (), (name, shared, query))

struct ViewEdit {
  std::optional<std::string> name;
  std::optional<bool> shared;
  std::optional<people::ViewQuery> query;
};
BOOST_DESCRIBE_STRUCT(ViewEdit, (), (name, shared, query))

// Errors: people.nameless and people.too_long (field "name"), people.too_many_views {most}.
Result<people::SavedView> save_view(storage::Write& write, const NewView& wanted, Id member);

// Errors: people.view_not_found, also for another's that is not shared; people.view_of_another;
// those of the name.
Result<people::SavedView> change_view(storage::Write& write, Id view, const ViewEdit& edit,
                                      Id member);
Result<void> remove_view(storage::Write& write, Id view, Id member);

}  // namespace tandem::actions
