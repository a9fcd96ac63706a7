// Adding one contact by hand.
#pragma once

#include "actions/cause.h"
#include "domain/lifecycle/standing.h"
#include "domain/people/contact.h"
#include "storage/ledger/ledger.h"

namespace tandem::actions {

struct NewContact {
  std::optional<std::string> email;
  std::optional<std::string> first_name;
  std::optional<std::string> last_name;
  std::optional<std::string> phone;
  std::optional<std::string> title;
  std::optional<std::string> origin;
  std::optional<std::string> landing_page;
  std::optional<Timestamp> first_seen_at;  // now when absent
  std::optional<lifecycle::Stage> stage;   // lead when absent

  // Error: people.nameless_contact, without any of e-mail, name and phone.
  Result<void> validate() const;
};
BOOST_DESCRIBE_STRUCT(NewContact, (),
                      (email, first_name, last_name, phone, title, origin, landing_page,
                       first_seen_at, stage))

// Errors: people.bad_email (field "email"), people.email_taken {email}
// Errors: people.bad_email and people.email_taken {email} (field "email").
Result<people::Contact> create_contact(storage::Write& write, const NewContact& wanted,
                                       const Cause& cause);

}  // namespace tandem::actions
