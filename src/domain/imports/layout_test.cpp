#include "domain/imports/layout.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "import_layouts.h"

namespace tandem::imports {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using Header = std::vector<std::string>;

TEST(KnownLayouts, AreReadAndNamedLikeTheirFiles) {
  for (const auto& [name, json] : embedded::import_layouts) {
    const auto layout = read_map(json);
    ASSERT_TRUE(layout) << name << ": " << layout.error().code << " " << layout.error().field;
    EXPECT_EQ(layout->name, name);
    EXPECT_TRUE(layout->recognised_by) << name;
    EXPECT_TRUE(find_layout(name));
  }
  std::vector<std::string> names;
  for (const auto& layout : known_layouts()) names.push_back(layout.name);
  EXPECT_THAT(names, IsSupersetOf({"olist_leads", "olist_deals", "hubspot_contacts",
                                   "hubspot_deals", "salesforce_lead", "salesforce_contact",
                                   "salesforce_account", "salesforce_opportunity"}));
  const auto unknown = find_layout("siebel");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, "imports.unknown_layout");
}

TEST(Recognise, ByTheHeader) {
  const std::pair<Header, std::string> kCases[] = {
      {{"mql_id", "first_contact_date", "landing_page_id", "origin"}, "olist_leads"},
      {{"mql_id", "seller_id", "sdr_id", "won_date"}, "olist_deals"},
      {{"Record ID", "First Name", "Last Name", "Email"}, "hubspot_contacts"},
      {{"\ufeffrecord id", " FIRST NAME", "email "}, "hubspot_contacts"},
      {{"Record ID", "Deal Name", "Deal Stage", "Amount"}, "hubspot_deals"},
      {{"Id", "LastName", "FirstName", "Company", "Status", "CreatedDate"}, "salesforce_lead"},
      {{"Id", "LastName", "AccountId", "Email", "CreatedDate"}, "salesforce_contact"},
      {{"Id", "Name", "BillingCity", "CreatedDate", "Custom__c"}, "salesforce_account"},
      {{"Id", "Name", "StageName", "CloseDate", "Amount"}, "salesforce_opportunity"},
      {{"Day", "Campaign", "Cost"}, ""},
      {{"id", "name", "email"}, ""},
      {{}, ""}};
  for (const auto& [header, name] : kCases) {
    const auto layout = recognise(header);
    EXPECT_EQ(layout ? layout->name : "", name);
  }
}

TEST(ReadMap, FillsInWhatAMapNeedNotSay) {
  const auto map = read_map(R"({"kind": "leads", "columns": {"email": "Courriel"}})");
  ASSERT_TRUE(map);
  EXPECT_EQ(map->name, "map");
  EXPECT_EQ(map->source, "map");
  EXPECT_FALSE(map->attributes);
  const auto named = read_map(R"({"name": "pipedrive", "kind": "deals", "columns": {"id": "ID"}})");
  ASSERT_TRUE(named);
  EXPECT_EQ(named->source, "pipedrive");
}

TEST(ReadMap, RefusesWithTheField) {
  const std::tuple<const char*, const char*, const char*> kCases[] = {
      {"{", "json.malformed", ""},
      {"[]", "json.not_an_object", ""},
      {R"({"columns": {}})", "json.required", "kind"},
      {R"({"kind": "leads"})", "json.required", "columns"},
      {R"({"kind": "tickets", "columns": {}})", "json.unknown_name", "kind"},
      {R"({"kind": "leads", "columns": {}, "colour": 1})", "json.unknown_field", "colour"},
      {R"({"kind": "leads", "columns": {"mail": "Email"}})", "imports.unknown_field_in_map",
       "columns.mail"},
      {R"({"kind": "leads", "columns": {"phone": "Tel"}})", "imports.nobody_in_map", "columns"},
      {R"({"kind": "deals", "columns": {"amount": "Amount"}})", "imports.field_required",
       "columns"},
      {R"({"kind": "leads", "columns": {"id": "ID"}, "stage": "won"})",
       "imports.stage_unknown_in_map", "stage"},
      {R"({"kind": "deals", "columns": {"id": "ID"}, "stages": {"Won": "gagne"}})",
       "imports.stage_unknown_in_map", "stages.Won"},
      {R"({"kind": "deals", "columns": {"id": "ID"}, "dates": "american"})", "json.unknown_name",
       "dates"}};
  for (const auto& [json, code, field] : kCases) {
    const auto map = read_map(json);
    ASSERT_FALSE(map) << json;
    EXPECT_EQ(map.error().code, code) << json;
    EXPECT_EQ(map.error().field, field) << json;
  }
}

TEST(FieldsOf, ListEveryKindsRequiredOnesFirst) {
  for (const Kind kind : {Kind::leads, Kind::companies, Kind::deals, Kind::revenue}) {
    const auto& fields = fields_of(kind);
    EXPECT_TRUE(std::ranges::is_partitioned(fields, &Field::required));
  }
}

}  // namespace
}  // namespace tandem::imports
