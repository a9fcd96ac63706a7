// The orders of the contact list: which contact comes before which, how a place is written as a
// cursor, and the walk along the order's index. For contact_list.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/people/search_words.h"
#include "storage/contact_list.h"

namespace tandem::storage {

inline constexpr Timestamp kEndOfTime{Millis(4'102'444'800'000)};  // the year 2100

// What a contact is filtered and sorted by.
struct ContactKey {
  Id id;
  std::string sort_name;
  Timestamp first_seen_at;
  std::optional<Timestamp> last_seen_at;
  lifecycle::Stage stage = lifecycle::Stage::visitor;
  std::optional<Id> owner_id;
  std::string origin;
  std::string words;  // empty when nobody asked for them
};
BOOST_DESCRIBE_STRUCT(ContactKey, (),
                      (id, sort_name, first_seen_at, last_seen_at, stage, owner_id, origin, words))

// A contact's place in an order; what the order does not look at is left as it is.
struct ContactPlace {
  Id id;
  lifecycle::Stage stage = lifecycle::Stage::visitor;
  std::optional<Timestamp> at;
  std::string name;
};

class ContactOrder {
 public:
  explicit ContactOrder(ContactSort sort) : sort_(sort) {}

  ContactPlace place_of(const ContactKey& key) const;
  bool before(const ContactPlace& one, const ContactPlace& other) const;

  // "1764102733000~42", "-~42" (never seen), "lefevre elodie~42", "mql~1764102733000~42".
  std::string write(const ContactPlace& place) const;
  std::optional<ContactPlace> read(std::string_view cursor) const;

  // The contacts behind the place, or the first ones; fewer than `most` at the end of a stage too,
  // none only at the end of all.
  std::vector<ContactKey> walk(Connection& db, const std::optional<ContactPlace>& after,
                               const std::string& typed, int most) const;

 private:
  std::vector<ContactKey> walk_stages(Connection& db, const std::optional<ContactPlace>& after,
                                      const std::string& typed, int most) const;
  std::vector<ContactKey> walk_seen(Connection& db, const std::optional<ContactPlace>& after,
                                    const std::string& typed, int most) const;

  ContactSort sort_;
};

}  // namespace tandem::storage
