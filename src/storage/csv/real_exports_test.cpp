// Files as other systems really wrote them, from the file to the rows that storage takes in.
#include <filesystem>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/imports/map_row.h"
#include "storage/csv/csv_file.h"

namespace tandem::storage {
namespace {

using imports::DealRow;
using imports::Layout;
using imports::LeadRow;
using imports::RowMapper;

const std::filesystem::path kShared = TANDEM_SHARED_DATA;

struct Outcome {
  std::string layout;
  std::vector<imports::Row> rows;
  std::map<std::string, int> refused;  // by code
  int totals = 0;
};

Outcome mapped(const std::string& path, std::optional<Layout> layout = {}) {
  Outcome outcome;
  auto file = CsvFile::open((kShared / path).string());
  EXPECT_TRUE(file);
  if (!layout) layout = imports::recognise(file->header());
  if (!layout) return outcome;
  outcome.layout = layout->name;
  const auto mapper = RowMapper::make(*layout, file->header(), {.currency = "BRL"});
  EXPECT_TRUE(mapper);
  CsvRecord record;
  while (file->next(record)) {
    EXPECT_FALSE(record.error);
    if (mapper->is_total(record.values)) {
      ++outcome.totals;
      continue;
    }
    if (auto row = mapper->map(record.values)) {
      outcome.rows.push_back(*std::move(row));
    } else {
      ++outcome.refused[row.error().code];
    }
  }
  return outcome;
}

#define SKIP_WITHOUT(path) \
  if (!std::filesystem::exists(kShared / (path))) GTEST_SKIP() << (path) << " is missing"

TEST(RealExports, OlistLeads) {
  const std::string path = "olist/olist_marketing_qualified_leads_dataset.csv";
  SKIP_WITHOUT(path);
  const auto outcome = mapped(path);
  EXPECT_EQ(outcome.layout, "olist_leads");
  ASSERT_EQ(outcome.rows.size(), 8000U);
  int blank = 0;
  int unknown = 0;
  std::set<std::string> pages;
  auto first = Timestamp::max();
  auto last = Timestamp::min();
  for (const auto& row : outcome.rows) {
    const auto& contact = std::get<LeadRow>(row).contact;
    blank += contact.origin.empty() ? 1 : 0;
    unknown += contact.origin == "unknown" ? 1 : 0;
    pages.insert(contact.landing_page);
    first = std::min(first, contact.first_seen_at);
    last = std::max(last, contact.first_seen_at);
  }
  EXPECT_EQ(blank, 60);
  EXPECT_EQ(unknown, 1099);
  EXPECT_EQ(pages.size(), 495U);
  EXPECT_EQ(to_string(first), "2017-06-14T00:00:00.000Z");
  EXPECT_EQ(to_string(last), "2018-05-31T00:00:00.000Z");
}

TEST(RealExports, OlistDeals) {
  const std::string path = "olist/olist_closed_deals_dataset.csv";
  SKIP_WITHOUT(path);
  const auto outcome = mapped(path);
  EXPECT_EQ(outcome.layout, "olist_deals");
  ASSERT_EQ(outcome.rows.size(), 842U);
  std::set<std::string> deals;
  std::set<std::string> contacts;
  std::set<std::string> qualifiers;
  for (const auto& row : outcome.rows) {
    const auto& deal = std::get<DealRow>(row);
    deals.insert(deal.references.at(0).value);
    contacts.insert(deal.contact->value);
    qualifiers.insert(std::string(deal.deal.attributes.at("sdr_id").as_string()));
    EXPECT_EQ(deal.deal.state, people::DealState::won);
    EXPECT_TRUE(deal.deal.closed_at);
    EXPECT_FALSE(deal.deal.name.empty());
  }
  EXPECT_EQ(deals.size(), 842U);
  EXPECT_EQ(contacts.size(), 842U);
  EXPECT_EQ(qualifiers.size(), 32U);
}

TEST(RealExports, OlistRevenue) {
  const std::string path = "olist/seller_performance.csv";
  SKIP_WITHOUT(path);
  Layout layout;
  layout.kind = imports::Kind::revenue;
  layout.columns = {{"deal", "seller_id"}, {"amount", "product_revenue"}};
  layout.attributes.emplace();
  const auto outcome = mapped(path, layout);
  EXPECT_EQ(outcome.rows.size(), 2970U);
  EXPECT_EQ(outcome.totals, 0);
}

TEST(RealExports, GoogleAdsPreambleAndTotal) {
  const std::string path = "imports/google_ads_campaign_report_daily.csv";
  SKIP_WITHOUT(path);
  Layout layout;
  layout.kind = imports::Kind::revenue;
  layout.columns = {{"deal", "Campaign"}, {"amount", "Cost"}};
  const auto outcome = mapped(path, layout);
  EXPECT_EQ(outcome.rows.size(), 3U);
  EXPECT_EQ(outcome.totals, 1);
}

TEST(RealExports, MetaCurrencyInTheHeader) {
  const std::string path = "imports/meta_ads_adsets_daily_with_account_total.csv";
  SKIP_WITHOUT(path);
  Layout layout;
  layout.kind = imports::Kind::revenue;
  layout.columns = {{"deal", "Ad set name"}, {"amount", "Amount spent"}};
  const auto outcome = mapped(path, layout);
  ASSERT_EQ(outcome.rows.size(), 3U);
  EXPECT_EQ(std::get<imports::RevenueRow>(outcome.rows[0]).amount, (Money{900000, "INR"}));
  // The account's total has a blank name, which is no name of a set.
  EXPECT_EQ(outcome.refused.at("imports.missing_value"), 1);
}

TEST(RealExports, HubspotHeader) {
  const std::string path = "imports/hubspot_all_contacts_2023-02-21_header.csv";
  SKIP_WITHOUT(path);
  const auto file = CsvFile::open((kShared / path).string());
  const auto layout = imports::recognise(file->header());
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->name, "hubspot_contacts");
  // Every field of the layout is there.
  for (const auto& [field, columns] : layout->columns) {
    const auto name = columns.substr(0, columns.find(" | "));
    EXPECT_THAT(file->header(), ::testing::Contains(name)) << field;
  }
}

struct Export {
  const char* path;
  const char* layout;  // empty: not one of ours
  std::size_t rows;
};

class Salesforce : public ::testing::TestWithParam<Export> {};

TEST_P(Salesforce, IsRecognisedAndEveryRowIsTaken) {
  SKIP_WITHOUT(GetParam().path);
  const auto outcome = mapped(GetParam().path);
  EXPECT_EQ(outcome.layout, GetParam().layout);
  EXPECT_EQ(outcome.rows.size(), GetParam().rows);
  EXPECT_TRUE(outcome.refused.empty());
  EXPECT_EQ(outcome.totals, 0);
}

INSTANTIATE_TEST_SUITE_P(
    Shared, Salesforce,
    ::testing::Values(Export{"imports/salesforce/Lead.csv", "salesforce_lead", 60},
                      Export{"imports/salesforce/Contact.csv", "salesforce_contact", 102},
                      Export{"imports/salesforce/Account.csv", "salesforce_account", 22},
                      Export{"imports/salesforce/Opportunity.csv", "salesforce_opportunity", 50},
                      Export{"imports/salesforce/Campaign.csv", "", 0},
                      Export{"imports/salesforce/CampaignMember.csv", "", 0},
                      Export{"imports/salesforce/Task.csv", "", 0}));

TEST(RealExports, SalesforceDealsKeepTheirState) {
  const std::string path = "imports/salesforce/Opportunity.csv";
  SKIP_WITHOUT(path);
  std::map<people::DealState, int> states;
  for (const auto& row : mapped(path).rows) ++states[std::get<DealRow>(row).deal.state];
  EXPECT_EQ(states[people::DealState::won], 12);
  EXPECT_EQ(states[people::DealState::lost], 3);
  EXPECT_EQ(states[people::DealState::open], 35);
}

TEST(RealExports, UnknownFileIsProposed) {
  const std::string path = "scoring/x_education_leads.csv";
  SKIP_WITHOUT(path);
  auto file = CsvFile::open((kShared / path).string());
  std::vector<std::vector<std::string>> sample;
  CsvRecord record;
  while (file->next(record)) sample.push_back(record.values);
  const auto layout = imports::propose(file->header(), sample, Language::en);
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->kind, imports::Kind::leads);
  EXPECT_EQ(layout->columns.at("id"), "Prospect ID");
  EXPECT_EQ(layout->columns.at("origin"), "Lead Source");
  EXPECT_THAT(*layout->missing, ::testing::Contains("Select"));
  EXPECT_EQ(mapped(path, *layout).rows.size(), 9240U);
}

}  // namespace
}  // namespace tandem::storage
