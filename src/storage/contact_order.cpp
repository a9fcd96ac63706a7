#include "storage/contact_order.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "queries.h"

namespace tandem::storage {
namespace {

using lifecycle::Stage;

constexpr Id kAfterAll{std::numeric_limits<std::int64_t>::max()};

std::optional<Timestamp> instant(std::string_view text) {
  std::int64_t millis = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, millis);
  if (failure != std::errc() || stop != end || millis < 0) return std::nullopt;
  return Timestamp(Millis(millis));
}

std::string written(Timestamp at) {
  return std::to_string(at.time_since_epoch().count());
}

}  // namespace

ContactPlace ContactOrder::place_of(const ContactKey& key) const {
  switch (sort_) {
    case ContactSort::newest:
      return {.id = key.id, .at = key.first_seen_at, .name = {}};
    case ContactSort::last_seen:
      return {.id = key.id, .at = key.last_seen_at, .name = {}};
    case ContactSort::name:
      return {.id = key.id, .at = {}, .name = key.sort_name};
    case ContactSort::stage:
      return {.id = key.id, .stage = key.stage, .at = key.first_seen_at, .name = {}};
  }
  return {};
}

bool ContactOrder::before(const ContactPlace& one, const ContactPlace& other) const {
  if (sort_ == ContactSort::name) {
    return std::tie(one.name, one.id) < std::tie(other.name, other.id);
  }
  return std::tie(one.stage, one.at, one.id) > std::tie(other.stage, other.at, other.id);
}

std::string ContactOrder::write(const ContactPlace& place) const {
  const auto id = "~" + to_string(place.id);
  if (sort_ == ContactSort::name) return place.name + id;
  const auto at = (place.at ? written(*place.at) : "-") + id;
  return sort_ == ContactSort::stage ? std::string(name_of(place.stage)) + "~" + at : at;
}

std::optional<ContactPlace> ContactOrder::read(std::string_view cursor) const {
  const auto end = cursor.rfind('~');
  if (end == cursor.npos) return std::nullopt;
  const auto id = parse_id(cursor.substr(end + 1));
  if (!id) return std::nullopt;
  ContactPlace place{.id = *id, .at = {}, .name = {}};
  auto rest = cursor.substr(0, end);
  if (sort_ == ContactSort::name) {
    place.name = rest;
    return place;
  }
  if (sort_ == ContactSort::stage) {
    const auto stage = parse_enum<Stage>(rest.substr(0, rest.find('~')));
    if (!stage || rest.find('~') == rest.npos) return std::nullopt;
    place.stage = *stage;
    rest.remove_prefix(rest.find('~') + 1);
  }
  if (sort_ == ContactSort::last_seen && rest == "-") return place;
  place.at = instant(rest);
  return place.at ? std::optional(place) : std::nullopt;
}

std::vector<ContactKey> ContactOrder::walk(Connection& db, const std::optional<ContactPlace>& after,
                                           const std::string& typed, int most) const {
  switch (sort_) {
    case ContactSort::newest: {
      const auto at = after ? after->at.value_or(kEndOfTime) : kEndOfTime;
      return db.list<ContactKey>(sql::contact_list::walk_newest, param("typed", typed),
                                 param("at", at), param("id", after ? after->id : kAfterAll),
                                 param("most", most));
    }
    case ContactSort::name:
      return db.list<ContactKey>(sql::contact_list::walk_name, param("typed", typed),
                                 param("name", after ? after->name : std::string()),
                                 param("id", after ? after->id : Id{}), param("most", most));
    case ContactSort::last_seen:
      return walk_seen(db, after, typed, most);
    case ContactSort::stage:
      return walk_stages(db, after, typed, most);
  }
  return {};
}

std::vector<ContactKey> ContactOrder::walk_seen(Connection& db,
                                                const std::optional<ContactPlace>& after,
                                                const std::string& typed, int most) const {
  const bool among_seen = !after || after->at;
  if (among_seen) {
    auto keys =
        db.list<ContactKey>(sql::contact_list::walk_last_seen, param("typed", typed),
                            param("at", after ? *after->at : kEndOfTime),
                            param("id", after ? after->id : kAfterAll), param("most", most));
    if (!keys.empty()) return keys;
  }
  return db.list<ContactKey>(sql::contact_list::walk_never_seen, param("typed", typed),
                             param("id", among_seen ? kAfterAll : after->id), param("most", most));
}

std::vector<ContactKey> ContactOrder::walk_stages(Connection& db,
                                                  const std::optional<ContactPlace>& after,
                                                  const std::string& typed, int most) const {
  auto place = after.value_or(ContactPlace{
      .id = kAfterAll, .stage = lifecycle::kStages.back(), .at = kEndOfTime, .name = {}});
  while (true) {
    auto keys = db.list<ContactKey>(
        sql::contact_list::walk_stage, param("typed", typed), param("stage", place.stage),
        param("at", place.at.value_or(kEndOfTime)), param("id", place.id), param("most", most));
    if (!keys.empty() || place.stage == lifecycle::kStages.front()) return keys;
    place = {.id = kAfterAll,
             .stage = static_cast<Stage>(static_cast<int>(place.stage) - 1),
             .at = kEndOfTime,
             .name = {}};
  }
}

}  // namespace tandem::storage
