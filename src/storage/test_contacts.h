// For tests: contacts and deals written the way actions write them, for levels below actions.
#pragma once

#include "domain/lifecycle/standing.h"
#include "storage/ledger/test_ledger.h"
#include "storage/people.h"

namespace tandem::storage {

inline void tell_stage(Write& write, Id contact, const lifecycle::Transition& transition,
                       Timestamp at) {
  timeline::Activity told;
  told.kind = timeline::ActivityKind::stage_changed;
  told.at = at;
  told.contact_id = contact;
  told.detail = to_json(transition);
  write.append(told);
}

inline Id add_test_contact(Write& write, lifecycle::Stage stage, Timestamp at,
                           const std::string& origin = "social") {
  people::Contact contact;
  contact.id = write.next_id();
  contact.origin = origin;
  contact.landing_page = "/";
  contact.first_seen_at = at;
  contact.attributes = boost::json::object{};
  const auto begun = lifecycle::begin(stage, at, "");
  insert_contact(write.db, contact, begun.standing);
  tell_stage(write, contact.id, begun.transition, at);
  return contact.id;
}

// Does nothing when the contact is in the stage already.
inline void move_test_contact(Write& write, Id contact, lifecycle::Stage to, Timestamp at) {
  const auto moved = lifecycle::move(find_standing(write.db, contact).value(), to, at, "");
  if (!moved) return;
  update_standing(write.db, contact, moved->standing);
  tell_stage(write, contact, moved->transition, at);
}

inline void tell_test_deal(Write& write, timeline::ActivityKind kind, const people::Deal& deal) {
  timeline::Activity told;
  told.kind = kind;
  told.at = write.now();
  told.contact_id = deal.contact_id;
  told.deal_id = deal.id;
  write.append(told);
}

inline people::Deal add_test_deal(Write& write, std::optional<Id> contact, std::int64_t amount) {
  people::Deal deal;
  deal.id = write.next_id();
  deal.contact_id = contact;
  deal.state = people::DealState::won;
  deal.amount = amount;
  deal.currency = "CAD";
  deal.closed_at = write.now();
  deal.attributes = nullptr;
  insert_deal(write.db, deal);
  tell_test_deal(write, timeline::ActivityKind::deal_created, deal);
  return deal;
}

}  // namespace tandem::storage
