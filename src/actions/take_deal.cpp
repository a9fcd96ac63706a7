#include "actions/changed_fields.h"
#include "actions/take_row.h"

namespace tandem::actions {
namespace {

using people::DealState;
using storage::RecordType;

std::optional<Id> contact_of(storage::Connection& db, const imports::DealRow& row) {
  std::vector<imports::Reference> known_as;
  if (row.contact) known_as.push_back(*row.contact);
  if (!row.contact_email.empty()) {
    known_as.push_back({std::string(storage::kByEmail), row.contact_email});
  }
  return find_by_references(db, RecordType::contact, known_as);
}

bool names_a_contact(const imports::DealRow& row) {
  return row.contact.has_value() || !row.contact_email.empty();
}

// What a deal says of its contact: it was an opportunity since the deal was opened, and has been a
// customer since it was won.
std::vector<imports::StageEntry> stages_of(const people::Deal& deal) {
  std::vector<imports::StageEntry> stages;
  if (deal.opened_at || deal.state != DealState::won) {
    const auto at = deal.opened_at ? deal.opened_at : deal.closed_at;
    stages.push_back({lifecycle::Stage::opportunity, at});
  }
  if (deal.state == DealState::won) {
    stages.push_back({lifecycle::Stage::customer, deal.closed_at});
  }
  return stages;
}

// Kept all the same: a date that cannot be right is no reason to lose a sale.
std::string flag_of(storage::Connection& db, const people::Deal& deal) {
  if (!deal.contact_id || deal.state != DealState::won || !deal.closed_at) return {};
  const auto contact = storage::find_contact(db, *deal.contact_id);
  const bool too_early = contact && *deal.closed_at < contact->first_seen_at;
  return too_early ? std::string(people::kWonBeforeFirstContact) : std::string();
}

people::Deal create(storage::Write& write, people::Deal deal, const Cause& cause) {
  deal.id = write.next_id();
  deal.flag = flag_of(write.db, deal);
  storage::insert_deal(write.db, deal);
  const auto at = deal.opened_at ? deal.opened_at : deal.closed_at;
  tell_deal(write, timeline::ActivityKind::deal_created, deal, at.value_or(write.now()), nullptr,
            cause);
  return deal;
}

people::Deal update(storage::Write& write, Id id, const people::Deal& said, const Cause& cause,
                    Outcome& outcome) {
  const auto before = storage::find_deal(write.db, id).value();
  auto after = people::updated(before, said);
  after.flag = flag_of(write.db, after);
  if (auto fields = changed_fields(before, after); !fields.is_null()) {
    storage::update_deal(write.db, after);
    tell_deal(write, timeline::ActivityKind::deal_updated, after, write.now(), std::move(fields),
              cause);
    outcome = Outcome::changed;
  }
  return after;
}

}  // namespace

void tell_deal(storage::Write& write, timeline::ActivityKind kind, const people::Deal& deal,
               Timestamp at, boost::json::value detail, const Cause& cause) {
  auto told = activity(kind, at, cause, std::move(detail));
  told.deal_id = deal.id;
  told.contact_id = deal.contact_id;
  told.company_id = deal.company_id;
  write.append(std::move(told));
}

Result<Taken> take_deal(storage::Write& write, const Fingerprinted<imports::DealRow>& entry,
                        const Cause& cause) {
  const auto& row = entry.row;
  Taken taken;
  if (const auto known = known_row(write.db, RecordType::deal, row.references, entry.fingerprint)) {
    taken.matched = storage::find_deal(write.db, *known).value().contact_id.has_value();
    return taken;
  }
  auto said = row.deal;
  said.contact_id = contact_of(write.db, row);
  const bool lost_contact = names_a_contact(row) && !said.contact_id;
  if (lost_contact && !row.company && row.company_name.empty()) {
    const auto wanted =
        row.contact.value_or(imports::Reference{std::string(storage::kByEmail), row.contact_email});
    return Error::not_found("imports.contact_unknown",
                            {{"reference", wanted.name}, {"value", wanted.value}});
  }
  said.company_id = company_of(write, row.company, row.company_name, cause, taken);
  people::Deal deal;
  if (const auto id = find_by_references(write.db, RecordType::deal, row.references)) {
    deal = update(write, *id, said, cause, taken.outcome);
  } else {
    deal = create(write, std::move(said), cause);
    taken.outcome = Outcome::created;
  }
  if (deal.contact_id) {
    const auto undated = deal.closed_at ? deal.closed_at : deal.opened_at;
    const int moves = learn_stages(write, *deal.contact_id, stages_of(deal),
                                   undated.value_or(write.now()), cause);
    if (moves > 0 && taken.outcome == Outcome::unchanged) taken.outcome = Outcome::changed;
  }
  taken.matched = deal.contact_id.has_value();
  taken.flagged = !deal.flag.empty();
  // Without its contact the row is not done with: the same row is looked at again next time.
  remember(write.db, RecordType::deal, row.references, deal.id,
           lost_contact ? 0 : entry.fingerprint);
  return taken;
}

}  // namespace tandem::actions
