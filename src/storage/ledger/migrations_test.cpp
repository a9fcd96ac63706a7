#include "storage/ledger/migrations.h"

#include <thread>

#include <gtest/gtest.h>

#include "storage/ledger/test_ledger.h"
#include "storage/workspace.h"

namespace tandem::storage {
namespace {

namespace fs = std::filesystem;

struct Version {
  int user_version = 0;
};
BOOST_DESCRIBE_STRUCT(Version, (), (user_version))

struct Number {
  std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(Number, (), (number))

int version_of(const fs::path& file) {
  return Connection(file, Access::write)
      .find<Version>("SELECT user_version FROM pragma_user_version")
      ->user_version;
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  return files;
}

struct MigrationsTest : testing::Test {
  TestDirectory parent;
  FakeClock clock{*parse_timestamp("2026-03-27T16:50:00Z")};
  DataDirectory directory = *DataDirectory::open(parent.path());
};

TEST_F(MigrationsTest, ANewLedgerGetsTheWholeSchemaAndNoBackup) {
  ASSERT_TRUE(migrate(directory, clock));
  EXPECT_EQ(version_of(directory.ledger()), newest_schema());
  Connection db(directory.ledger(), Access::write);
  EXPECT_EQ(find_workspace(db).identity.size(), 32U);
  EXPECT_TRUE(files_in(directory.backups()).empty());
  ASSERT_TRUE(migrate(directory, clock));  // nothing to do
  EXPECT_TRUE(files_in(directory.backups()).empty());
}

TEST_F(MigrationsTest, EachLedgerHasAnIdentityOfItsOwn) {
  const TestDirectory another;
  const auto other = *DataDirectory::open(another.path());
  ASSERT_TRUE(migrate(directory, clock));
  ASSERT_TRUE(migrate(other, clock));
  Connection a(directory.ledger(), Access::write);
  Connection b(other.ledger(), Access::write);
  EXPECT_NE(find_workspace(a).identity, find_workspace(b).identity);
}

TEST_F(MigrationsTest, ALedgerOfANewerTandemIsLeftAlone) {
  ASSERT_TRUE(migrate(directory, clock));
  Connection(directory.ledger(), Access::write).run_script("PRAGMA user_version = 9999");
  const auto refused = migrate(directory, clock);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "storage.newer_schema");
  EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
  EXPECT_EQ(refused.error().args,
            (TextArgs{{"found", "9999"}, {"known", std::to_string(newest_schema())}}));
  EXPECT_EQ(version_of(directory.ledger()), 9999);
  EXPECT_FALSE(Ledger::open(directory, clock));
}

// A schema older than the first stands for any older one: its tables are unlike all of ours, so
// that the real migrations run over them.
TEST_F(MigrationsTest, AnOlderLedgerIsCopiedFirstAndThenBroughtUpToDate) {
  Connection(directory.ledger(), Access::write)
      .run_script(
          "CREATE TABLE older (number BIGINT); INSERT INTO older VALUES (42);"
          "PRAGMA user_version = -1");
  ASSERT_TRUE(migrate(directory, clock));
  EXPECT_EQ(version_of(directory.ledger()), newest_schema());

  const auto backups = files_in(directory.backups());
  ASSERT_EQ(backups.size(), 1U);
  EXPECT_EQ(backups[0].filename(), "ledger--1-1774630200000.db");
  Connection backup(backups[0], Access::write);
  EXPECT_EQ(backup.find<Number>("SELECT number FROM older")->number, 42);
  EXPECT_EQ(version_of(backups[0]), -1);
}

// A migration that fails half-way leaves the ledger as it was.
TEST_F(MigrationsTest, AFailedMigrationChangesNothing) {
  Connection(directory.ledger(), Access::write)
      .run_script(
          "CREATE TABLE activity (in_the_way TEXT); INSERT INTO activity VALUES ('x');"
          "PRAGMA user_version = -1");
  EXPECT_THROW((void)migrate(directory, clock), StorageFailure);
  EXPECT_EQ(version_of(directory.ledger()), -1);
  Connection db(directory.ledger(), Access::write);
  EXPECT_THROW(find_workspace(db), StorageFailure);  // no table of ours is left
  EXPECT_EQ(db.find<TestCount>("SELECT count(*) FROM activity")->count, 1);
  EXPECT_EQ(files_in(directory.backups()).size(), 1U);
  const auto opened = Ledger::open(directory, clock);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, "storage.broken");
}

TEST_F(MigrationsTest, ManyProgramsMayStartAtOnce) {
  for (int round = 0; round < 5; ++round) {
    const TestDirectory fresh;
    const auto shared = *DataDirectory::open(fresh.path());
    std::vector<std::string> problems(8);
    std::vector<std::thread> programs;
    for (auto& problem : problems) {
      programs.emplace_back([&] {
        try {
          const auto ledger = Ledger::open(shared, clock);
          if (!ledger) problem = ledger.error().code;
        } catch (const std::exception& failure) {
          problem = failure.what();
        }
      });
    }
    for (auto& program : programs) program.join();
    EXPECT_EQ(problems, std::vector<std::string>(8));
    EXPECT_EQ(version_of(shared.ledger()), newest_schema());
  }
}

}  // namespace
}  // namespace tandem::storage
