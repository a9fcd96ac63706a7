// What a row of a file says, in Tandem's own words. A layout turns each record of a file into one
// of these; storage then finds the people and deals they speak of.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "base/time.h"
#include "domain/lifecycle/stage.h"
#include "domain/people/company.h"
#include "domain/people/contact.h"
#include "domain/people/deal.h"

namespace tandem::imports {

// What a file holds.
enum class Kind { leads, companies, deals, revenue };
BOOST_DESCRIBE_ENUM(Kind, leads, companies, deals, revenue)

// Names under which other systems know a record: {"mql_id", "dac32acd..."}. Kept, so that the same
// file brings nothing new and a later file can refer to the record by any of them.
struct Reference {
  std::string name;  // "olist:mql_id": the layout's source and Tandem's or the file's column name
  std::string value;

  bool operator==(const Reference&) const = default;
};

struct StageEntry {
  lifecycle::Stage stage;
  std::optional<Timestamp> at;  // absent: the file says the stage but not since when

  bool operator==(const StageEntry&) const = default;
};

// Ids inside the records are not set.
struct LeadRow {
  std::vector<Reference> references;  // the first is the row's own identity
  people::Contact contact;  // first_seen_at is set when the file gives it (see has_first_seen)
  bool has_first_seen = false;
  std::optional<Reference> company;  // by the source's id of it
  std::string company_name;          // or by name
  std::vector<StageEntry> stages;    // in order of stage, one per stage at most
};

struct CompanyRow {
  std::vector<Reference> references;
  people::Company company;
};

struct DealRow {
  std::vector<Reference> references;
  people::Deal deal;
  std::optional<Reference> contact;  // who it was made with: by the source's id,
  std::string contact_email;         // or by address
  std::optional<Reference> company;
  std::string company_name;
};

// Money earned by the deal that is known under `deal`, whose name is the bare column, "seller_id":
// it stands for any source's ("olist:seller_id") unless the layout's known_as says which.
struct RevenueRow {
  Reference deal;
  Money amount;
};

}  // namespace tandem::imports
