// A saved view of the contact list: what it is narrowed to, its order and its columns, under a
// name. Each member has their own; one that is shared is seen by everybody and changed by its
// maker.
#pragma once

#include <string>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/result.h"

namespace tandem::people {

// As the address of the list says it: {"owner": "me", "sort": "last_seen"}. Only what is known can
// be kept; what a value means is for the list.
struct ViewQuery {
  std::optional<std::string> search;
  std::optional<std::string> stage;  // several with commas between, as columns
  std::optional<std::string> owner;
  std::optional<std::string> origin;
  std::optional<std::string> seen;
  std::optional<std::string> from;
  std::optional<std::string> to;
  std::optional<std::string> sort;
  std::optional<std::string> columns;

  // Error: people.too_long {most}.
  Result<void> validate() const;
};
BOOST_DESCRIBE_STRUCT(ViewQuery, (), (search, stage, owner, origin, seen, from, to, sort, columns))

struct SavedView {
  Id id;
  Id member_id;  // whose it is
  std::string name;
  bool shared = false;
  boost::json::value query;  // a ViewQuery, without what is absent
};
BOOST_DESCRIBE_STRUCT(SavedView, (), (id, member_id, name, shared, query))

inline constexpr std::size_t kLongestViewName = 80;  // bytes
inline constexpr std::size_t kMostViews = 100;       // of one member

// Errors, field "name": people.nameless, people.too_long {most}.
Result<std::string> view_name(std::string_view wanted);

// As it is kept.
boost::json::value kept(const ViewQuery& query);

}  // namespace tandem::people
