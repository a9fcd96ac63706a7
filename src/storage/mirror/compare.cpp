// Comparing the mirror with the ledger, record by record.
#include <algorithm>

#include <date/tz.h>

#include "queries.h"
#include "storage/mirror/facts.h"
#include "storage/mirror/mirror.h"
#include "storage/workspace.h"

namespace tandem::storage {
namespace {

constexpr std::int64_t kPage = 50'000;  // rows of the mirror held at a time

struct PageQuery {
  Id after;
  std::int64_t limit = kPage;
};
BOOST_DESCRIBE_STRUCT(PageQuery, (), (after, limit))

struct OnlyId {
  Id id;
};
BOOST_DESCRIBE_STRUCT(OnlyId, (), (id))

template <class T>
bool alike(const T& a, const T& b) {
  std::vector<Cell> cells_a(columns_of<T>().size());
  std::vector<Cell> cells_b(columns_of<T>().size());
  to_cells(a, cells_a);
  to_cells(b, cells_b);
  return cells_a == cells_b;
}

// The rows of a table of the mirror in order of id, a page at a time; an id may come twice.
template <class T>
class MirrorRows {
 public:
  MirrorRows(DuckConnection& duck, std::string_view page) : duck_(duck), page_(page) { load(); }

  const T* current() const { return at_ < rows_.size() ? &rows_[at_] : nullptr; }

  void advance() {
    if (++at_ == rows_.size() && !complete_) load();
  }

 private:
  void load() {
    rows_ = duck_.list<T>(page_, PageQuery{after_});
    at_ = 0;
    complete_ = std::ssize(rows_) < kPage;
    if (rows_.empty()) return;
    // A full page may end between two rows of one id; these are left to the next page.
    const auto last = rows_.back().id;
    const auto rest = std::ranges::find(rows_, last, &T::id);
    if (!complete_ && rest != rows_.begin()) rows_.erase(rest, rows_.end());
    after_ = rows_.back().id;
  }

  DuckConnection& duck_;
  std::string_view page_;
  std::vector<T> rows_;
  std::size_t at_ = 0;
  Id after_{INT64_MIN};
  bool complete_ = false;
};

struct Tally {
  std::int64_t missing = 0;
  std::int64_t wrong = 0;
  std::int64_t extra = 0;
};

// Walks both sides in order of id. `ledger_rows(visit)` calls visit(T) for each of the ledger's.
template <class T, class LedgerRows>
Tally merge(DuckConnection& duck, std::string_view page, LedgerRows&& ledger_rows) {
  Tally tally;
  MirrorRows<T> mirror(duck, page);
  ledger_rows([&](const T& row) {
    for (; mirror.current() && mirror.current()->id < row.id; mirror.advance()) ++tally.extra;
    if (!mirror.current() || mirror.current()->id != row.id) {
      ++tally.missing;
      return;
    }
    if (!alike(*mirror.current(), row)) ++tally.wrong;
    mirror.advance();
  });
  for (; mirror.current(); mirror.advance()) ++tally.extra;
  return tally;
}

MirrorDifference difference(DuckConnection& duck, Connection& db) {
  const auto* zone = date::locate_zone(find_workspace(db).time_zone);
  const auto contacts =
      merge<ContactFact>(duck, sql::mirror_check::page_of_contacts, [&](auto&& visit) {
        db.each<ContactSource>(sql::mirror::list_contacts,
                               [&](const auto& row) { visit(fact_of(row, *zone)); });
      });
  const auto deals = merge<DealFact>(duck, sql::mirror_check::page_of_deals, [&](auto&& visit) {
    db.each<people::Deal>(sql::mirror::list_deals,
                          [&](const auto& row) { visit(fact_of(row, *zone)); });
  });
  const auto activities =
      merge<OnlyId>(duck, sql::mirror_check::page_of_activities,
                    [&](auto&& visit) { db.each<OnlyId>(sql::mirror::list_activity_ids, visit); });
  return {.contacts_missing = contacts.missing,
          .contacts_wrong = contacts.wrong,
          .contacts_extra = contacts.extra,
          .deals_missing = deals.missing,
          .deals_wrong = deals.wrong,
          .deals_extra = deals.extra,
          .activities_missing = activities.missing,
          .activities_extra = activities.extra};
}

}  // namespace

MirrorDifference compare(Mirror& mirror, Ledger& ledger) {
  return mirror.read([&](DuckConnection& duck) {
    return ledger.read([&](Connection& db) { return difference(duck, db); });
  });
}

}  // namespace tandem::storage
