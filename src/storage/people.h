// Contacts, companies and deals in the ledger, and the names they are known by.
#pragma once

#include <functional>
#include <string_view>

#include "domain/lifecycle/standing.h"
#include "domain/people/company.h"
#include "domain/people/contact.h"
#include "domain/people/deal.h"
#include "storage/ledger/connection.h"

namespace tandem::storage {

// These keep the contact list (contact_list.h) in step, as do the changes of companies.
void insert_contact(Connection& db, const people::Contact& contact,
                    const lifecycle::Standing& standing);
void update_contact(Connection& db, const people::Contact& contact);
// The person did something on the company's websites. Called for each page, so that what is known
// to the minute already costs a look only.
inline constexpr std::chrono::minutes kSeenNotedEvery{1};
void note_seen(Connection& db, Id contact, Timestamp at);
// The same of whoever the visitor is; nothing while that is not known.
void note_visitor_seen(Connection& db, Id visitor, Timestamp at);
void update_standing(Connection& db, Id contact, const lifecycle::Standing& standing);
std::optional<people::Contact> find_contact(Connection& db, Id id);
std::optional<lifecycle::Standing> find_standing(Connection& db, Id contact);

// A contact as a line of a file: what it is and where it stands, with names in place of ids.
struct ContactLine {
  Id id;
  std::string email, first_name, last_name, phone, title;
  std::optional<std::string> company, owner;  // its name; the member's e-mail address
  std::string origin, landing_page;
  Timestamp first_seen_at;
  lifecycle::Stage stage = lifecycle::Stage::visitor;
  Timestamp stage_since;
  std::optional<Timestamp> visitor_at, lead_at, mql_at, sql_at, opportunity_at, customer_at;
  boost::json::value attributes;
};
BOOST_DESCRIBE_STRUCT(ContactLine, (),
                      (id, email, first_name, last_name, phone, title, company, owner, origin,
                       landing_page, first_seen_at, stage, stage_since, visitor_at, lead_at, mql_at,
                       sql_at, opportunity_at, customer_at, attributes))

// The contacts with an id above `after`, in the order of their ids, `most` of them at most; one at
// a time, so that memory does not grow with their number.
void each_contact_line(Connection& db, Id after, std::int64_t most,
                       const std::function<void(const ContactLine&)>& f);
std::optional<ContactLine> find_contact_line(Connection& db, Id id);

void insert_company(Connection& db, const people::Company& company);
void update_company(Connection& db, const people::Company& company);
std::optional<people::Company> find_company(Connection& db, Id id);

void insert_deal(Connection& db, const people::Deal& deal);
void update_deal(Connection& db, const people::Deal& deal);
std::optional<people::Deal> find_deal(Connection& db, Id id);

// Whether there is any contact, company or deal.
bool has_records(Connection& db);

enum class RecordType { contact, company, deal };
BOOST_DESCRIBE_ENUM(RecordType, contact, company, deal)

// A name a record is known by, and the fingerprint of the imported row last seen under it (0:
// none).
struct KnownAs {
  Id record_id;
  std::int64_t fingerprint = 0;
};
BOOST_DESCRIBE_STRUCT(KnownAs, (), (record_id, fingerprint))

// Names that Tandem itself gives meaning to, beside those of other systems.
inline constexpr std::string_view kByEmail = "email";  // contacts
inline constexpr std::string_view kByName = "name";    // companies, lower case

std::optional<KnownAs> find_reference(Connection& db, RecordType type, const std::string& name,
                                      const std::string& value);
// Points the name at the record and remembers the row's fingerprint.
void save_reference(Connection& db, RecordType type, const std::string& name,
                    const std::string& value, const KnownAs& known);
// As save_reference, but leaves a name that is taken as it is.
void add_reference(Connection& db, RecordType type, const std::string& name,
                   const std::string& value, Id record);
// Every name in use for a type of record: "olist:mql_id", "olist:seller_id".
std::vector<std::string> list_reference_names(Connection& db, RecordType type);

}  // namespace tandem::storage
