#include "actions/edit_contact.h"

#include "actions/changed_fields.h"
#include "actions/take_row.h"
#include "base/ascii.h"
#include "base/secret.h"
#include "storage/access.h"

namespace tandem::actions {
namespace {

using storage::RecordType;

constexpr std::size_t kLongestField = 500;  // bytes
constexpr std::size_t kVersionDigits = 16;

const std::string kEmail(storage::kByEmail);

// What an edit may change.
struct Editable {
  std::string email, first_name, last_name, phone, title;
  std::optional<Id> company_id;
};
BOOST_DESCRIBE_STRUCT(Editable, (), (email, first_name, last_name, phone, title, company_id))

Result<void> change(std::string& field, const std::optional<std::string>& wanted,
                    std::string_view name) {
  if (!wanted) return {};
  if (wanted->size() > kLongestField) {
    return Error::invalid("people.too_long", {{"most", std::to_string(kLongestField)}},
                          std::string(name));
  }
  field = trimmed(*wanted);
  return {};
}

// The address as it is kept, and that nobody else has it.
Result<void> check_email(storage::Connection& db, people::Contact& contact) {
  if (contact.email.empty()) return {};
  auto email = people::normalise_email(contact.email);
  if (!email) return std::move(email).error().within("email");
  contact.email = *std::move(email);
  const auto known = storage::find_reference(db, RecordType::contact, kEmail, contact.email);
  if (!known || known->record_id == contact.id) return {};
  auto taken = Error::conflict("people.email_taken", {{"email", contact.email}});
  return std::move(taken).within("email");
}

Result<people::Contact> changed(storage::Write& write, people::Contact contact,
                                const ContactEdit& edit, const Cause& cause) {
  std::string company = edit.company.value_or("");
  for (const auto& [field, wanted, name] :
       {std::tuple(&contact.email, &edit.email, "email"),
        std::tuple(&contact.first_name, &edit.first_name, "first_name"),
        std::tuple(&contact.last_name, &edit.last_name, "last_name"),
        std::tuple(&contact.phone, &edit.phone, "phone"),
        std::tuple(&contact.title, &edit.title, "title"),
        std::tuple(&company, &edit.company, "company")}) {
    if (auto good = change(*field, *wanted, name); !good) return std::move(good).error();
  }
  if (edit.email) {
    if (auto good = check_email(write.db, contact); !good) return std::move(good).error();
  }
  if (contact.email.empty() && contact.first_name.empty() && contact.last_name.empty() &&
      contact.phone.empty()) {
    return Error::invalid("people.nameless_contact");
  }
  if (edit.company) {
    Taken taken;
    contact.company_id = company_of(write, {}, company, cause, taken);
  }
  return contact;
}

void tell(storage::Write& write, Id contact, boost::json::value detail, const Cause& cause) {
  auto told =
      activity(timeline::ActivityKind::contact_updated, write.now(), cause, std::move(detail));
  told.contact_id = contact;
  write.append(std::move(told));
}

}  // namespace

std::string version_of(const people::Contact& contact) {
  const Editable editable{contact.email, contact.first_name, contact.last_name,
                          contact.phone, contact.title,      contact.company_id};
  return digest_of(print_json(to_json(editable))).substr(0, kVersionDigits);
}

Result<people::Contact> edit_contact(storage::Write& write, Id id, const ContactEdit& edit,
                                     const std::string& seen, const Cause& cause) {
  const auto before = storage::find_contact(write.db, id);
  if (!before) return Error::not_found("people.contact_not_found");
  if (version_of(*before) != seen) return Error::conflict("people.changed_meanwhile");
  auto after = changed(write, *before, edit, cause);
  if (!after) return after;
  auto fields = changed_fields(*before, *after);
  if (fields.is_null()) return after;
  storage::update_contact(write.db, *after);
  if (!after->email.empty()) {
    storage::add_reference(write.db, RecordType::contact, kEmail, after->email, id);
  }
  tell(write, id, std::move(fields), cause);
  return after;
}

Result<people::Contact> assign_contact(storage::Write& write, Id id, std::optional<Id> owner,
                                       const Cause& cause) {
  auto contact = storage::find_contact(write.db, id);
  if (!contact) return Error::not_found("people.contact_not_found");
  if (contact->owner_id == owner) return *std::move(contact);
  if (owner) {
    const auto member = storage::find_member(write.db, *owner);
    if (!member) return Error::invalid("people.member_not_found", {}, "member_id");
    if (member->disabled_at) return Error::invalid("people.member_disabled", {}, "member_id");
  }
  boost::json::object detail{{"fields", boost::json::array{"owner_id"}}};
  detail["owner_before"] = to_json(contact->owner_id);
  detail["owner_after"] = to_json(owner);
  contact->owner_id = owner;
  storage::update_contact(write.db, *contact);
  tell(write, id, std::move(detail), cause);
  return *std::move(contact);
}

}  // namespace tandem::actions
