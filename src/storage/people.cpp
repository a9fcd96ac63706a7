#include "storage/people.h"

#include "queries.h"
#include "storage/contact_list.h"

namespace tandem::storage {
namespace {

struct Name {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Name, (), (name))

struct Answer {
  bool yes = false;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (yes))

}  // namespace

void insert_contact(Connection& db, const people::Contact& contact,
                    const lifecycle::Standing& standing) {
  db.execute(sql::people::insert_contact, contact, standing);
  enlist_contact(db, contact.id);
}

void update_contact(Connection& db, const people::Contact& contact) {
  const auto words = find_contact_words(db, contact.id);
  db.execute(sql::people::update_contact, contact);
  update_contact_words(db, contact.id, words);
}

void note_seen(Connection& db, Id contact, Timestamp at) {
  db.execute(sql::people::note_seen, param("id", contact), param("at", at),
             param("noted_before", Timestamp(at - kSeenNotedEvery)));
}

void note_visitor_seen(Connection& db, Id visitor, Timestamp at) {
  db.execute(sql::people::note_visitor_seen, param("visitor_id", visitor), param("at", at),
             param("noted_before", Timestamp(at - kSeenNotedEvery)));
}

void update_standing(Connection& db, Id contact, const lifecycle::Standing& standing) {
  db.execute(sql::people::update_standing, standing, param("id", contact));
}

std::optional<people::Contact> find_contact(Connection& db, Id id) {
  return db.find<people::Contact>(sql::people::find_contact, param("id", id));
}

std::optional<lifecycle::Standing> find_standing(Connection& db, Id contact) {
  return db.find<lifecycle::Standing>(sql::people::find_standing, param("id", contact));
}

void each_contact_line(Connection& db, Id after, std::int64_t most,
                       const std::function<void(const ContactLine&)>& f) {
  db.each<ContactLine>(sql::people::list_contact_lines, f, param("after", after),
                       param("most", most));
}

std::optional<ContactLine> find_contact_line(Connection& db, Id id) {
  return db.find<ContactLine>(sql::people::find_contact_line, param("id", id));
}

void insert_company(Connection& db, const people::Company& company) {
  db.execute(sql::people::insert_company, company);
}

void update_company(Connection& db, const people::Company& company) {
  const auto people = list_words_of_company(db, company.id);
  db.execute(sql::people::update_company, company);
  for (const auto& [contact, words] : people) update_contact_words(db, contact, words);
}

std::optional<people::Company> find_company(Connection& db, Id id) {
  return db.find<people::Company>(sql::people::find_company, param("id", id));
}

void insert_deal(Connection& db, const people::Deal& deal) {
  db.execute(sql::people::insert_deal, deal);
}

void update_deal(Connection& db, const people::Deal& deal) {
  db.execute(sql::people::update_deal, deal);
}

std::optional<people::Deal> find_deal(Connection& db, Id id) {
  return db.find<people::Deal>(sql::people::find_deal, param("id", id));
}

bool has_records(Connection& db) {
  return db.find<Answer>(sql::people::has_records)->yes;
}

std::optional<KnownAs> find_reference(Connection& db, RecordType type, const std::string& name,
                                      const std::string& value) {
  return db.find<KnownAs>(sql::people::find_reference, param("record_type", type),
                          param("name", name), param("value", value));
}

void save_reference(Connection& db, RecordType type, const std::string& name,
                    const std::string& value, const KnownAs& known) {
  db.execute(sql::people::save_reference, param("record_type", type), param("name", name),
             param("value", value), known);
}

void add_reference(Connection& db, RecordType type, const std::string& name,
                   const std::string& value, Id record) {
  db.execute(sql::people::add_reference, param("record_type", type), param("name", name),
             param("value", value), param("record_id", record));
}

std::vector<std::string> list_reference_names(Connection& db, RecordType type) {
  std::vector<std::string> names;
  db.each<Name>(
      sql::people::list_reference_names, [&](Name row) { names.push_back(std::move(row.name)); },
      param("record_type", type));
  return names;
}

}  // namespace tandem::storage
