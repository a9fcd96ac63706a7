// The workspace: the company whose data directory this is, and its defaults.
#pragma once

#include "base/business_calendar.h"
#include "base/text.h"
#include "storage/ledger/connection.h"

namespace tandem::storage {

struct Workspace {
  std::string identity;  // random, made with the ledger
  std::string name;      // empty until somebody gave one
  Language language = Language::en;
  std::string currency = "EUR";   // of amounts that say none
  std::string time_zone = "UTC";  // of dates that say none, and of the company's days
  std::vector<std::vector<OpeningPeriod>> opening_hours = {};  // seven days, Monday first

  bool operator==(const Workspace&) const = default;
};
BOOST_DESCRIBE_STRUCT(Workspace, (), (identity, name, language, currency, time_zone, opening_hours))

Workspace find_workspace(Connection& db);
// All but the identity.
void save_workspace(Connection& db, const Workspace& workspace);

}  // namespace tandem::storage
