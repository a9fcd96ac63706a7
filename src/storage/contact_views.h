// Saved views of the contact list in the ledger.
#pragma once

#include "domain/people/contact_view.h"
#include "storage/ledger/connection.h"

namespace tandem::storage {

void insert_view(Connection& db, const people::SavedView& view);
void update_view(Connection& db, const people::SavedView& view);
void delete_view(Connection& db, Id view);
std::optional<people::SavedView> find_view(Connection& db, Id id);

// The member's own and those that are shared, oldest first.
std::vector<people::SavedView> list_views(Connection& db, Id member);

}  // namespace tandem::storage
