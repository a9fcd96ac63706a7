// A visitor: a browser as far as it may be known, or a person whom a customer's server speaks of by
// an id of its own. Which contact that is may be learned later.
//
// With consent a browser keeps an id, which is its code. Without, its code is a digest of a salt of
// the day, the site's key, the address and what the browser calls itself: the same person is one
// visitor until midnight (UTC) and another after it, and once the salt is forgotten nobody can tell
// which.
#pragma once

#include <optional>
#include <string>

#include "base/described.h"
#include "base/id.h"

namespace tandem::timeline {

struct Visitor {
  Id id;
  std::string code;
  bool consented = false;
  std::optional<Id> contact_id;
  Timestamp first_seen_at;
  std::string browser = {};
  std::string system = {};
  std::string device = {};
  std::string country = {};  // ISO 3166; empty when unknown, as the two below
  std::string region = {};
  std::string city = {};
};
BOOST_DESCRIBE_STRUCT(Visitor, (),
                      (id, code, consented, contact_id, first_seen_at, browser, system, device,
                       country, region, city))

}  // namespace tandem::timeline
