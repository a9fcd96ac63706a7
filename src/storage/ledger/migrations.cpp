#include "storage/ledger/migrations.h"

#include <algorithm>
#include <charconv>

#include "ledger_migrations.h"
#include "storage/ledger/connection.h"

namespace tandem::storage {
namespace {

struct Version {
  int user_version = 0;
};
BOOST_DESCRIBE_STRUCT(Version, (), (user_version))

// "0002_goals" -> 2.
int number_of(std::string_view stem) {
  int number = 0;
  std::from_chars(stem.data(), stem.data() + stem.size(), number);
  return number;
}

// What the two engines spell differently.
std::string for_sqlite(std::string_view sql) {
  std::string text(sql);
  for (const auto& [token, spelling] :
       {std::pair{"{{id}}", "INTEGER PRIMARY KEY"}, std::pair{"{{clustered}}", "WITHOUT ROWID"}}) {
    for (auto at = text.find(token); at != std::string::npos; at = text.find(token)) {
      text.replace(at, std::string_view(token).size(), spelling);
    }
  }
  return text;
}

int schema_of(Connection& connection) {
  return connection.find<Version>("SELECT user_version FROM pragma_user_version")->user_version;
}

void back_up(Connection& connection, const DataDirectory& directory, int version, Timestamp now) {
  const auto stamp = std::to_string(now.time_since_epoch().count());
  connection.copy_to(directory.backups() /
                     ("ledger-" + std::to_string(version) + "-" + stamp + ".db"));
}

void run_pending(Connection& connection) {
  connection.run_script("BEGIN IMMEDIATE");
  try {
    const int found = schema_of(connection);  // again: another program may have been faster
    for (const auto& [stem, sql] : embedded::ledger_migrations) {
      if (number_of(stem) > found) connection.run_script(for_sqlite(sql));
    }
    connection.run_script("PRAGMA user_version = " +
                          std::to_string(std::max(found, newest_schema())));
    connection.run_script("COMMIT");
  } catch (...) {
    connection.run_script("ROLLBACK");
    throw;
  }
}

}  // namespace

int newest_schema() {
  return number_of(embedded::ledger_migrations.back().first);
}

Result<void> migrate(const DataDirectory& directory, const Clock& clock) {
  Connection connection(directory.ledger(), Access::write);
  const int found = schema_of(connection);
  if (found > newest_schema()) {
    return Error::conflict("storage.newer_schema", {{"found", std::to_string(found)},
                                                    {"known", std::to_string(newest_schema())}});
  }
  if (found == newest_schema()) return {};
  if (found != 0) back_up(connection, directory, found, clock.now());
  run_pending(connection);
  return {};
}

}  // namespace tandem::storage
