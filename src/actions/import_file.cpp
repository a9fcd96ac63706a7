#include "actions/import_file.h"

#include <array>
#include <cstring>

#include <boost/unordered/unordered_flat_map.hpp>
#include <sodium.h>

#include "actions/take_row.h"
#include "storage/imports.h"

namespace tandem::actions {
namespace {

constexpr std::size_t kBatch = 1'000;  // rows in one commit: about 10 ms of the writer's time

using Digest = std::array<std::uint64_t, 2>;

Digest digest(const std::string& bytes) {
  Digest out{};
  crypto_generichash(reinterpret_cast<unsigned char*>(out.data()), sizeof out,
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr,
                     0);
  return out;
}

// What the file says in a row, under a layout: its values with the layout's own digest before them.
std::int64_t fingerprint(const Digest& layout, const std::vector<std::string>& values) {
  std::string bytes(reinterpret_cast<const char*>(layout.data()), sizeof layout);
  for (const auto& value : values) bytes.append(value).push_back('\x1f');
  const auto hash = static_cast<std::int64_t>(digest(bytes)[0]);
  return hash == 0 ? 1 : hash;  // 0 means "none"
}

// The name under which the file's row stands, for finding two rows of one file that say to be the
// same.
std::string identity_of(const imports::Row& row) {
  const auto join = [](const imports::Reference& r) { return r.name + '\x1f' + r.value; };
  return std::visit(
      [&]<class R>(const R& r) -> std::string {
        if constexpr (std::is_same_v<R, imports::RevenueRow>) {
          return join(r.deal);
        } else {
          return r.references.empty() ? std::string() : join(r.references.front());
        }
      },
      row);
}

struct Pending {
  storage::CsvRecord record;
  imports::Row row;
  std::int64_t fingerprint = 0;
};

bool is_unmatched(const Error& error) {
  return error.code == "imports.contact_unknown" || error.code == "imports.deal_unknown";
}

class Importer {
 public:
  Importer(storage::Ledger& ledger, storage::CsvFile& file, const ImportOptions& options,
           imports::RowMapper mapper, std::vector<std::string> revenue_names)
      : ledger_(ledger),
        file_(file),
        options_(options),
        mapper_(std::move(mapper)),
        revenue_names_(std::move(revenue_names)),
        layout_digest_(digest(print_json(to_json(options.layout)))) {}

  ImportCounts run() {
    begin();
    storage::CsvRecord record;
    bool more = true;
    while (more && !counts_.interrupted) {
      std::vector<Pending> batch;
      while (batch.size() < kBatch && (more = file_.next(record))) admit(record, batch);
      take(batch);
      if (options_.on_progress && !options_.on_progress(file_.bytes_read())) {
        counts_.interrupted = more;
      }
    }
    finish();
    return counts_;
  }

 private:
  void begin() {
    import_ = *ledger_.write([&](storage::Write& write) -> Result<storage::Import> {
      storage::Import import{.id = write.next_id(),
                             .file = options_.file_name,
                             .kind = std::string(name_of(options_.layout.kind)),
                             .layout = options_.layout.name,
                             .started_at = write.now(),
                             .finished_at = {},
                             .counts = to_json(counts_)};
      storage::insert_import(write.db, import);
      return import;
    });
    cause_ = {.member_id = {}, .import_id = import_.id, .why = {}};
  }

  void finish() {
    import_.counts = to_json(counts_);
    if (!counts_.interrupted) import_.finished_at = ledger_.clock().now();
    (void)ledger_.write([&](storage::Write& write) -> Result<void> {
      storage::finish_import(write.db, import_);
      return {};
    });
  }

  // Maps a record and puts it into the batch, or tells why not.
  void admit(storage::CsvRecord& record, std::vector<Pending>& batch) {
    if (!record.error && mapper_.is_total(record.values)) {
      ++counts_.total_lines;
      return;
    }
    ++counts_.rows;
    if (record.error) return refuse(record, *record.error);
    auto row = mapper_.map(record.values);
    if (!row) return refuse(record, row.error());
    if (const auto identity = identity_of(*row); !identity.empty()) {
      const auto [seen, is_new] = seen_.try_emplace(digest(identity), record.line);
      if (!is_new) {
        return refuse(record, Error::conflict("imports.duplicate_in_file",
                                              {{"line", std::to_string(seen->second)}}));
      }
    }
    const auto hash = fingerprint(layout_digest_, record.values);
    batch.push_back({std::move(record), *std::move(row), hash});
    record = {};
  }

  Result<Taken> take_one(storage::Write& write, const Pending& pending) const {
    return std::visit(
        [&]<class R>(const R& row) -> Result<Taken> {
          const Fingerprinted<R> entry{row, pending.fingerprint};
          if constexpr (std::is_same_v<R, imports::LeadRow>) {
            return take_lead(write, entry, cause_);
          } else if constexpr (std::is_same_v<R, imports::CompanyRow>) {
            return take_company(write, entry, cause_);
          } else if constexpr (std::is_same_v<R, imports::DealRow>) {
            return take_deal(write, entry, cause_);
          } else {
            return take_revenue(write, row, revenue_names_, cause_);
          }
        },
        pending.row);
  }

  void take(const std::vector<Pending>& batch) {
    if (batch.empty()) return;
    // A refused row has changed nothing, so the rest of the batch is kept.
    const auto outcomes =
        ledger_.write([&](storage::Write& write) -> Result<std::vector<Result<Taken>>> {
          std::vector<Result<Taken>> taken;
          taken.reserve(batch.size());
          for (const auto& pending : batch) taken.push_back(take_one(write, pending));
          return taken;
        });
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const auto& outcome = (*outcomes)[i];
      if (outcome) {
        count(*outcome);
      } else {
        refuse(batch[i].record, outcome.error());
      }
    }
  }

  void count(const Taken& taken) {
    counts_.created += taken.outcome == Outcome::created;
    counts_.changed += taken.outcome == Outcome::changed;
    counts_.unchanged += taken.outcome == Outcome::unchanged;
    counts_.matched += taken.matched;
    counts_.flagged += taken.flagged;
    counts_.companies_created += taken.companies_created;
    if (taken.money) {
      const auto sum = counts_.revenue ? add(*counts_.revenue, *taken.money) : *taken.money;
      if (sum) counts_.revenue = *sum;  // a file of several currencies has no one sum
    }
  }

  void refuse(const storage::CsvRecord& record, const Error& error) {
    ++(is_unmatched(error) ? counts_.unmatched : counts_.rejected);
    auto& refused = counts_.refused;
    const auto same = std::ranges::find(refused, error.code, &RefusedRows::code);
    if (same == refused.end()) {
      refused.push_back({error.code, 1, record.line, {}, error});
      return tell_refused(record, error);
    }
    ++same->count;
    if (record.line < same->first_line) {
      same->first_line = record.line;
      same->first = error;
    }
    tell_refused(record, error);
  }

  void tell_refused(const storage::CsvRecord& record, const Error& error) const {
    if (options_.on_refused) options_.on_refused(record, error);
  }

  storage::Ledger& ledger_;
  storage::CsvFile& file_;
  const ImportOptions& options_;
  imports::RowMapper mapper_;
  std::vector<std::string> revenue_names_;  // under which a revenue row's deal may be known
  Digest layout_digest_;
  boost::unordered_flat_map<Digest, std::int64_t> seen_;  // identity -> line
  storage::Import import_;
  Cause cause_;
  ImportCounts counts_;
};

// "seller_id" stands for every "<source>:seller_id".
Result<std::vector<std::string>> names_for_key(storage::Ledger& ledger, const std::string& key) {
  const auto known = ledger.read([](storage::Connection& db) {
    return storage::list_reference_names(db, storage::RecordType::deal);
  });
  std::vector<std::string> names;
  std::string listed;
  for (const auto& name : known) {
    if (name == key || name.ends_with(":" + key)) names.push_back(name);
    listed.append(listed.empty() ? "" : ", ").append(name.substr(name.find(':') + 1));
  }
  if (!names.empty()) return names;
  return Error::invalid("imports.key_unknown",
                        {{"key", key}, {"known", listed.empty() ? "-" : listed}});
}

}  // namespace

Result<ImportCounts> import_file(storage::Ledger& ledger, storage::CsvFile& file,
                                 const ImportOptions& options) {
  auto mapper = imports::RowMapper::make(options.layout, file.header(), options.defaults);
  if (!mapper) return std::move(mapper).error();
  std::vector<std::string> names;
  if (options.layout.kind == imports::Kind::revenue) {
    auto found = names_for_key(ledger, options.layout.columns.at("deal"));
    if (!found) return std::move(found).error();
    names = *std::move(found);
  }
  return Importer(ledger, file, options, *std::move(mapper), std::move(names)).run();
}

}  // namespace tandem::actions
