#include "http/people.h"

#include "actions/create_contact.h"
#include "actions/edit_contact.h"
#include "actions/lifecycle.h"
#include "base/ascii.h"
#include "storage/access.h"
#include "storage/contact_list.h"
#include "storage/people.h"
#include "storage/timeline.h"

namespace tandem::http {
namespace {

// The newest word of the person on what may be done with their data, as their browser sent it.
struct ConsentView {
  Timestamp at;
  boost::json::value said;
};
BOOST_DESCRIBE_STRUCT(ConsentView, (), (at, said))

struct CompanyView {
  Id id;
  std::string name, domain, industry;
  std::optional<std::int64_t> employees;
};
BOOST_DESCRIBE_STRUCT(CompanyView, (), (id, name, domain, industry, employees))

struct ContactView {
  people::Contact contact;
  lifecycle::Standing standing;
  std::optional<CompanyView> company;
  std::optional<std::string> owner_name;
  std::int64_t visitors = 0;  // browsers the person has been seen on
  std::optional<Timestamp> last_seen_at;
  std::optional<ConsentView> consent;
  std::string version;  // of what an edit may change; the ETag, too
};
BOOST_DESCRIBE_STRUCT(ContactView, (),
                      (contact, standing, company, owner_name, visitors, last_seen_at, consent,
                       version))

struct NewTransition {
  lifecycle::Stage to = lifecycle::Stage::lead;
  std::optional<std::string> why;
  std::optional<Timestamp> at;  // now when absent
};
BOOST_DESCRIBE_STRUCT(NewTransition, (), (to, why, at))

struct NewOwner {
  std::optional<Id> member_id;  // absent: nobody
};
BOOST_DESCRIBE_STRUCT(NewOwner, (), (member_id))

actions::Cause cause(const Call& call, std::string why = {}) {
  return {.member_id = call.caller.actor().member_id, .import_id = {}, .why = std::move(why)};
}

std::optional<CompanyView> company_view(storage::Connection& db, Id id) {
  auto company = storage::find_company(db, id);
  if (!company) return std::nullopt;
  return CompanyView{company->id, std::move(company->name), std::move(company->domain),
                     std::move(company->industry), company->employees};
}

Result<ContactView> find_view(storage::Connection& db, Id id) {
  const auto contact = storage::find_contact(db, id);
  const auto standing = storage::find_standing(db, id);
  if (!contact || !standing) return Error::not_found("people.contact_not_found");
  ContactView view{.contact = *contact,
                   .standing = *standing,
                   .company = {},
                   .owner_name = {},
                   .last_seen_at = storage::find_last_seen(db, id),
                   .consent = {},
                   .version = actions::version_of(*contact)};
  if (contact->company_id) view.company = company_view(db, *contact->company_id);
  if (contact->owner_id) {
    if (auto owner = storage::find_member(db, *contact->owner_id)) view.owner_name = owner->name;
  }
  const auto identity = storage::find_identity(db, id);
  view.visitors = std::ssize(identity.visitors);
  if (auto consent = storage::find_newest(db, identity, timeline::ActivityKind::consent_changed)) {
    view.consent = ConsentView{consent->at, std::move(consent->detail)};
  }
  return view;
}

std::string as_etag(const std::string& version) {
  return "\"" + version + "\"";
}

// The version in If-Match. Error: people.edit_unseen, without one.
Result<std::string> version_seen(const Request& request) {
  auto given = trimmed(request.headers.find("If-Match").value_or(""));
  if (given.size() < 2 || given.front() != '"' || given.back() != '"') {
    return Error::invalid("people.edit_unseen");
  }
  return std::string(given.substr(1, given.size() - 2));
}

// The contact as it is after the change, with its new version.
Result<ContactView> reply(storage::Connection& db, Id id, const Call& call) {
  auto view = find_view(db, id);
  if (view) call.reply_headers.set("ETag", as_etag(view->version));
  return view;
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
      [&](const RecordAt& at, const Call& call) {
        return ledger.read([&](storage::Connection& db) { return reply(db, at.id, call); });
      });
  router.patch<RecordAt, actions::ContactEdit, ContactView>(
      "/api/v1/contacts/{id}", Permission::edit_contacts,
      "Edit a contact; If-Match says which version was seen",
      [&](const RecordAt& at, const actions::ContactEdit& edit,
          const Call& call) -> Result<ContactView> {
        const auto seen = version_seen(call.request);
        if (!seen) return seen.error();
        return ledger.write([&](storage::Write& write) -> Result<ContactView> {
          const auto done = actions::edit_contact(write, at.id, edit, *seen, cause(call));
          if (!done) return done.error();
          return reply(write.db, at.id, call);
        });
      });
  router.put<RecordAt, NewOwner, ContactView>(
      "/api/v1/contacts/{id}/owner", Permission::edit_contacts, "Say who follows up a contact",
      [&](const RecordAt& at, const NewOwner& owner, const Call& call) {
        return ledger.write([&](storage::Write& write) -> Result<ContactView> {
          const auto done = actions::assign_contact(write, at.id, owner.member_id, cause(call));
          if (!done) return done.error();
          return reply(write.db, at.id, call);
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
