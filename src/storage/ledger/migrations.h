// The ledger's schema: numbered files in migrations/ledger/, run in order at start, never edited
// after they landed.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "storage/ledger/data_directory.h"

namespace tandem::storage {

// Brings the ledger's schema up to date in one transaction, after copying an existing file to
// backups/ledger-<version>-<time>.db. Two programs may call it at once. Error: storage.newer_schema
// {found, known}, when a newer Tandem wrote the file. Throws StorageFailure.
Result<void> migrate(const DataDirectory& directory, const Clock& clock);

// Number of the last migration compiled in.
int newest_schema();

}  // namespace tandem::storage
