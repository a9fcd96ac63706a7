#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/imports/map_row.h"

namespace tandem::imports {
namespace {

using people::DealState;
using ::testing::ElementsAre;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;
using Header = std::vector<std::string>;
using Sample = std::vector<std::vector<std::string>>;

Layout proposed(const Header& header, const Sample& sample) {
  auto layout = propose(header, sample, Language::en);
  if (!layout) {
    ADD_FAILURE() << layout.error().code;
    return {};
  }
  EXPECT_TRUE(layout->validate());
  EXPECT_TRUE(RowMapper::make(*layout, header, {}));
  return *std::move(layout);
}

const Header kPipeline{"opportunity_id", "sales_agent", "product",    "account",
                       "deal_stage",     "engage_date", "close_date", "close_value"};
const Sample kPipelineRows{
    {"A1", "Moses Frase", "GTX Plus", "Cancity", "Won", "2016-10-20", "2017-03-01", "1054"},
    {"A2", "Darcel Roy", "GTX Pro", "Isdom", "Won", "2016-10-25", "2017-03-11", "4514"},
    {"A3", "Darcel Roy", "MG Special", "Cancity", "Lost", "2016-10-25", "2017-03-07", "0"},
    {"A4", "Moses Frase", "GTX Basic", "", "Engaging", "2016-11-25", "", ""},
    {"A5", "Zane Levy", "GTX Basic", "Codehow", "Prospecting", "", "", ""}};

TEST(Propose, SalesPipeline) {
  const auto layout = proposed(kPipeline, kPipelineRows);
  EXPECT_EQ(layout.kind, Kind::deals);
  EXPECT_THAT(layout.columns,
              UnorderedElementsAre(Pair("id", "opportunity_id"), Pair("company_name", "account"),
                                   Pair("name", "product"), Pair("state", "deal_stage"),
                                   Pair("opened_at", "engage_date"),
                                   Pair("closed_at", "close_date"), Pair("amount", "close_value")));
  EXPECT_THAT(*layout.attributes, ElementsAre("sales_agent", "product"));
  EXPECT_THAT(*layout.stages,
              UnorderedElementsAre(Pair("Won", "won"), Pair("Lost", "lost"),
                                   Pair("Engaging", "open"), Pair("Prospecting", "open")));
  EXPECT_FALSE(layout.dates);
}

TEST(Propose, SalesPipelineMapsWithoutEditing) {
  // Through JSON and back, as --explain and --map do.
  const auto layout = read_map(print_json(to_json(proposed(kPipeline, kPipelineRows))));
  ASSERT_TRUE(layout);
  const auto mapper = RowMapper::make(*layout, kPipeline, {.currency = "USD"});
  ASSERT_TRUE(mapper);
  std::vector<DealRow> rows;
  for (const auto& record : kPipelineRows) {
    EXPECT_FALSE(mapper->is_total(record));
    auto row = mapper->map(record);
    ASSERT_TRUE(row) << row.error().code;
    rows.push_back(std::get<DealRow>(*std::move(row)));
  }
  EXPECT_THAT(rows[0].references, ElementsAre(Reference{"map:opportunity_id", "A1"}));
  EXPECT_EQ(rows[0].deal.state, DealState::won);
  EXPECT_EQ(rows[0].deal.amount, 105400);
  EXPECT_EQ(rows[0].deal.name, "GTX Plus");
  EXPECT_EQ(rows[0].company_name, "Cancity");
  EXPECT_EQ(rows[0].deal.closed_at, parse_timestamp("2017-03-01T00:00:00Z"));
  EXPECT_EQ(print_json(rows[0].deal.attributes),
            R"({"sales_agent":"Moses Frase","product":"GTX Plus"})");
  EXPECT_EQ(rows[2].deal.state, DealState::lost);
  EXPECT_EQ(rows[2].deal.amount, 0);
  EXPECT_EQ(rows[3].deal.state, DealState::open);
  EXPECT_EQ(rows[3].deal.closed_at, std::nullopt);
  EXPECT_EQ(rows[3].deal.amount, std::nullopt);
  EXPECT_EQ(rows[4].deal.opened_at, std::nullopt);
  // A stage that the sample did not hold is still understood.
  auto unseen = propose(kPipeline, {kPipelineRows[0]}, Language::en);
  const auto row = RowMapper::make(*unseen, kPipeline, {})->map(kPipelineRows[2]);
  EXPECT_EQ(std::get<DealRow>(*row).deal.state, DealState::lost);
}

TEST(Propose, FrenchContacts) {
  const auto layout = proposed(
      {"Pr\u00e9nom", "Nom", "Courriel", "Soci\u00e9t\u00e9", "T\u00e9l\u00e9phone",
       "Date de cr\u00e9ation", "\u00c9tape", "Fonction", "Origine"},
      {{"Ada", "Lovelace", "ada@example.org", "Acme", "01 23", "27/03/2026", "Client", "CTO",
        "Salon"},
       {"Alan", "Turing", "alan@example.org", "Acme", "01 24", "03/04/2026", "MQL", "CEO", "Web"}});
  EXPECT_EQ(layout.kind, Kind::leads);
  EXPECT_THAT(
      layout.columns,
      UnorderedElementsAre(
          Pair("first_name", "Pr\u00e9nom"), Pair("last_name", "Nom"), Pair("email", "Courriel"),
          Pair("company_name", "Soci\u00e9t\u00e9"), Pair("phone", "T\u00e9l\u00e9phone"),
          Pair("first_seen_at", "Date de cr\u00e9ation"), Pair("stage", "\u00c9tape"),
          Pair("title", "Fonction"), Pair("origin", "Origine")));
  EXPECT_THAT(*layout.stages, UnorderedElementsAre(Pair("Client", "customer"), Pair("MQL", "mql")));
  EXPECT_EQ(layout.dates, DateOrder::day_first);
  EXPECT_EQ(layout.stage, "lead");
}

TEST(Propose, FrenchDeals) {
  const auto layout = proposed(
      {"ID de l\u2019enregistrement", "Nom de la transaction", "Phase de la transaction", "Montant",
       "Date de fermeture", "Date de cr\u00e9ation", "Nom du compte"},
      {{"1", "Projet A", "Gagn\u00e9e", "1 234,50 \u20ac", "2026-01-02", "2025-12-01", "Acme"},
       {"2", "Projet B", "Attente DG", "12", "2026-02-02", "2025-12-02", "Acme"}});
  EXPECT_EQ(layout.kind, Kind::deals);
  EXPECT_THAT(layout.columns, UnorderedElementsAre(Pair("id", "ID de l\u2019enregistrement"),
                                                   Pair("name", "Nom de la transaction"),
                                                   Pair("state", "Phase de la transaction"),
                                                   Pair("amount", "Montant"),
                                                   Pair("closed_at", "Date de fermeture"),
                                                   Pair("opened_at", "Date de cr\u00e9ation"),
                                                   Pair("company_name", "Nom du compte")));
  EXPECT_THAT(*layout.stages,
              UnorderedElementsAre(Pair("Gagn\u00e9e", "won"), Pair("Attente DG", "open")));
}

TEST(Propose, CamelCaseAndWholeNames) {
  const auto layout = proposed({"userId", "fullName", "emailAddress", "createdAt", "utmSource"},
                               {{"1", "Ada Lovelace", "a@b.c", "1700000000000", "google"}});
  EXPECT_EQ(layout.kind, Kind::leads);
  EXPECT_THAT(layout.columns, UnorderedElementsAre(Pair("id", "userId"), Pair("name", "fullName"),
                                                   Pair("email", "emailAddress"),
                                                   Pair("first_seen_at", "createdAt"),
                                                   Pair("origin", "utmSource")));
}

TEST(Propose, NomAloneIsTheWholeName) {
  const auto layout = proposed({"Nom", "Courriel"}, {{"Ada Lovelace", "a@b.c"}});
  EXPECT_THAT(layout.columns, UnorderedElementsAre(Pair("name", "Nom"), Pair("email", "Courriel")));
}

TEST(Propose, AddressesByTheirShape) {
  const auto layout = proposed({"who", "where"}, {{"a@b.c", "Paris"}, {"d@e.f", "Rome"}});
  EXPECT_EQ(layout.kind, Kind::leads);
  EXPECT_THAT(layout.columns, UnorderedElementsAre(Pair("email", "who")));
}

TEST(Propose, Companies) {
  const auto layout = proposed({"Company ID", "Company name", "Website", "Industry", "Employees"},
                               {{"1", "Acme", "acme.com", "Finance", "12"}});
  EXPECT_EQ(layout.kind, Kind::companies);
  EXPECT_THAT(layout.columns,
              UnorderedElementsAre(Pair("id", "Company ID"), Pair("name", "Company name"),
                                   Pair("domain", "Website"), Pair("industry", "Industry"),
                                   Pair("employees", "Employees")));
}

TEST(Propose, DealsWithoutIdGoByTheirName) {
  const auto layout = proposed({"Deal", "Stage", "Value", "Owner"},
                               {{"Project A", "Won", "12", "x"}, {"Project B", "Open", "13", "y"}});
  EXPECT_EQ(layout.kind, Kind::deals);
  EXPECT_EQ(layout.columns.at("id"), "Deal");
  EXPECT_EQ(layout.columns.at("name"), "Deal");
}

TEST(Propose, OrderOfDates) {
  const std::tuple<Sample, std::optional<DateOrder>> kCases[] = {
      {{{"a@b.c", "27/03/2026"}, {"b@b.c", "03/04/2026"}}, DateOrder::day_first},
      {{{"a@b.c", "03/27/2026"}, {"b@b.c", "03/04/2026"}}, DateOrder::month_first},
      {{{"a@b.c", "03/04/2026"}}, std::nullopt},
      {{{"a@b.c", "27/03/2026"}, {"b@b.c", "03/27/2026"}}, std::nullopt},
      {{{"a@b.c", "2026-03-27"}}, std::nullopt}};
  for (const auto& [sample, order] : kCases) {
    EXPECT_EQ(proposed({"Email", "Created"}, sample).dates, order);
  }
}

TEST(Propose, WordsForNotKnown) {
  const auto layout =
      proposed({"Prospect ID", "Lead Source", "City", "Country"},
               {{"1", "Google", "Select", "NULL"}, {"2", "Direct", "Rome", "Italy"}});
  EXPECT_EQ(layout.kind, Kind::leads);
  EXPECT_EQ(layout.columns.at("origin"), "Lead Source");
  EXPECT_THAT(*layout.missing, ElementsAre("Select", "NULL"));
}

TEST(Propose, HeaderAlone) {
  EXPECT_EQ(proposed(kPipeline, {}).columns.at("state"), "deal_stage");
  EXPECT_EQ(proposed({"Email", "First name"}, {}).kind, Kind::leads);
}

TEST(Propose, NothingRecognised) {
  for (const Header& header :
       {Header{"Day", "Campaign", "Cost", "Impr.", "Clicks"}, Header{"a", "b"}, Header{}}) {
    const auto layout = propose(header, {}, Language::fr);
    ASSERT_FALSE(layout);
    EXPECT_EQ(layout.error().code, "imports.nothing_recognised");
  }
}

TEST(Propose, SurvivesRaggedSamples) {
  EXPECT_EQ(proposed({"Email", "Name"}, {{"a@b.c"}, {}, {"d@e.f", "x", "y"}}).kind, Kind::leads);
}

}  // namespace
}  // namespace tandem::imports
