#include "actions/create_contact.h"

#include "actions/lifecycle.h"
#include "storage/people.h"

namespace tandem::actions {

Result<void> NewContact::validate() const {
  const auto filled = [](const std::optional<std::string>& text) { return text && !text->empty(); };
  if (filled(email) || filled(first_name) || filled(last_name) || filled(phone)) return {};
  return Error::invalid("people.nameless_contact");
}

Result<people::Contact> create_contact(storage::Write& write, const NewContact& wanted,
                                       const Cause& cause) {
  people::Contact contact;
  if (wanted.email && !wanted.email->empty()) {
    auto email = people::normalise_email(*wanted.email);
    if (!email) return std::move(email).error().within("email");
    contact.email = *std::move(email);
    if (storage::find_reference(write.db, storage::RecordType::contact,
                                std::string(storage::kByEmail), contact.email)) {
      auto taken = Error::conflict("people.email_taken", {{"email", contact.email}});
      return std::move(taken).within("email");
    }
  }
  contact.id = write.next_id();
  contact.first_name = wanted.first_name.value_or("");
  contact.last_name = wanted.last_name.value_or("");
  contact.phone = wanted.phone.value_or("");
  contact.title = wanted.title.value_or("");
  contact.origin = wanted.origin.value_or("");
  contact.landing_page = wanted.landing_page.value_or("");
  contact.first_seen_at = wanted.first_seen_at.value_or(write.now());
  contact.attributes = boost::json::object{};
  const auto move = lifecycle::begin(wanted.stage.value_or(lifecycle::Stage::lead),
                                     contact.first_seen_at, cause.why);
  storage::insert_contact(write.db, contact, move.standing);
  tell(write, contact.id, move.transition, contact.first_seen_at, cause);
  if (!contact.email.empty()) {
    storage::add_reference(write.db, storage::RecordType::contact, std::string(storage::kByEmail),
                           contact.email, contact.id);
  }
  return contact;
}

}  // namespace tandem::actions
