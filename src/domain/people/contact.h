// A contact: a person the company knows. What stage it is in belongs to lifecycle/.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/id.h"
#include "base/json.h"
#include "base/result.h"

namespace tandem::people {

struct Contact {
  Id id;
  std::string email;  // lower case, empty when unknown
  std::string first_name;
  std::string last_name;
  std::string phone;
  std::string title;
  std::optional<Id> company_id;
  std::optional<Id> owner_id;  // the member who follows up
  std::string origin;          // channel of the first contact: "paid_search"; empty when unknown
  std::string landing_page;
  Timestamp first_seen_at;        // when the company first knew of it; its cohort
  boost::json::value attributes;  // further columns of the source, by name

  bool operator==(const Contact&) const = default;
};
BOOST_DESCRIBE_STRUCT(Contact, (),
                      (id, email, first_name, last_name, phone, title, company_id, owner_id, origin,
                       landing_page, first_seen_at, attributes))

// "Ada@Example.ORG " -> "ada@example.org". Error: people.bad_email {value}, for what cannot be an
// address (no single @ with something on both sides, white space inside, more than 254 bytes).
Result<std::string> normalise_email(std::string_view text);

// A copy of `known` with what `newer` knows: filled fields replace, empty ones do not, attributes
// merge. Identity and first_seen_at stay, except that an earlier first_seen_at wins.
Contact updated(Contact known, const Contact& newer);

}  // namespace tandem::people
