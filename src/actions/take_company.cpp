#include <algorithm>

#include "actions/changed_fields.h"
#include "actions/take_row.h"
#include "base/ascii.h"

namespace tandem::actions {
namespace {

using storage::RecordType;

void tell_company(storage::Write& write, timeline::ActivityKind kind, Id company,
                  boost::json::value detail, const Cause& cause) {
  auto told = activity(kind, write.now(), cause, std::move(detail));
  told.company_id = company;
  write.append(std::move(told));
}

Id create(storage::Write& write, people::Company company, const Cause& cause) {
  company.id = write.next_id();
  storage::insert_company(write.db, company);
  if (!company.name.empty()) {
    storage::add_reference(write.db, RecordType::company, std::string(storage::kByName),
                           ascii_lower(company.name), company.id);
  }
  tell_company(write, timeline::ActivityKind::company_created, company.id, nullptr, cause);
  return company.id;
}

std::optional<Id> find_by_name(storage::Connection& db, const std::string& name) {
  if (name.empty()) return std::nullopt;
  const auto known = storage::find_reference(db, RecordType::company, std::string(storage::kByName),
                                             ascii_lower(name));
  return known ? std::optional(known->record_id) : std::nullopt;
}

}  // namespace

std::optional<Id> company_of(storage::Write& write,
                             const std::optional<imports::Reference>& reference,
                             const std::string& name, const Cause& cause, Taken& taken) {
  if (reference) {
    if (auto id = find_by_references(write.db, RecordType::company, {*reference})) return id;
  }
  if (name.empty()) return std::nullopt;
  auto id = find_by_name(write.db, name);
  if (!id) {
    people::Company company;
    company.name = name;
    company.attributes = boost::json::object{};
    id = create(write, std::move(company), cause);
    ++taken.companies_created;
  }
  if (reference) {
    storage::add_reference(write.db, RecordType::company, reference->name, reference->value, *id);
  }
  return id;
}

Result<Taken> take_company(storage::Write& write, const Fingerprinted<imports::CompanyRow>& company,
                           const Cause& cause) {
  const auto& row = company.row;
  Taken taken;
  if (known_row(write.db, RecordType::company, row.references, company.fingerprint)) return taken;
  auto id = find_by_references(write.db, RecordType::company, row.references);
  if (!id) id = find_by_name(write.db, row.company.name);
  if (!id) {
    id = create(write, row.company, cause);
    taken.outcome = Outcome::created;
  } else {
    const auto before = storage::find_company(write.db, *id).value();
    const auto after = people::updated(before, row.company);
    if (auto fields = changed_fields(before, after); !fields.is_null()) {
      storage::update_company(write.db, after);
      tell_company(write, timeline::ActivityKind::company_updated, *id, std::move(fields), cause);
      taken.outcome = Outcome::changed;
    }
  }
  if (!row.company.name.empty()) {  // it may be a new one
    storage::add_reference(write.db, RecordType::company, std::string(storage::kByName),
                           ascii_lower(row.company.name), *id);
  }
  remember(write.db, RecordType::company, row.references, *id, company.fingerprint);
  return taken;
}

}  // namespace tandem::actions
