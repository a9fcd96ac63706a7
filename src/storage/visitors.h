// Visitors of the company's websites in the ledger, and what the collector keeps beside them.
#pragma once

#include <string>
#include <vector>

#include "domain/timeline/intake.h"
#include "domain/timeline/visitor.h"
#include "storage/ledger/connection.h"

namespace tandem::storage {

void insert_visitor(Connection& db, const timeline::Visitor& visitor);
std::optional<timeline::Visitor> find_visitor(Connection& db, Id id);
// The newest visitor of a code: whoever is at the keyboard.
std::optional<Id> find_current_visitor(Connection& db, const std::string& code);

// Remembers that the message with this digest was taken; false when it was already.
bool take_message(Connection& db, std::int64_t digest, Timestamp at);
// Forgets up to `most` of those taken before; gives how many there were.
std::int64_t forget_messages(Connection& db, Timestamp before, std::int64_t most);

// The salt of that day; made when `fresh` is given and there is none yet.
std::string salt_of(Connection& db, Date day, const std::string& fresh);
std::int64_t forget_salts(Connection& db, Date before);

// Adds what became of messages to the counts of the day.
void add_intake_counts(Connection& db, Date day, const timeline::IntakeCounts& counts);

struct IntakeCount {
  std::string day;      // UTC
  std::string outcome;  // "taken", or the name of a timeline::DropReason
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(IntakeCount, (), (day, outcome, count))

std::vector<IntakeCount> list_intake_counts(Connection& db, Date since);

struct IntakeSettings {
  std::string excluded_addresses;  // addresses and networks, with commas
};
BOOST_DESCRIBE_STRUCT(IntakeSettings, (), (excluded_addresses))

IntakeSettings find_intake_settings(Connection& db);
void save_intake_settings(Connection& db, const IntakeSettings& settings);

}  // namespace tandem::storage
