#include "actions/test_rows.h"

namespace tandem::actions {
namespace {

struct TakeCompany : TakeTest {
  static imports::CompanyRow row_of(const std::string& id, const std::string& name) {
    imports::CompanyRow row;
    row.references = {{"crm:account", id}};
    row.company.name = name;
    row.company.attributes = boost::json::object{};
    return row;
  }
  people::Company company(const std::string& value) {
    const auto id = id_of(storage::RecordType::company, "crm:account", value).value();
    return ledger->read(
        [&](storage::Connection& db) { return storage::find_company(db, id).value(); });
  }
};

TEST_F(TakeCompany, CreatesUpdatesAndLeavesAlone) {
  auto row = row_of("1", "Boréal");
  row.company.industry = "wood";
  EXPECT_EQ(take(row, 1)->outcome, Outcome::created);
  EXPECT_EQ(take(row, 1)->outcome, Outcome::unchanged);
  row.company.employees = 12;
  row.company.industry = "";
  EXPECT_EQ(take(row, 2)->outcome, Outcome::changed);
  EXPECT_EQ(company("1").employees, 12);
  EXPECT_EQ(company("1").industry, "wood");
  EXPECT_EQ(take(row, 3)->outcome, Outcome::unchanged);
  EXPECT_EQ(ledger.count("activity"), 2);
}

TEST_F(TakeCompany, MeetsTheOneThatALeadNamedBefore) {
  auto lead = lead_row("1");
  lead.company_name = "Boreal";
  ASSERT_TRUE(take(lead));
  auto row = row_of("A1", "BOREAL");
  row.company.industry = "wood";
  EXPECT_EQ(take(row)->outcome, Outcome::changed);
  EXPECT_EQ(ledger.count("company"), 1);
  EXPECT_EQ(company("A1").id, contact("1").company_id);
}

// A company that changes its name is found under either.
TEST_F(TakeCompany, ANewNameIsKnownToo) {
  ASSERT_TRUE(take(row_of("1", "Boreal"), 1));
  ASSERT_TRUE(take(row_of("1", "Austral"), 2));
  EXPECT_EQ(company("1").name, "Austral");
  auto lead = lead_row("1");
  lead.company_name = "austral";
  EXPECT_EQ(take(lead)->companies_created, 0);
  auto older = lead_row("2");
  older.company_name = "boreal";
  EXPECT_EQ(take(older)->companies_created, 0);
  EXPECT_EQ(ledger.count("company"), 1);
}

}  // namespace
}  // namespace tandem::actions
