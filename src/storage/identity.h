// Under which records one person is found: a contact, and the browsers it has been seen on.
#pragma once

#include <vector>

#include "base/id.h"
#include "storage/ledger/connection.h"

namespace tandem::storage {

struct Identity {
  std::vector<Id> contacts;  // the contact asked for comes first
  std::vector<Id> visitors;  // oldest first
};

// What belongs to the person that this contact stands for; activities of any of these are theirs.
Identity find_identity(Connection& db, Id contact);

}  // namespace tandem::storage
