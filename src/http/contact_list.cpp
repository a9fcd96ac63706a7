#include "http/contact_list.h"

#include "actions/contact_views.h"
#include "http/contact_filter.h"
#include "storage/access.h"
#include "storage/contact_views.h"

namespace tandem::http {
namespace {

constexpr int kUsualPage = 50;
constexpr int kMostOnAPage = 200;

struct ContactsQuery : ContactFilterQuery {
  std::optional<std::string> after;  // `next` of the page before
  std::optional<std::int64_t> limit;

  Result<void> validate() const {
    if (auto good = ContactFilterQuery::validate(); !good) return good;
    return check_limit(limit, kMostOnAPage);
  }
};
BOOST_DESCRIBE_STRUCT(ContactsQuery, (ContactFilterQuery), (after, limit))

struct ViewLine {
  Id id;
  std::string name;
  bool shared = false;
  bool own = false;  // whose it is may change it
  std::optional<std::string> member_name;
  boost::json::value query;
};
BOOST_DESCRIBE_STRUCT(ViewLine, (), (id, name, shared, own, member_name, query))

struct ViewList {
  std::vector<ViewLine> views;  // oldest first
};
BOOST_DESCRIBE_STRUCT(ViewList, (), (views))

ViewLine line_of(storage::Connection& db, people::SavedView view, Id member) {
  const auto maker = storage::find_member(db, view.member_id);
  return {.id = view.id,
          .name = std::move(view.name),
          .shared = view.shared,
          .own = view.member_id == member,
          .member_name = maker ? std::optional(maker->name) : std::nullopt,
          .query = std::move(view.query)};
}

// Views belong to members. Error: people.views_of_members, for an integration's token.
Result<Id> member_of(const Call& call) {
  const auto member = call.caller.actor().member_id;
  if (!member) return Error::forbidden("people.views_of_members");
  return *member;
}

// Runs `change` (Result<SavedView>(Write&, Id member)) and answers with the view as it is then.
template <class F>
Result<ViewLine> change(storage::Ledger& ledger, const Call& call, F&& change) {
  const auto member = member_of(call);
  if (!member) return member.error();
  return ledger.write([&](storage::Write& write) -> Result<ViewLine> {
    auto view = change(write, *member);
    if (!view) return std::move(view).error();
    return line_of(write.db, *std::move(view), *member);
  });
}

void add_view_routes(Router& router, storage::Ledger& ledger) {
  router.get<Nothing, ViewList>("/api/v1/views", Permission::read_contacts,
                                "Saved views of the contact list",
                                [&](const Nothing&, const Call& call) -> Result<ViewList> {
                                  const auto member = member_of(call);
                                  if (!member) return member.error();
                                  return ledger.read([&](storage::Connection& db) {
                                    ViewList list;
                                    for (auto& view : storage::list_views(db, *member)) {
                                      list.views.push_back(line_of(db, std::move(view), *member));
                                    }
                                    return list;
                                  });
                                });
  router.post<actions::NewView, ViewLine>(
      "/api/v1/views", Permission::read_contacts, "Save a view of the contact list",
      [&](const actions::NewView& wanted, const Call& call) {
        return change(ledger, call, [&](storage::Write& write, Id member) {
          return actions::save_view(write, wanted, member);
        });
      },
      {.status = 201});
  router.patch<RecordAt, actions::ViewEdit, ViewLine>(
      "/api/v1/views/{id}", Permission::read_contacts, "Change a saved view",
      [&](const RecordAt& at, const actions::ViewEdit& edit, const Call& call) {
        return change(ledger, call, [&](storage::Write& write, Id member) {
          return actions::change_view(write, at.id, edit, member);
        });
      });
  router.del<RecordAt, void>("/api/v1/views/{id}", Permission::read_contacts, "Remove a saved view",
                             [&](const RecordAt& at, const Call& call) -> Result<void> {
                               const auto member = member_of(call);
                               if (!member) return member.error();
                               return ledger.write([&](storage::Write& write) {
                                 return actions::remove_view(write, at.id, *member);
                               });
                             });
}

}  // namespace

void add_contact_list_routes(Router& router, storage::Ledger& ledger) {
  router.get<ContactsQuery, storage::ContactPage>(
      "/api/v1/contacts", Permission::read_contacts, "Contacts, searched, filtered and sorted",
      [&](const ContactsQuery& query, const Call& call) {
        const auto now = ledger.clock().now();
        return ledger.read([&](storage::Connection& db) -> Result<storage::ContactPage> {
          const auto filter = filter_of(db, query, call, now);
          if (!filter) return filter.error();
          return storage::list_contacts(
              db, *filter, query.sort.value_or(storage::ContactSort::newest),
              query.after.value_or(""), static_cast<int>(query.limit.value_or(kUsualPage)));
        });
      });
  add_view_routes(router, ledger);
}

}  // namespace tandem::http
