#include "http/audit.h"

#include <map>

#include "base/csv_record.h"
#include "http/days.h"
#include "http/exported_file.h"
#include "storage/workspace.h"

namespace tandem::http {
namespace {

constexpr int kMostOnAPage = 1000;
constexpr int kMostInAFile = 1'000'000;

// Days are those of the workspace's time zone.
struct AuditQuery {
  std::optional<Id> before;  // older than this entry
  std::optional<Id> by;
  std::optional<people::Deed> only;
  std::optional<Date> from;
  std::optional<Date> to;  // that day included
  std::optional<std::int64_t> limit;

  Result<void> validate() const {
    if (from && to && *to < *from) return Error::invalid("performance.period_backwards", {}, "to");
    return check_limit(limit, kMostOnAPage);
  }
};
BOOST_DESCRIBE_STRUCT(AuditQuery, (), (before, by, only, from, to, limit))

struct AuditLine {
  Id id;
  Timestamp at;
  std::optional<Id> member_id;
  std::optional<std::string> member_name;
  std::optional<std::string> token_name;
  people::Deed deed = people::Deed::signed_in;
  std::string record_type;
  std::optional<Id> record_id;
  std::optional<std::string> record_name;
  std::string address;
  boost::json::value detail;
};
BOOST_DESCRIBE_STRUCT(AuditLine, (),
                      (id, at, member_id, member_name, token_name, deed, record_type, record_id,
                       record_name, address, detail))

struct AuditPage {
  std::vector<AuditLine> entries;  // newest first
};
BOOST_DESCRIBE_STRUCT(AuditPage, (), (entries))

storage::AuditFilter filter_of(const AuditQuery& query, const std::string& zone) {
  storage::AuditFilter filter;
  filter.before = query.before;
  filter.by = query.by;
  filter.only = query.only;
  if (query.from) filter.since = start_of(*query.from, zone);
  if (query.to) filter.until = end_of(*query.to, zone);
  filter.limit = static_cast<int>(query.limit.value_or(filter.limit));
  return filter;
}

// What records are called now.
class Names {
 public:
  explicit Names(storage::Connection& db) {
    for (const auto& member : storage::list_members(db)) names_.emplace(member.id, member.name);
    for (const auto& token : storage::list_tokens(db)) names_.emplace(token.id, token.name);
    for (const auto& key : storage::list_write_keys(db)) names_.emplace(key.id, key.name);
  }

  std::optional<std::string> of(std::optional<Id> id) const {
    const auto found = id ? names_.find(*id) : names_.end();
    return found == names_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::map<Id, std::string> names_;
};

AuditPage page(storage::Connection& db, const storage::AuditFilter& filter) {
  const Names names(db);
  AuditPage found;
  for (auto& entry : storage::list_audit_entries(db, filter)) {
    found.entries.push_back({.id = entry.id,
                             .at = entry.at,
                             .member_id = entry.member_id,
                             .member_name = names.of(entry.member_id),
                             .token_name = names.of(entry.token_id),
                             .deed = entry.deed,
                             .record_type = std::move(entry.record_type),
                             .record_id = entry.record_id,
                             .record_name = names.of(entry.record_id),
                             .address = std::move(entry.address),
                             .detail = std::move(entry.detail)});
  }
  return found;
}

std::string as_csv(const AuditPage& page) {
  std::string text = csv_record(
      {"at", "member", "token", "deed", "record_type", "record_id", "record", "address", "detail"});
  for (const auto& line : page.entries) {
    text +=
        csv_record({to_string(line.at), unlike_formula(line.member_name.value_or("")),
                    unlike_formula(line.token_name.value_or("")), std::string(name_of(line.deed)),
                    line.record_type, line.record_id ? to_string(*line.record_id) : "",
                    unlike_formula(line.record_name.value_or("")), line.address,
                    line.detail.is_null() ? "" : print_json(line.detail)});
  }
  return text;
}

}  // namespace

void add_audit_routes(Router& router, storage::Ledger& ledger) {
  const auto read = [&ledger](const AuditQuery& query, std::optional<int> limit) {
    return ledger.read([&](storage::Connection& db) {
      auto filter = filter_of(query, storage::find_workspace(db).time_zone);
      filter.limit = limit.value_or(filter.limit);
      return page(db, filter);
    });
  };
  router.get<AuditQuery, AuditPage>(
      "/api/v1/audit", Permission::read_audit, "Who did what, newest first",
      [read](const AuditQuery& query, const Call&) -> Result<AuditPage> {
        return read(query, {});
      });
  router.get<AuditQuery, Response>(
      "/api/v1/audit.csv", Permission::read_audit, "Who did what, as a file",
      [read, &ledger](const AuditQuery& query, const Call& call) -> Result<Response> {
        const auto found = read(query, query.limit ? std::nullopt : std::optional(kMostInAFile));
        return exported_file(ledger, call, people::Deed::audit_exported,
                             {{"entries", found.entries.size()}}, "audit", as_csv(found));
      },
      {.cacheable = false, .reply_type = "text/csv"});
}

}  // namespace tandem::http
