#include "http/contacts_file.h"

#include "base/csv_record.h"
#include "http/exported_file.h"
#include "storage/people.h"

namespace tandem::http {
namespace {

// Some 200 MB of text: a file is made in memory before it is sent.
constexpr std::int64_t kMostInAFile = 1'000'000;

struct FileQuery {
  std::optional<Id> after;  // the last contact of the file before
  std::optional<std::int64_t> limit;

  Result<void> validate() const { return check_limit(limit, kMostInAFile); }
};
BOOST_DESCRIBE_STRUCT(FileQuery, (), (after, limit))

struct File {
  std::string text;
  std::int64_t lines = 0;
  Id last;
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

File make_file(storage::Connection& db, Id after, std::int64_t most) {
  File file{header(), 0, after};
  storage::each_contact_line(db, after, most, [&](const storage::ContactLine& line) {
    file.text += record(line);
    ++file.lines;
    file.last = line.id;
  });
  return file;
}

// Where the rest is, when there may be more.
std::string link_to_rest(const File& file, std::int64_t most) {
  return "</api/v1/contacts.csv?after=" + to_string(file.last) + "&limit=" + std::to_string(most) +
         ">; rel=\"next\"";
}

}  // namespace

void add_contacts_file_route(Router& router, storage::Ledger& ledger) {
  router.get<FileQuery, Response>(
      "/api/v1/contacts.csv", Permission::export_contacts, "All contacts, as a file",
      [&ledger](const FileQuery& query, const Call& call) -> Result<Response> {
        const auto most = query.limit.value_or(kMostInAFile);
        auto file = ledger.read([&](storage::Connection& db) {
          return make_file(db, query.after.value_or(Id{}), most);
        });
        auto reply = exported_file(ledger, call, people::Deed::contacts_exported,
                                   {{"contacts", file.lines}}, "contacts", std::move(file.text));
        if (file.lines == most) reply.headers.set("Link", link_to_rest(file, most));
        return reply;
      },
      {.cacheable = false, .reply_type = "text/csv"});
}

}  // namespace tandem::http
