// Changing what is known of a contact, and whose it is.
#pragma once

#include "actions/cause.h"
#include "domain/people/contact.h"
#include "storage/ledger/ledger.h"

namespace tandem::actions {

// Absent members stay as they are; an empty text empties the field.
struct ContactEdit {
  std::optional<std::string> email;
  std::optional<std::string> first_name;
  std::optional<std::string> last_name;
  std::optional<std::string> phone;
  std::optional<std::string> title;
  std::optional<std::string> company;  // by its name; a new one is made
};
BOOST_DESCRIBE_STRUCT(ContactEdit, (), (email, first_name, last_name, phone, title, company))

// Names the state of what an edit may change, so that who edits can say what they saw; whoever else
// assigns or moves the contact meanwhile is in nobody's way.
std::string version_of(const people::Contact& contact);

// `seen`: the version that the edit was made from. Errors: people.contact_not_found;
// people.changed_meanwhile when somebody changed it since; people.too_long {most} with its field;
// people.bad_email and people.email_taken (field "email"); people.nameless_contact when nothing
// would be left.
Result<people::Contact> edit_contact(storage::Write& write, Id contact, const ContactEdit& edit,
                                     const std::string& seen, const Cause& cause);

// `owner`: a member, or nobody. Errors: people.contact_not_found, people.member_not_found and
// people.member_disabled (field "member_id").
Result<people::Contact> assign_contact(storage::Write& write, Id contact, std::optional<Id> owner,
                                       const Cause& cause);

}  // namespace tandem::actions
