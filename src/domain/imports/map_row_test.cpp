#include "domain/imports/map_row.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::imports {
namespace {

using lifecycle::Stage;
using people::DealState;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Record = std::vector<std::string>;

Timestamp day(const char* text) {
  return *parse_timestamp(std::string(text) + "T00:00:00Z");
}

RowMapper mapper(const Layout& layout, const Record& header, const Defaults& defaults = {}) {
  auto made = RowMapper::make(layout, header, defaults);
  EXPECT_TRUE(made) << (made ? "" : made.error().code + " " + made.error().field);
  return *std::move(made);
}

RowMapper known(const char* name, const Record& header) {
  return mapper(*find_layout(name), header);
}

template <class T>
T taken(const RowMapper& mapper, const Record& record) {
  auto row = mapper.map(record);
  if (!row) {
    ADD_FAILURE() << row.error().code << " " << row.error().field;
    return {};
  }
  return std::get<T>(*std::move(row));
}

using Columns = std::initializer_list<std::pair<const std::string, std::string>>;

Layout layout_of(Kind kind, const char* source, Columns columns) {
  Layout layout;
  layout.name = "map";
  layout.kind = kind;
  layout.source = source;
  layout.columns = columns;
  return layout;
}
Layout leads(Columns columns) {
  return layout_of(Kind::leads, "crm", columns);
}
Layout deals(Columns columns) {
  return layout_of(Kind::deals, "crm", columns);
}

// --- Leads

TEST(MapRow, OlistLead) {
  const auto map =
      known("olist_leads", {"mql_id", "first_contact_date", "landing_page_id", "origin"});
  const auto row = taken<LeadRow>(map, {"dac32acd", "2018-02-01", "88740e65", "social"});
  EXPECT_THAT(row.references, ElementsAre(Reference{"olist:mql_id", "dac32acd"}));
  EXPECT_TRUE(row.has_first_seen);
  EXPECT_EQ(row.contact.first_seen_at, day("2018-02-01"));
  EXPECT_EQ(row.contact.origin, "social");
  EXPECT_EQ(row.contact.landing_page, "88740e65");
  EXPECT_THAT(row.stages, ElementsAre(StageEntry{Stage::mql, day("2018-02-01")}));
  EXPECT_TRUE(row.contact.attributes.is_null());
}

TEST(MapRow, HubspotContact) {
  const auto map =
      known("hubspot_contacts",
            {"Record ID", "Email", "First Name", "Last Name", "Lifecycle Stage",
             "Became a Lead Date", "Became a Marketing Qualified Lead Date", "Create Date",
             "Original Source", "Associated Company IDs", "Company Name", "Persona"});
  const auto row = taken<LeadRow>(
      map, {"51", " Ada@Example.org", "Ada", "Lovelace", "salesqualifiedlead", "2023-02-21 14:05",
            "2023-03-01 09:00", "2023-02-20 08:00", "Organic Search", "77;78", "Analytical", "P1"});
  EXPECT_THAT(row.references, ElementsAre(Reference{"hubspot:contact", "51"}));
  EXPECT_EQ(row.contact.email, "ada@example.org");
  EXPECT_EQ(row.contact.origin, "organic_search");
  EXPECT_EQ(row.company, (Reference{"hubspot:company", "77"}));
  EXPECT_EQ(row.company_name, "Analytical");
  EXPECT_THAT(row.stages,
              ElementsAre(StageEntry{Stage::lead, parse_timestamp("2023-02-21T14:05:00Z")},
                          StageEntry{Stage::mql, parse_timestamp("2023-03-01T09:00:00Z")},
                          StageEntry{Stage::sql, std::nullopt}));
  EXPECT_EQ(print_json(row.contact.attributes),
            R"({"Persona":"P1","Associated Company IDs":"77;78"})");
}

TEST(MapRow, SalesforceLeadMeetsItsContact) {
  const Record header{"Id",          "LastName",    "Company",       "Status",
                      "CreatedDate", "IsConverted", "ConvertedDate", "ConvertedContactId",
                      "IsDeleted"};
  const auto map = known("salesforce_lead", header);
  const auto row =
      taken<LeadRow>(map, {"00Q1", "Lee", "Acme", "Closed - Converted",
                           "2024-01-22T20:36:47.000+0000", "1", "2024-02-01", "0031", "false"});
  EXPECT_THAT(row.references,
              ElementsAre(Reference{"salesforce:Id", "00Q1"}, Reference{"salesforce:Id", "0031"}));
  EXPECT_THAT(row.stages,
              ElementsAre(StageEntry{Stage::lead, parse_timestamp("2024-01-22T20:36:47Z")},
                          StageEntry{Stage::sql, day("2024-02-01")}));
  const auto custom =
      taken<LeadRow>(map, {"00Q2", "Lee", "Acme", "Our own status", "2024-01-22", "", "", "", ""});
  EXPECT_THAT(custom.stages, ElementsAre(StageEntry{Stage::lead, day("2024-01-22")}));
  const auto deleted = map.map({"00Q3", "Lee", "Acme", "New", "2024-01-22", "", "", "", "TRUE"});
  ASSERT_FALSE(deleted);
  EXPECT_EQ(deleted.error().code, "imports.deleted");
  EXPECT_EQ(deleted.error().field, "IsDeleted");
}

TEST(MapRow, WhoALeadIs) {
  const auto map =
      mapper(leads({{"id", "id"}, {"email", "mail"}, {"name", "name"}, {"phone", "tel"}}),
             {"id", "mail", "name", "tel"});
  const std::pair<Record, Reference> kCases[] = {
      {{"7", "a@b.c", "Ada", ""}, {"crm:id", "7"}},
      {{"", "A@b.c", "Ada", ""}, {"email", "a@b.c"}},
      {{" ", "", "Ada King Lovelace", "12"}, {"crm:name", "ada king lovelace /  / 12"}}};
  for (const auto& [record, reference] : kCases) {
    EXPECT_THAT(taken<LeadRow>(map, record).references, ElementsAre(reference));
  }
  const auto nobody = map.map({"", "", "\u00a0", "+33 1"});
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().code, "imports.nobody");
}

TEST(MapRow, SplitsFullNames) {
  const auto map = mapper(leads({{"name", "name"}}), {"name"});
  const std::tuple<const char*, const char*, const char*> kCases[] = {
      {"Ada Lovelace", "Ada", "Lovelace"},
      {"Ada King Lovelace", "Ada King", "Lovelace"},
      {"Lovelace, Ada King", "Ada King", "Lovelace"},
      {"Ada", "", "Ada"}};
  for (const auto& [name, first, last] : kCases) {
    const auto row = taken<LeadRow>(map, {name});
    EXPECT_EQ(row.contact.first_name, first);
    EXPECT_EQ(row.contact.last_name, last);
  }
}

TEST(MapRow, StagesOfALead) {
  auto layout = leads(
      {{"id", "id"}, {"stage", "stage"}, {"customer_at", "customer"}, {"first_seen_at", "seen"}});
  layout.stage = "mql";
  layout.stages.emplace()["Hot"] = "sql";
  const auto map = mapper(layout, {"id", "stage", "customer", "seen"});
  const auto seen = day("2024-01-01");
  EXPECT_THAT(taken<LeadRow>(map, {"1", "", "", "2024-01-01"}).stages,
              ElementsAre(StageEntry{Stage::mql, seen}));
  EXPECT_THAT(taken<LeadRow>(map, {"1", "hot", "", "2024-01-01"}).stages,
              ElementsAre(StageEntry{Stage::mql, seen}, StageEntry{Stage::sql, std::nullopt}));
  EXPECT_THAT(taken<LeadRow>(map, {"1", "MQL", "", ""}).stages,
              ElementsAre(StageEntry{Stage::mql, std::nullopt}));
  // The row has not come as far as the layout says.
  EXPECT_THAT(taken<LeadRow>(map, {"1", "Visitor", "", "2024-01-01"}).stages,
              ElementsAre(StageEntry{Stage::visitor, std::nullopt}));
  // Known since its first dated stage at the latest.
  const auto dated = taken<LeadRow>(map, {"1", "customer", "2024-05-01", ""});
  EXPECT_TRUE(dated.has_first_seen);
  EXPECT_EQ(dated.contact.first_seen_at, day("2024-05-01"));
  EXPECT_THAT(dated.stages, ElementsAre(StageEntry{Stage::mql, day("2024-05-01")},
                                        StageEntry{Stage::customer, day("2024-05-01")}));
  const auto unknown = map.map({"1", "Step 7", "", ""});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, "imports.stage_unknown");
  EXPECT_EQ(unknown.error().field, "stage");
}

TEST(MapRow, ValuesThatMeanNotKnownAreAbsent) {
  auto layout = leads({{"id", "id"}, {"origin", "origin"}});
  layout.missing.emplace(1, "Select");
  const auto map = mapper(layout, {"id", "origin", "City", "Tags"});
  const auto row = taken<LeadRow>(map, {"1", "select", "Select", " x\u00a0"});
  EXPECT_EQ(row.contact.origin, "");
  EXPECT_EQ(print_json(row.contact.attributes), R"({"Tags":"x"})");
}

TEST(MapRow, AttributesAreThoseAskedFor) {
  auto layout = leads({{"id", "id"}});
  layout.attributes = {"b", "id"};
  const auto row = taken<LeadRow>(mapper(layout, {"id", "a", "b"}), {"1", "2", "3"});
  EXPECT_EQ(print_json(row.contact.attributes), R"({"b":"3","id":"1"})");
}

// --- Deals

TEST(MapRow, OlistDeal) {
  const auto map = known(
      "olist_deals", {"mql_id", "seller_id", "sdr_id", "sr_id", "won_date", "business_segment"});
  const auto row =
      taken<DealRow>(map, {"5420", "2c43", "a838", "4ef1", "2018-02-26 19:58:54", "pet"});
  EXPECT_THAT(row.references, ElementsAre(Reference{"olist:seller_id", "2c43"}));
  EXPECT_EQ(row.contact, (Reference{"olist:mql_id", "5420"}));
  EXPECT_EQ(row.deal.state, DealState::won);
  EXPECT_EQ(row.deal.closed_at, parse_timestamp("2018-02-26T19:58:54Z"));
  EXPECT_EQ(row.deal.name, "pet");
  EXPECT_EQ(row.deal.amount, std::nullopt);
  EXPECT_EQ(print_json(row.deal.attributes),
            R"({"sdr_id":"a838","sr_id":"4ef1","business_segment":"pet"})");
}

TEST(MapRow, StateOfADeal) {
  const auto map =
      mapper(deals({{"id", "id"}, {"state", "stage"}, {"won", "won"}, {"closed", "closed"}}),
             {"id", "stage", "won", "closed"});
  const std::pair<Record, DealState> kCases[] = {
      {{"1", "Closed Won", "1", "1"}, DealState::won},
      {{"1", "Negotiation", "true", "true"}, DealState::won},
      {{"1", "Closed Won", "", ""}, DealState::won},
      {{"1", "Closed Lost", "", "1"}, DealState::lost},
      {{"1", "Negotiation", "no", "yes"}, DealState::lost},
      {{"1", "Negotiation", "", ""}, DealState::open},
      {{"1", "", "", "oui"}, DealState::lost},
      {{"1", "", "", ""}, DealState::open}};
  for (const auto& [record, state] : kCases) {
    EXPECT_EQ(taken<DealRow>(map, record).deal.state, state) << record[1] << record[2] << record[3];
  }
}

TEST(MapRow, OpenDealsKeepTheirExpectedCloseAsAttribute) {
  const auto map = known("salesforce_opportunity",
                         {"Id", "Name", "StageName", "CloseDate", "Amount", "IsWon", "AccountId"});
  const auto row =
      taken<DealRow>(map, {"006", "Big one", "Negotiation", "2026-11-10", "10.5", "", "001"});
  EXPECT_EQ(row.deal.closed_at, std::nullopt);
  EXPECT_EQ(print_json(row.deal.attributes), R"({"CloseDate":"2026-11-10"})");
  EXPECT_EQ(row.company, (Reference{"salesforce:Id", "001"}));
  EXPECT_EQ(row.deal.amount, 1050);
  EXPECT_EQ(row.deal.currency, "EUR");
}

TEST(MapRow, HubspotDeal) {
  const auto map = known(
      "hubspot_deals", {"Record ID", "Deal Name", "Deal Stage", "Amount", "Currency", "Close Date",
                        "Create Date", "Associated Contact IDs", "Associated Company IDs"});
  const auto row = taken<DealRow>(map, {"9", "Big", "Closed won", "1,234.50", "usd",
                                        "2023-02-21 14:05", "2023-01-01 10:00", "51", "77"});
  EXPECT_THAT(row.references, ElementsAre(Reference{"hubspot:deal", "9"}));
  EXPECT_EQ(row.contact, (Reference{"hubspot:contact", "51"}));
  EXPECT_EQ(row.company, (Reference{"hubspot:company", "77"}));
  EXPECT_EQ(row.deal.state, DealState::won);
  EXPECT_EQ(row.deal.amount, 123450);
  EXPECT_EQ(row.deal.currency, "USD");
  EXPECT_EQ(taken<DealRow>(map, {"9", "Big", "1234567", "", "", "", "", "", ""}).deal.state,
            DealState::open);
}

TEST(MapRow, CurrencyOfAnAmount) {
  struct Case {
    const char* column;
    std::optional<std::string> layout;
    std::string row;
    std::string expected;
  };
  const Case kCases[] = {{"Amount", std::nullopt, "", "CAD"},
                         {"Amount", "BRL", "", "BRL"},
                         {"Amount", "BRL", "USD", "USD"},
                         {"Amount (INR)", "BRL", "USD", "INR"},
                         {"Amount in company currency", "BRL", "USD", "CAD"}};
  for (const auto& test : kCases) {
    auto layout = deals({{"id", "id"}, {"amount", test.column}, {"currency", "cur"}});
    layout.currency = test.layout;
    const auto map = mapper(layout, {"id", test.column, "cur"}, {.currency = "CAD"});
    EXPECT_EQ(taken<DealRow>(map, {"1", "12", test.row}).deal.currency, test.expected);
  }
}

TEST(MapRow, DealWithoutNameIsCalledAfterItsCompanyOrId) {
  const auto map = mapper(deals({{"id", "id"}, {"company_name", "account"}}), {"id", "account"});
  EXPECT_EQ(taken<DealRow>(map, {"1", "Acme"}).deal.name, "Acme");
  EXPECT_EQ(taken<DealRow>(map, {"1", ""}).deal.name, "1");
}

TEST(MapRow, ReferencesOfADeal) {
  auto layout = deals({{"id", "id"}});
  layout.references = {"seller_id"};
  layout.source = "olist";
  const auto row = taken<DealRow>(mapper(layout, {"ID", "SELLER_ID"}), {"1", "s"});
  EXPECT_THAT(row.references,
              ElementsAre(Reference{"olist:id", "1"}, Reference{"olist:seller_id", "s"}));
  EXPECT_EQ(print_json(row.deal.attributes), R"({"SELLER_ID":"s"})");
}

// --- Companies, revenue

TEST(MapRow, SalesforceAccount) {
  const auto map = known("salesforce_account", {"Id", "Name", "CreatedDate", "BillingCity",
                                                "Website", "Industry", "NumberOfEmployees"});
  const auto row = taken<CompanyRow>(
      map, {"001", "Acme", "2024-01-01", "Paris", "https://www.Acme.com/fr", "Finance", "1,200"});
  EXPECT_THAT(row.references, ElementsAre(Reference{"salesforce:Id", "001"}));
  EXPECT_EQ(row.company.domain, "acme.com");
  EXPECT_EQ(row.company.employees, 1200);
  const auto odd = taken<CompanyRow>(map, {"002", "Acme", "", "", "acme", "", "11-50"});
  EXPECT_EQ(odd.company.domain, "");
  EXPECT_EQ(odd.company.employees, std::nullopt);
  EXPECT_EQ(print_json(odd.company.attributes),
            R"({"Website":"acme","NumberOfEmployees":"11-50"})");
}

TEST(MapRow, CompanyWithoutId) {
  const auto layout = layout_of(Kind::companies, "crm", {{"name", "name"}, {"domain", "site"}});
  const auto map = mapper(layout, {"name", "site"});
  EXPECT_THAT(taken<CompanyRow>(map, {"Acme", "acme.com"}).references,
              ElementsAre(Reference{"domain", "acme.com"}));
  EXPECT_THAT(taken<CompanyRow>(map, {"Acme", ""}).references,
              ElementsAre(Reference{"crm:name", "acme"}));
  EXPECT_EQ(taken<CompanyRow>(map, {"", "acme.com"}).company.name, "acme.com");
  EXPECT_EQ(map.map({"", ""}).error().code, "imports.missing_value");
}

TEST(MapRow, Revenue) {
  auto layout =
      layout_of(Kind::revenue, "shop", {{"deal", "seller_id"}, {"amount", "product_revenue"}});
  layout.currency = "BRL";
  const auto map = mapper(layout, {"seller_id", "product_revenue"});
  const auto row = taken<RevenueRow>(map, {"4869", "226987.93"});
  EXPECT_EQ(row.deal, (Reference{"seller_id", "4869"}));
  EXPECT_EQ(row.amount, (Money{22698793, "BRL"}));
  EXPECT_EQ(map.map({"4869", ""}).error().field, "product_revenue");
  EXPECT_EQ(map.map({"", "12"}).error().code, "imports.missing_value");
}

// --- What cannot be taken

TEST(MapRow, RefusesWithTheColumn) {
  auto layout = deals({{"id", "id"},
                       {"amount", "amount"},
                       {"closed_at", "closed"},
                       {"won", "won"},
                       {"contact_email", "mail"},
                       {"state", "stage"},
                       {"currency", "cur"}});
  const Record header{"id", "amount", "closed", "won", "mail", "stage", "cur"};
  const auto map = mapper(layout, header);
  const std::tuple<Record, const char*, const char*> kCases[] = {
      {{"1", "", ""}, "imports.wrong_width", ""},
      {{"1", "", "", "", "", "", "", "more"}, "imports.wrong_width", ""},
      {{"", "1", "x", "", "", "", ""}, "imports.missing_value", "id"},
      {{"1", "lots", "", "", "", "", ""}, "money.unreadable", "amount"},
      {{"1", "12", "", "", "", "", "XXQ"}, "money.unknown_currency", "cur"},
      {{"1", "", "soon", "", "", "", ""}, "imports.date_unreadable", "closed"},
      {{"1", "", "03/04/2026", "", "", "", ""}, "imports.date_ambiguous", "closed"},
      {{"1", "", "2018-02-30", "", "", "", ""}, "imports.date_impossible", "closed"},
      {{"1", "", "", "maybe", "", "", ""}, "imports.not_a_boolean", "won"},
      {{"1", "", "", "", "not an address", "", ""}, "people.bad_email", "mail"},
      {{"1", "", "", "", "", "Step 7", ""}, "imports.stage_unknown", "stage"},
      {{std::string(10'001, 'x'), "", "", "", "", "", ""}, "imports.value_too_long", "id"}};
  for (const auto& [record, code, field] : kCases) {
    const auto row = map.map(record);
    ASSERT_FALSE(row) << code;
    EXPECT_EQ(row.error().code, code);
    EXPECT_EQ(row.error().field, field);
  }
  // One delimiter more than the header has is a habit of some exporters.
  EXPECT_TRUE(map.map({"1", "", "", "", "", "", "", ""}));
}

TEST(MakeMapper, RefusesWhatCannotWork) {
  auto layout = deals({{"id", "id"}, {"amount", "total"}});
  EXPECT_EQ(RowMapper::make(layout, {"id"}, {}).error().field, "total");
  EXPECT_EQ(RowMapper::make(layout, {"id"}, {}).error().code, "imports.missing_column");
  EXPECT_EQ(RowMapper::make(layout, {"id", "total"}, {.currency = "EURO"}).error().code,
            "money.unknown_currency");
  EXPECT_EQ(RowMapper::make(layout, {"id", "total"}, {.currency = "EUR", .time_zone = "Mars"})
                .error()
                .code,
            "imports.unknown_zone");
  layout.attributes = {"product"};
  EXPECT_EQ(RowMapper::make(layout, {"id", "total"}, {}).error().field, "product");
  layout.columns.erase("id");
  EXPECT_EQ(RowMapper::make(layout, {"id", "total"}, {}).error().code, "imports.field_required");
  EXPECT_EQ(RowMapper::make(*find_layout("olist_leads"), {"mql_id"}, {}).error().code,
            "imports.missing_column");
}

TEST(TotalRows, AreNoData) {
  const auto layout = layout_of(Kind::revenue, "ads", {{"deal", "Campaign"}, {"amount", "Cost"}});
  const auto map = mapper(layout, {"Day", "Campaign", "Cost", "Clicks"});
  const std::pair<Record, bool> kCases[] = {
      {{"Total: account", "", "3100.75", "1030"}, true},
      {{"Total", "", "3,100.75", "--"}, true},
      {{"", "Grand total", "3100.75", ""}, true},
      {{"", "Total g\u00e9n\u00e9ral", "3\u202f100,75\u00a0\u20ac", ""}, true},
      {{"", "", "3100.75", "1030"}, true},
      {{"2026-08-01", "Brand", "1200.50", "320"}, false},
      {{"2026-08-01", "Total cost of ownership", "1200.50", "320"}, false},
      {{"", "Total Energies", "12", "3"}, false},
      {{"Total", "", "", ""}, false},
      {{"2026-08-01", "", "1200.50", "320"}, false},
      {{"", "", "", ""}, false}};
  for (const auto& [record, total] : kCases) EXPECT_EQ(map.is_total(record), total) << record[1];
}

}  // namespace
}  // namespace tandem::imports
