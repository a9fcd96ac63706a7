#include "actions/take_row.h"

namespace tandem::actions {

using storage::RecordType;

std::optional<Id> known_row(storage::Connection& db, RecordType type,
                            const std::vector<imports::Reference>& references,
                            std::int64_t fingerprint) {
  if (references.empty()) return std::nullopt;
  const auto& [name, value] = references.front();
  const auto known = storage::find_reference(db, type, name, value);
  const bool same = known && known->fingerprint == fingerprint;
  return same ? std::optional(known->record_id) : std::nullopt;
}

std::optional<Id> find_by_references(storage::Connection& db, RecordType type,
                                     const std::vector<imports::Reference>& references) {
  for (const auto& reference : references) {
    const auto known = storage::find_reference(db, type, reference.name, reference.value);
    if (known) return known->record_id;
  }
  return std::nullopt;
}

void remember(storage::Connection& db, RecordType type,
              const std::vector<imports::Reference>& references, Id record,
              std::int64_t fingerprint) {
  for (std::size_t i = 0; i < references.size(); ++i) {
    const auto& [name, value] = references[i];
    if (i == 0) {
      storage::save_reference(db, type, name, value, {record, fingerprint});
    } else {
      storage::add_reference(db, type, name, value, record);
    }
  }
}

}  // namespace tandem::actions
