#include <algorithm>

#include "actions/changed_fields.h"
#include "actions/take_row.h"

namespace tandem::actions {
namespace {

using storage::RecordType;

const std::string kEmail(storage::kByEmail);

// For stages without a date: the latest day the row speaks of, or else now.
Timestamp latest_known(const imports::LeadRow& row, Timestamp now) {
  std::optional<Timestamp> latest;
  if (row.has_first_seen) latest = row.contact.first_seen_at;
  for (const auto& entry : row.stages) {
    if (entry.at && (!latest || *entry.at > *latest)) latest = entry.at;
  }
  return latest.value_or(now);
}

Timestamp earliest_known(const imports::LeadRow& row, Timestamp now) {
  if (row.has_first_seen) return row.contact.first_seen_at;
  std::optional<Timestamp> earliest;
  for (const auto& entry : row.stages) {
    if (entry.at && (!earliest || *entry.at < *earliest)) earliest = entry.at;
  }
  return earliest.value_or(now);
}

// Who fills in a form or stands in a CRM is a lead at least.
Id create(storage::Write& write, const imports::LeadRow& row, std::optional<Id> company,
          const Cause& cause) {
  auto contact = row.contact;
  contact.id = write.next_id();
  contact.company_id = company;
  contact.first_seen_at = earliest_known(row, write.now());
  const auto undated = latest_known(row, write.now());
  auto stages = row.stages;
  if (stages.empty()) stages.push_back({lifecycle::Stage::lead, contact.first_seen_at});

  std::vector<std::pair<lifecycle::Transition, Timestamp>> history;
  lifecycle::Standing standing;
  for (const auto& [stage, dated] : stages) {
    const auto at = dated.value_or(undated);
    auto move = history.empty() ? lifecycle::begin(stage, at, cause.why)
                                : *lifecycle::move(standing, stage, at, cause.why);
    standing = move.standing;
    history.emplace_back(std::move(move.transition), at);
  }
  storage::insert_contact(write.db, contact, standing);
  for (const auto& [transition, at] : history) tell(write, contact.id, transition, at, cause);
  return contact.id;
}

Outcome update(storage::Write& write, Id id, const imports::LeadRow& row, std::optional<Id> company,
               const Cause& cause) {
  const auto before = storage::find_contact(write.db, id).value();
  auto said = row.contact;
  said.company_id = company;
  if (!row.has_first_seen) said.first_seen_at = before.first_seen_at;
  const auto after = people::updated(before, said);
  bool changed = false;
  if (auto fields = changed_fields(before, after); !fields.is_null()) {
    storage::update_contact(write.db, after);
    auto told =
        activity(timeline::ActivityKind::contact_updated, write.now(), cause, std::move(fields));
    told.contact_id = id;
    write.append(std::move(told));
    changed = true;
  }
  changed |= learn_stages(write, id, row.stages, latest_known(row, write.now()), cause) > 0;
  return changed ? Outcome::changed : Outcome::unchanged;
}

}  // namespace

Result<Taken> take_lead(storage::Write& write, const Fingerprinted<imports::LeadRow>& lead,
                        const Cause& cause) {
  const auto& row = lead.row;
  Taken taken;
  if (known_row(write.db, RecordType::contact, row.references, lead.fingerprint)) return taken;
  auto id = find_by_references(write.db, RecordType::contact, row.references);
  const auto& email = row.contact.email;
  if (!id && !email.empty()) {
    id = find_by_references(write.db, RecordType::contact, {{kEmail, email}});
  }
  const auto company = company_of(write, row.company, row.company_name, cause, taken);
  if (id) {
    taken.outcome = update(write, *id, row, company, cause);
  } else {
    id = create(write, row, company, cause);
    taken.outcome = Outcome::created;
  }
  remember(write.db, RecordType::contact, row.references, *id, lead.fingerprint);
  if (!email.empty()) storage::add_reference(write.db, RecordType::contact, kEmail, email, *id);
  return taken;
}

}  // namespace tandem::actions
