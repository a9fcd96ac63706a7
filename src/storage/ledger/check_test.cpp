#include "storage/ledger/check.h"

#include <fstream>

#include <gtest/gtest.h>

#include "storage/ledger/migrations.h"
#include "storage/test_contacts.h"

namespace tandem::storage {
namespace {

using lifecycle::Stage;

struct CheckTest : testing::Test {
  TestLedger ledger;
  std::vector<Id> contacts;

  // Thirty contacts, each further than the one before, every fifth sent back.
  void SetUp() override {
    ledger.write([&](Write& write) {
      for (int i = 0; i < 30; ++i) {
        const auto at = write.now() - std::chrono::days(30 - i);
        const auto id = add_test_contact(write, static_cast<Stage>(i % 3), at);
        move_test_contact(write, id, static_cast<Stage>(3 + i % 3), at + std::chrono::hours(30));
        if (i % 5 == 0) move_test_contact(write, id, Stage::mql, at + std::chrono::hours(20));
        contacts.push_back(id);
      }
    });
  }

  std::string id(std::size_t i) const { return to_string(contacts.at(i)); }
};

TEST_F(CheckTest, AWholeLedgerIsSound) {
  const auto report = check_ledger(*ledger);
  EXPECT_TRUE(report.sound()) << print_json(to_json(report));
  EXPECT_EQ(report.schema, newest_schema());
  EXPECT_EQ(report.known_schema, newest_schema());
  EXPECT_EQ(report.contacts, 30);
  EXPECT_EQ(report.activities, 66);
  TestLedger empty;
  EXPECT_TRUE(check_ledger(*empty).sound());
}

TEST_F(CheckTest, FindsStandingsThatTheirHistoryDoesNotLeadTo) {
  ledger.vandalise("UPDATE contact SET stage = 'customer' WHERE id = " + id(1));
  ledger.vandalise("UPDATE contact SET mql_at = 5 WHERE id = " + id(3));
  ledger.vandalise("UPDATE contact SET stage_since = stage_since + 1 WHERE id = " + id(4));
  ledger.vandalise("DELETE FROM activity WHERE contact_id = " + id(6));
  ledger.vandalise("UPDATE activity SET at = at - 1 WHERE contact_id = " + id(8));
  const auto report = check_ledger(*ledger);
  EXPECT_FALSE(report.sound());
  EXPECT_EQ(report.standings_wrong, 5);
  EXPECT_EQ(report.wrong_contacts,
            (std::vector<Id>{contacts[1], contacts[3], contacts[4], contacts[6], contacts[8]}));
  EXPECT_EQ(report.contacts, 30);
  EXPECT_TRUE(report.integrity.empty());
}

TEST_F(CheckTest, SurvivesWhatCannotBeRead) {
  ledger.vandalise("UPDATE contact SET stage = 'prospect' WHERE id = " + id(0));
  ledger.vandalise("UPDATE activity SET detail = '{\"to\":' WHERE contact_id = " + id(1));
  ledger.vandalise("UPDATE activity SET detail = 'null' WHERE contact_id = " + id(2));
  const auto report = check_ledger(*ledger);
  EXPECT_EQ(report.standings_wrong, 3);
  EXPECT_EQ(report.contacts, 30);
}

TEST_F(CheckTest, NamesTheFirstTwentyOnly) {
  ledger.vandalise("UPDATE contact SET stage_since = 0");
  const auto report = check_ledger(*ledger);
  EXPECT_EQ(report.standings_wrong, 30);
  EXPECT_EQ(report.wrong_contacts.size(), 20U);
}

TEST_F(CheckTest, FindsBrokenReferences) {
  ledger.vandalise("UPDATE contact SET company_id = 77 WHERE id IN (" + id(0) + "," + id(1) + ")");
  ledger.vandalise("UPDATE activity SET import_id = 78 WHERE contact_id = " + id(3));
  const auto report = check_ledger(*ledger);
  ASSERT_EQ(report.broken_references.size(), 2U);
  EXPECT_EQ(report.broken_references[0].table, "activity");
  EXPECT_EQ(report.broken_references[0].parent, "import");
  EXPECT_EQ(report.broken_references[0].count, 2);
  EXPECT_EQ(report.broken_references[1].table, "contact");
  EXPECT_EQ(report.broken_references[1].count, 2);
  EXPECT_FALSE(report.sound());
}

TEST_F(CheckTest, FindsActivitiesUnderAnotherNode) {
  ledger.vandalise("UPDATE activity SET node = 5 WHERE contact_id = " + id(1));
  const auto report = check_ledger(*ledger);
  EXPECT_EQ(report.activities_misfiled, 2);
  EXPECT_EQ(report.standings_wrong, 0);
  EXPECT_FALSE(report.sound());
}

TEST_F(CheckTest, FindsAnIndexThatLacksARow) {
  // The table without its index for a moment: SQLite believes what its catalogue says.
  ledger.vandalise(
      "PRAGMA writable_schema = ON;"
      "UPDATE sqlite_schema SET type = 'hidden' WHERE name = 'deal_by_contact'");
  const auto report = check_ledger(*ledger);
  EXPECT_FALSE(report.integrity.empty());
  EXPECT_FALSE(report.sound());
}

TEST_F(CheckTest, FindsDamagedPages) {
  ledger.close();
  const auto file = ledger.path() / "ledger.db";
  {
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    const auto size = static_cast<std::streamoff>(std::filesystem::file_size(file));
    bytes.seekp(size - 8192);
    bytes.write(std::string(8192, '\xA5').data(), 8192);
  }
  ledger.reopen();
  const auto report = check_ledger(*ledger);
  EXPECT_FALSE(report.sound());
  EXPECT_FALSE(report.integrity.empty());
}

}  // namespace
}  // namespace tandem::storage
