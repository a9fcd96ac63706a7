// Taking one row of a file into the ledger.
//
// A row is known by its first reference. The fingerprint of the row last seen under that reference
// is kept, so the same row again changes nothing, even when somebody has edited the record since; a
// row that differs updates the record it is known to stand for.
#pragma once

#include "actions/lifecycle.h"
#include "domain/imports/map_row.h"
#include "storage/people.h"

namespace tandem::actions {

enum class Outcome { created, changed, unchanged };

struct Taken {
  Outcome outcome = Outcome::unchanged;
  bool matched = false;  // a deal or its revenue found whom it belongs to
  bool flagged = false;  // odd, and kept: see people::Deal::flag
  int companies_created = 0;
  std::optional<Money> money;  // a revenue row's amount
};

// A row with the fingerprint of what the file says.
template <class Row>
struct Fingerprinted {
  const Row& row;
  std::int64_t fingerprint = 0;
};

Result<Taken> take_lead(storage::Write& write, const Fingerprinted<imports::LeadRow>& lead,
                        const Cause& cause);
Result<Taken> take_company(storage::Write& write, const Fingerprinted<imports::CompanyRow>& company,
                           const Cause& cause);

// Error: imports.contact_unknown {reference, value}, when the deal's contact is not there and it
// has no company either.
Result<Taken> take_deal(storage::Write& write, const Fingerprinted<imports::DealRow>& deal,
                        const Cause& cause);

// `names` are the reference names under which the row's deal may be known. Errors:
// imports.deal_unknown {reference, value}, imports.deal_in_other_currency {deal, row}.
Result<Taken> take_revenue(storage::Write& write, const imports::RevenueRow& revenue,
                           const std::vector<std::string>& names, const Cause& cause);

// The company that a lead or a deal names, by another system's id or by its own name; made when
// new.
std::optional<Id> company_of(storage::Write& write,
                             const std::optional<imports::Reference>& reference,
                             const std::string& name, const Cause& cause, Taken& taken);

// Remembers the row under its first reference, and the record under all of them.
void remember(storage::Connection& db, storage::RecordType type,
              const std::vector<imports::Reference>& references, Id record,
              std::int64_t fingerprint);

// The record that any of the references points at.
std::optional<Id> find_by_references(storage::Connection& db, storage::RecordType type,
                                     const std::vector<imports::Reference>& references);

// The record of a row that was taken before, just as it is.
std::optional<Id> known_row(storage::Connection& db, storage::RecordType type,
                            const std::vector<imports::Reference>& references,
                            std::int64_t fingerprint);

void tell_deal(storage::Write& write, timeline::ActivityKind kind, const people::Deal& deal,
               Timestamp at, boost::json::value detail, const Cause& cause);

}  // namespace tandem::actions
