// The list of contacts: searched, filtered, sorted, a page at a time.
//
// However many contacts there are, a page takes a bounded time. Each filter says how many contacts
// it leads to, counted to a limit. Where one leads to few, these are looked at one by one and
// sorted, and the total is exact. Where all lead to many, what is wanted is dense: the order's
// index is walked and what does not fit is passed over. A walk that has passed over many ends its
// page early, empty perhaps, and the next page goes on from there.
//
// Example. Of a million contacts, Jade owns 300 and 200,000 are customers. "Jade's customers by
// name": her 300 are read, filtered, sorted. "Customers by name": names are walked from A on, every
// fifth is a customer, and a page of fifty is full after 250.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/lifecycle/stage.h"
#include "storage/ledger/connection.h"

namespace tandem::storage {

struct ContactFilter {
  std::string search;                    // as typed; see domain/people/search_words.h
  std::vector<lifecycle::Stage> stages;  // any of them; all when empty
  std::optional<Id> owner;
  bool unowned = false;  // nobody's
  std::optional<std::string> origin;
  std::optional<Timestamp> seen_since;  // on the websites
  std::optional<Timestamp> since;       // first known then or later,
  std::optional<Timestamp> until;       // and not then or later
};

enum class ContactSort {
  newest,     // first known last
  last_seen,  // who was never seen comes last
  name,
  stage  // the furthest first; within a stage the newest
};
BOOST_DESCRIBE_ENUM(ContactSort, newest, last_seen, name, stage)

struct ContactRow {
  Id id;
  std::string first_name, last_name, email, phone, title;
  std::optional<Id> company_id;
  std::optional<std::string> company_name;
  std::optional<Id> owner_id;
  std::optional<std::string> owner_name;
  std::string origin;
  lifecycle::Stage stage = lifecycle::Stage::visitor;
  Timestamp stage_since;
  Timestamp first_seen_at;
  std::optional<Timestamp> last_seen_at;
};
BOOST_DESCRIBE_STRUCT(ContactRow, (),
                      (id, first_name, last_name, email, phone, title, company_id, company_name,
                       owner_id, owner_name, origin, stage, stage_since, first_seen_at,
                       last_seen_at))

struct ContactPage {
  std::vector<ContactRow> contacts;
  std::optional<std::string> next;        // where the next page begins; absent at the end
  std::optional<std::int64_t> total;      // exact; absent when there are many
  std::optional<std::int64_t> more_than;  // then, where that is known
};
BOOST_DESCRIBE_STRUCT(ContactPage, (), (contacts, next, total, more_than))

// Up to so many contacts are looked at one by one, and passed over in a page.
inline constexpr std::int64_t kFewContacts = 5'000;
inline constexpr std::int64_t kMostPassedOver = 10'000;

struct ContactListLimits {
  std::int64_t few = kFewContacts;
  std::int64_t most_passed_over = kMostPassedOver;
};

// `after`: `next` of the page before; empty for the first. Error: http.bad_cursor, field "after".
Result<ContactPage> list_contacts(Connection& db, const ContactFilter& filter, ContactSort sort,
                                  const std::string& after, int limit,
                                  const ContactListLimits& limits = {});

// The same contacts, all that are there behind `after`, `most` of them at most: the whole list is
// read once, so this takes a time that grows with the number of contacts.
struct ContactIds {
  std::vector<Id> ids;
  std::optional<std::string> next;  // where the rest begins
};
Result<ContactIds> list_contact_ids(Connection& db, const ContactFilter& filter, ContactSort sort,
                                    const std::string& after, std::int64_t most);

// When the person was last seen on the websites.
std::optional<Timestamp> find_last_seen(Connection& db, Id contact);

// For the functions that write contacts and companies (people.h): the words by which contacts are
// searched follow when the transaction is committed. What changes them says what they were before.
void enlist_contact(Connection& db, Id contact);
std::string find_contact_words(Connection& db, Id contact);
std::vector<std::pair<Id, std::string>> list_words_of_company(Connection& db, Id company);
void update_contact_words(Connection& db, Id contact, const std::string& before);
// Before the contact itself is deleted.
void delist_contact(Connection& db, Id contact);

}  // namespace tandem::storage
