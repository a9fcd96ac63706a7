#include "http/people.h"

#include "actions/create_contact.h"
#include "actions/lifecycle.h"
#include "storage/people.h"
#include "storage/timeline.h"

namespace tandem::http {
namespace {

struct ContactView {
  people::Contact contact;
  lifecycle::Standing standing;
};
BOOST_DESCRIBE_STRUCT(ContactView, (), (contact, standing))

struct ActivityList {
  std::vector<timeline::Activity> activities;  // oldest first
};
BOOST_DESCRIBE_STRUCT(ActivityList, (), (activities))

struct NewTransition {
  lifecycle::Stage to = lifecycle::Stage::lead;
  std::optional<std::string> why;
  std::optional<Timestamp> at;  // now when absent
};
BOOST_DESCRIBE_STRUCT(NewTransition, (), (to, why, at))

actions::Cause cause(const Call& call, std::string why = {}) {
  return {.member_id = call.caller.actor().member_id, .import_id = {}, .why = std::move(why)};
}

Error no_such_contact() {
  return Error::not_found("people.contact_not_found");
}

Result<ContactView> find_view(storage::Connection& db, Id id) {
  auto contact = storage::find_contact(db, id);
  auto standing = storage::find_standing(db, id);
  if (!contact || !standing) return no_such_contact();
  return ContactView{*std::move(contact), *standing};
}

}  // namespace

void add_people_routes(Router& router, storage::Ledger& ledger) {
  router.post<actions::NewContact, people::Contact>(
      "/api/v1/contacts", Permission::edit_contacts, "Add a contact",
      [&](const actions::NewContact& wanted, const Call& call) {
        return ledger.write([&](storage::Write& write) {
          return actions::create_contact(write, wanted, cause(call));
        });
      },
      {.status = 201});
  router.get<RecordAt, ContactView>(
      "/api/v1/contacts/{id}", Permission::read_contacts, "A contact and where it stands",
      [&](const RecordAt& at, const Call&) {
        return ledger.read([&](storage::Connection& db) { return find_view(db, at.id); });
      });
  router.get<RecordAt, ActivityList>(
      "/api/v1/contacts/{id}/activities", Permission::read_contacts, "The timeline of a contact",
      [&](const RecordAt& at, const Call&) {
        return ledger.read([&](storage::Connection& db) -> Result<ActivityList> {
          if (!storage::find_standing(db, at.id)) return no_such_contact();
          return ActivityList{storage::list_activities_of_contact(db, at.id)};
        });
      });
  router.post<RecordAt, NewTransition, lifecycle::Standing>(
      "/api/v1/contacts/{id}/transitions", Permission::edit_contacts,
      "Move a contact to another stage",
      [&](const RecordAt& at, const NewTransition& wanted, const Call& call) {
        return ledger.write([&](storage::Write& write) {
          return actions::move_contact(write, at.id, wanted.to, wanted.at.value_or(write.now()),
                                       cause(call, wanted.why.value_or("")));
        });
      },
      {.status = 201});
}

}  // namespace tandem::http
