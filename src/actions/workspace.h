// The company itself: its name, its defaults, its hours; and how a new workspace is set up.
#pragma once

#include "actions/audit.h"
#include "base/business_calendar.h"
#include "base/secret.h"
#include "storage/workspace.h"

namespace tandem::actions {

// What is absent stays.
struct WorkspaceEdit {
  std::optional<std::string> name;
  std::optional<Language> language;
  std::optional<std::string> currency;
  std::optional<std::string> time_zone;
  std::optional<std::vector<std::vector<OpeningPeriod>>> opening_hours;  // seven days, Monday first
};
BOOST_DESCRIBE_STRUCT(WorkspaceEdit, (), (name, language, currency, time_zone, opening_hours))

// Errors: people.nameless (field name), money.unknown_currency {currency} (field currency),
// calendar.unknown_zone {zone} (field time_zone), those of BusinessCalendar::make (field
// opening_hours...).
Result<storage::Workspace> change_workspace(storage::Write& write, const WorkspaceEdit& edit,
                                            const Actor& actor);

// Whether nobody can sign in who may manage members, so that only a setup can make somebody.
bool needs_setup(storage::Connection& db);

struct Company {
  std::string name;
  Language language = Language::en;
  std::string currency;
  std::string time_zone;
  std::vector<std::vector<OpeningPeriod>> opening_hours;
};
BOOST_DESCRIBE_STRUCT(Company, (), (name, language, currency, time_zone, opening_hours))

struct FirstAdministrator {
  std::string name;
  std::string email;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(FirstAdministrator, (), (name, email, password))

// The company and its first administrator. A member who has the address already becomes the
// administrator. Errors: access.setup_done (conflict); those of change_workspace (field
// company...), of add_member and check_password (field administrator...).
Result<people::Member> set_up(storage::Ledger& ledger, const Company& company,
                              const FirstAdministrator& administrator, const Actor& actor,
                              HashingCost cost = HashingCost::interactive);

}  // namespace tandem::actions
