#include "http/contacts_file.h"

#include <boost/url/url.hpp>

#include "base/csv_record.h"
#include "http/contact_filter.h"
#include "http/exported_file.h"
#include "storage/people.h"

namespace tandem::http {
namespace {

// Some 200 MB of text: a file is made in memory before it is sent.
constexpr std::int64_t kMostInAFile = 1'000'000;

struct FileQuery : ContactFilterQuery {
  std::optional<std::string> after;  // where the file before ended, as its Link says
  std::optional<std::int64_t> limit;

  Result<void> validate() const {
    if (auto good = ContactFilterQuery::validate(); !good) return good;
    return check_limit(limit, kMostInAFile);
  }
};
BOOST_DESCRIBE_STRUCT(FileQuery, (ContactFilterQuery), (after, limit))

struct File {
  std::string text;
  std::int64_t lines = 0;
  std::optional<std::string> next;  // where the rest begins

  void add(const storage::ContactLine& line);
};

// A cell as text; what people typed must not run as a formula where the file is opened.
std::string cell(const std::string& text) {
  return unlike_formula(text);
}
std::string cell(const std::optional<std::string>& text) {
  return unlike_formula(text.value_or(""));
}
std::string cell(Timestamp at) {
  return to_string(at);
}
std::string cell(const std::optional<Timestamp>& at) {
  return at ? to_string(*at) : "";
}
std::string cell(Id id) {
  return to_string(id);
}
std::string cell(lifecycle::Stage stage) {
  return std::string(name_of(stage));
}
std::string cell(const boost::json::value& attributes) {
  return attributes.is_null() ? "" : print_json(attributes);
}

template <class F>
void each_column(F&& f) {
  boost::mp11::mp_for_each<Members<storage::ContactLine>>(std::forward<F>(f));
}

std::string header() {
  std::vector<std::string> names;
  each_column([&](auto column) { names.emplace_back(column.name); });
  return csv_record(names);
}

std::string record(const storage::ContactLine& line) {
  std::vector<std::string> cells;
  each_column([&](auto column) { cells.push_back(cell(line.*column.pointer)); });
  return csv_record(cells);
}

void File::add(const storage::ContactLine& line) {
  text += record(line);
  ++lines;
}

// Everybody, in the order of their ids: read in one go.
Result<File> file_of_all(storage::Connection& db, const std::string& after, std::int64_t most) {
  File file{.text = header(), .next = {}};
  const auto begin = after.empty() ? Id{} : parse_id(after);
  if (!begin) return Error::invalid("http.bad_cursor", {}, "after");
  Id last;
  storage::each_contact_line(db, *begin, most, [&](const storage::ContactLine& line) {
    file.add(line);
    last = line.id;
  });
  if (file.lines == most) file.next = to_string(last);
  return file;
}

// Those whom the filters let through, as the list shows them.
Result<File> file_of_some(storage::Connection& db, const FileQuery& query, const Call& call,
                          Timestamp now, std::int64_t most) {
  const auto filter = filter_of(db, query, call, now);
  if (!filter) return filter.error();
  auto listed =
      storage::list_contact_ids(db, *filter, query.sort.value_or(storage::ContactSort::newest),
                                query.after.value_or(""), most);
  if (!listed) return std::move(listed).error();
  File file{.text = header(), .next = std::move(listed->next)};
  for (const auto id : listed->ids) {
    if (const auto line = storage::find_contact_line(db, id)) file.add(*line);
  }
  return file;
}

// The same question, further on.
std::string link_to_rest(const Request& request, const std::string& next, std::int64_t most) {
  boost::urls::url url("/api/v1/contacts.csv");
  for (const auto& [name, value] : request.query) url.params().append({name, value});
  url.params().set("after", next);
  url.params().set("limit", std::to_string(most));
  return "<" + std::string(url.buffer()) + ">; rel=\"next\"";
}

}  // namespace

void add_contacts_file_route(Router& router, storage::Ledger& ledger) {
  router.get<FileQuery, Response>(
      "/api/v1/contacts.csv", Permission::export_contacts,
      "Contacts, filtered and sorted, as a file",
      [&ledger](const FileQuery& query, const Call& call) -> Result<Response> {
        const auto most = query.limit.value_or(kMostInAFile);
        const auto now = ledger.clock().now();
        auto file = ledger.read([&](storage::Connection& db) {
          return query.is_empty() ? file_of_all(db, query.after.value_or(""), most)
                                  : file_of_some(db, query, call, now, most);
        });
        if (!file) return std::move(file).error();
        auto reply = exported_file(ledger, call, people::Deed::contacts_exported,
                                   {{"contacts", file->lines}}, "contacts", std::move(file->text));
        if (file->next) reply.headers.set("Link", link_to_rest(call.request, *file->next, most));
        return reply;
      },
      {.cacheable = false, .reply_type = "text/csv"});
}

}  // namespace tandem::http
