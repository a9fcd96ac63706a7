#include "storage/visitors.h"

#include "queries.h"

namespace tandem::storage {
namespace {

struct Found {
  Id id;
};
BOOST_DESCRIBE_STRUCT(Found, (), (id))

struct Salt {
  std::string salt;
};
BOOST_DESCRIBE_STRUCT(Salt, (), (salt))

constexpr std::string_view kTaken = "taken";

}  // namespace

void insert_visitor(Connection& db, const timeline::Visitor& visitor) {
  db.execute(sql::visitors::insert_visitor, visitor);
}

std::optional<timeline::Visitor> find_visitor(Connection& db, Id id) {
  return db.find<timeline::Visitor>(sql::visitors::find_visitor, param("id", id));
}

std::optional<Id> find_current_visitor(Connection& db, const std::string& code) {
  const auto found = db.find<Found>(sql::visitors::find_current_visitor, param("code", code));
  if (!found) return std::nullopt;
  return found->id;
}

bool take_message(Connection& db, std::int64_t digest, Timestamp at) {
  return db.execute(sql::visitors::take_message, param("id", digest), param("at", at)) > 0;
}

std::int64_t forget_messages(Connection& db, Timestamp before, std::int64_t most) {
  return db.execute(sql::visitors::forget_messages, param("before", before), param("most", most));
}

std::string salt_of(Connection& db, Date day, const std::string& fresh) {
  if (!fresh.empty()) {
    db.execute(sql::visitors::insert_salt, param("day", day), param("salt", fresh));
  }
  const auto found = db.find<Salt>(sql::visitors::find_salt, param("day", day));
  return found ? found->salt : std::string();
}

std::int64_t forget_salts(Connection& db, Date before) {
  return db.execute(sql::visitors::forget_salts, param("before", before));
}

void add_intake_counts(Connection& db, Date day, const timeline::IntakeCounts& counts) {
  const auto add = [&](std::string_view outcome, std::int64_t count) {
    if (count == 0) return;
    db.execute(sql::visitors::add_intake_count, param("day", day),
               param("outcome", std::string(outcome)), param("count", count));
  };
  add(kTaken, counts.taken);
  for (std::size_t i = 0; i < counts.dropped.size(); ++i) {
    add(name_of(static_cast<timeline::DropReason>(i)), counts.dropped[i]);
  }
}

std::vector<IntakeCount> list_intake_counts(Connection& db, Date since) {
  return db.list<IntakeCount>(sql::visitors::list_intake_counts, param("since", since));
}

IntakeSettings find_intake_settings(Connection& db) {
  return db.find<IntakeSettings>(sql::visitors::find_intake_settings).value();
}

void save_intake_settings(Connection& db, const IntakeSettings& settings) {
  db.execute(sql::visitors::save_intake_settings, settings);
}

}  // namespace tandem::storage
