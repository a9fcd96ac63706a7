#include "storage/contact_list.h"

#include <algorithm>
#include <limits>

#include "queries.h"
#include "storage/contact_order.h"

namespace tandem::storage {
namespace {

struct Count {
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Count, (), (count))

struct Words {
  Id id;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(Words, (), (id, words))

struct LastSeen {
  std::optional<Timestamp> last_seen_at;
};
BOOST_DESCRIBE_STRUCT(LastSeen, (), (last_seen_at))

constexpr Timestamp kBeginning{Millis(0)};
constexpr int kBatch = 500;  // of a walk

// What the typed words are to FTS5: each the beginning of a word.
std::string match_expression(const std::vector<std::string>& typed) {
  std::string expression;
  for (const auto& word : typed) {
    if (!expression.empty()) expression += " AND ";
    expression += '"' + word + "\"*";
  }
  return expression;
}

// A page before its rows are read.
struct Listed : ContactIds {
  std::optional<std::int64_t> total, more_than;  // as in ContactPage
};

// One page in the making.
class Listing {
 public:
  Listing(Connection& db, const ContactFilter& filter, const ContactOrder& order,
          const ContactListLimits& limits)
      : db_(db),
        filter_(filter),
        order_(order),
        limits_(limits),
        typed_(people::typed_words(filter.search)) {
    std::erase(typed_, "");
    std::ranges::sort(filter_.stages);
    filter_.stages.erase(std::unique(filter_.stages.begin(), filter_.stages.end()),
                         filter_.stages.end());
    match_ = match_expression(typed_);
  }

  Listed page(const std::optional<ContactPlace>& after, std::size_t limit) {
    const auto ways = this->ways();
    const auto& way = *std::ranges::min_element(ways, {}, &Way::leads_to);
    Listed page;
    if (way.leads_to <= limits_.few) {
      gather(way, after, limit, page);
    } else {
      if (ways.size() <= 2) page.more_than = limits_.few;  // all contacts, and one filter at most
      walk(after, limit, page);
    }
    return page;
  }

 private:
  using Found = std::function<void(const ContactKey&)>;

  // A way to the contacts that pass one filter.
  struct Way {
    std::int64_t leads_to;
    bool by_words;
    std::function<void(const Found&)> follow;
  };

  template <class... P>
  std::int64_t count(std::string_view sql, const P&... parameters) {
    return db_.find<Count>(sql, param("most", limits_.few + 1), parameters...)->count;
  }

  template <class... P>
  std::function<void(const Found&)> way(std::string_view sql, P... parameters) {
    return [this, sql, parameters...](const Found& found) {
      db_.each<ContactKey>(sql, found, param("typed", match_),
                           param(parameters.first, parameters.second)...);
    };
  }

  // All contacts first, then a way for each filter.
  std::vector<Way> ways() {
    namespace q = sql::contact_list;
    using Name = std::string_view;
    std::vector<Way> ways{{count(q::count_all), false, way(q::list_all)}};
    if (!typed_.empty()) {
      ways.push_back({count(q::count_found, param("typed", match_)), true, way(q::list_found)});
    }
    if (!filter_.stages.empty()) ways.push_back(way_by_stages());
    if (const auto owner = filter_.owner) {
      ways.push_back({count(q::count_of_owner, param("owner", *owner)), false,
                      way(q::list_of_owner, std::pair(Name("owner"), *owner))});
    }
    if (filter_.unowned) ways.push_back({count(q::count_of_nobody), false, way(q::list_of_nobody)});
    if (const auto& origin = filter_.origin) {
      ways.push_back({count(q::count_of_origin, param("origin", *origin)), false,
                      way(q::list_of_origin, std::pair(Name("origin"), *origin))});
    }
    if (const auto seen = filter_.seen_since) {
      ways.push_back({count(q::count_seen_since, param("seen_since", *seen)), false,
                      way(q::list_seen_since, std::pair(Name("seen_since"), *seen))});
    }
    if (filter_.since || filter_.until) {
      const auto since = filter_.since.value_or(kBeginning);
      const auto until = filter_.until.value_or(kEndOfTime);
      ways.push_back({count(q::count_known_between, param("since", since), param("until", until)),
                      false,
                      way(q::list_known_between, std::pair(Name("since"), since),
                          std::pair(Name("until"), until))});
    }
    return ways;
  }

  Way way_by_stages() {
    std::int64_t leads_to = 0;
    for (const auto stage : filter_.stages) {
      leads_to += count(sql::contact_list::count_in_stage, param("stage", stage));
    }
    return {leads_to, false, [this](const Found& found) {
              for (const auto stage : filter_.stages) {
                db_.each<ContactKey>(sql::contact_list::list_in_stage, found,
                                     param("typed", match_), param("stage", stage));
              }
            }};
  }

  bool passes(const ContactKey& key, bool by_words) const {
    const auto& f = filter_;
    if (!f.stages.empty() && std::ranges::find(f.stages, key.stage) == f.stages.end()) return false;
    if (f.owner && key.owner_id != f.owner) return false;
    if (f.unowned && key.owner_id) return false;
    if (f.origin && key.origin != *f.origin) return false;
    if (f.seen_since && (!key.last_seen_at || *key.last_seen_at < *f.seen_since)) return false;
    if (f.since && key.first_seen_at < *f.since) return false;
    if (f.until && key.first_seen_at >= *f.until) return false;
    return by_words || people::matches(typed_, key.words);
  }

  void gather(const Way& way, const std::optional<ContactPlace>& after, std::size_t limit,
              Listed& page) {
    std::vector<ContactPlace> places;
    std::int64_t total = 0;
    way.follow([&](const ContactKey& key) {
      if (!passes(key, way.by_words)) return;
      ++total;
      auto place = order_.place_of(key);
      if (!after || order_.before(*after, place)) places.push_back(std::move(place));
    });
    page.total = total;
    const auto end = std::min(limit, places.size());
    std::partial_sort(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(end),
                      places.end(),
                      [&](const auto& a, const auto& b) { return order_.before(a, b); });
    if (places.size() > end) page.next = order_.write(places[end - 1]);
    for (std::size_t i = 0; i < end; ++i) page.ids.push_back(places[i].id);
  }

  void walk(const std::optional<ContactPlace>& after, std::size_t limit, Listed& page) {
    auto place = after;
    std::int64_t passed_over = 0;
    while (true) {
      const auto keys = order_.walk(db_, place, match_, kBatch);
      for (const auto& key : keys) {
        if (page.ids.size() == limit || passed_over >= limits_.most_passed_over) {
          page.next = order_.write(*place);
          return;
        }
        place = order_.place_of(key);
        if (passes(key, false)) {
          page.ids.push_back(key.id);
        } else {
          ++passed_over;
        }
      }
      if (keys.empty()) return;
    }
  }

  Connection& db_;
  ContactFilter filter_;
  const ContactOrder& order_;
  const ContactListLimits& limits_;
  std::vector<std::string> typed_;
  std::string match_;
};

Result<Listed> list(Connection& db, const ContactFilter& filter, ContactSort sort,
                    const std::string& after, std::int64_t limit, const ContactListLimits& limits) {
  const ContactOrder order(sort);
  std::optional<ContactPlace> place;
  if (!after.empty()) {
    place = order.read(after);
    if (!place) return Error::invalid("http.bad_cursor", {}, "after");
  }
  return Listing(db, filter, order, limits).page(place, static_cast<std::size_t>(limit));
}

// In the index, when all else of the transaction is done.
void change_words(Connection& db, Id contact, const std::string& before, const std::string& after) {
  if (before == after) return;
  db.do_before_commit([&db, contact, before, after] {
    if (!before.empty()) {
      db.execute(sql::contact_list::remove_contact_words, param("id", contact),
                 param("words", before));
    }
    if (!after.empty()) {
      db.execute(sql::contact_list::add_contact_words, param("id", contact), param("words", after));
    }
  });
}

}  // namespace

Result<ContactPage> list_contacts(Connection& db, const ContactFilter& filter, ContactSort sort,
                                  const std::string& after, int limit,
                                  const ContactListLimits& limits) {
  auto listed = list(db, filter, sort, after, limit, limits);
  if (!listed) return std::move(listed).error();
  ContactPage page{.contacts = {},
                   .next = std::move(listed->next),
                   .total = listed->total,
                   .more_than = listed->more_than};
  for (const auto id : listed->ids) {
    auto row = db.find<ContactRow>(sql::contact_list::find_row, param("id", id));
    if (row) page.contacts.push_back(*std::move(row));
  }
  return page;
}

Result<ContactIds> list_contact_ids(Connection& db, const ContactFilter& filter, ContactSort sort,
                                    const std::string& after, std::int64_t most) {
  constexpr ContactListLimits kToTheEnd{
      .few = kFewContacts, .most_passed_over = std::numeric_limits<std::int64_t>::max()};
  auto listed = list(db, filter, sort, after, most, kToTheEnd);
  if (!listed) return std::move(listed).error();
  return ContactIds(*std::move(listed));
}

std::optional<Timestamp> find_last_seen(Connection& db, Id contact) {
  const auto found = db.find<LastSeen>(sql::contact_list::find_last_seen, param("id", contact));
  return found ? found->last_seen_at : std::nullopt;
}

void enlist_contact(Connection& db, Id contact) {
  change_words(db, contact, {}, find_contact_words(db, contact));
}

std::string find_contact_words(Connection& db, Id contact) {
  const auto found = db.find<Words>(sql::contact_list::find_contact_words, param("id", contact));
  return found ? found->words : std::string();
}

std::vector<std::pair<Id, std::string>> list_words_of_company(Connection& db, Id company) {
  std::vector<std::pair<Id, std::string>> list;
  db.each<Words>(
      sql::contact_list::list_words_of_company,
      [&](Words row) { list.emplace_back(row.id, std::move(row.words)); },
      param("company_id", company));
  return list;
}

void update_contact_words(Connection& db, Id contact, const std::string& before) {
  change_words(db, contact, before, find_contact_words(db, contact));
}

void delist_contact(Connection& db, Id contact) {
  change_words(db, contact, find_contact_words(db, contact), {});
}

}  // namespace tandem::storage
