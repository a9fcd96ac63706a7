// For tests: visitors, and what they do, written the way the collector writes them.
#pragma once

#include "storage/access.h"
#include "storage/test_contacts.h"

namespace tandem::storage {

inline Id add_test_visitor(Write& write, std::optional<Id> contact = {},
                           const std::string& code = "v") {
  const auto id = write.next_id();
  write.db.execute(
      "INSERT INTO visitor VALUES (:id, :code, 1, :contact_id, :at, 'Firefox', 'Linux', 'desktop', "
      "'CA', '', 'Montréal')",
      param("id", id), param("code", code), param("contact_id", contact), param("at", write.now()));
  return id;
}

inline void recognise_test_visitor(Write& write, Id visitor, Id contact) {
  write.db.execute("UPDATE visitor SET contact_id = :contact_id WHERE id = :id",
                   param("contact_id", contact), param("id", visitor));
}

inline Id visit_test_page(Write& write, Id visitor, const std::string& url, Timestamp at,
                          timeline::ActivityKind kind = timeline::ActivityKind::page_viewed) {
  timeline::Activity activity;
  activity.kind = kind;
  activity.at = at;
  activity.visitor_id = visitor;
  activity.detail = {{"url", url}, {"title", "Title"}};
  return write.append(std::move(activity));
}

inline Id add_test_member(Write& write, const std::string& email) {
  people::Member member{.id = write.next_id(),
                        .name = email,
                        .email = email,
                        .team = people::Team::sales,
                        .role = people::Role::rep,
                        .disabled_at = {}};
  insert_member(write.db, member);
  return member.id;
}

// A contact that the company has known for a month.
inline Id add_owned_test_contact(Write& write, std::optional<Id> owner,
                                 const std::string& first_name = "Ada") {
  const auto id =
      add_test_contact(write, lifecycle::Stage::lead, write.now() - std::chrono::days(30));
  auto contact = *find_contact(write.db, id);
  contact.first_name = first_name;
  contact.owner_id = owner;
  update_contact(write.db, contact);
  return id;
}

}  // namespace tandem::storage
