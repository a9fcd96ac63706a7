#include "storage/mirror/facts.h"

#include <gtest/gtest.h>

namespace tandem::storage {
namespace {

using lifecycle::Stage;

Timestamp at(const char* text) {
  return *parse_timestamp(text);
}

ContactSource source_of(const lifecycle::Standing& standing, Timestamp first_seen) {
  ContactSource source;
  static_cast<lifecycle::Standing&>(source) = standing;
  source.id = {7};
  source.origin = "social";
  source.landing_page = "/a";
  source.first_seen_at = first_seen;
  return source;
}

TEST(Facts, TheFirstDayIsTheWorkspacesDay) {
  struct Case {
    const char* zone;
    const char* seen;
    const char* day;
    const char* month;
  };
  const std::vector<Case> cases{
      {"UTC", "2024-03-01T02:00:00Z", "2024-03-01", "2024-03"},
      {"America/Toronto", "2024-03-01T02:00:00Z", "2024-02-29", "2024-02"},
      {"Pacific/Auckland", "2024-03-31T12:00:00Z", "2024-04-01", "2024-04"},
      {"UTC", "1969-12-31T23:59:59.999Z", "1969-12-31", "1969-12"},
  };
  for (const auto& given : cases) {
    const auto seen = at(given.seen);
    const auto fact = fact_of(source_of(lifecycle::begin(Stage::lead, seen, "").standing, seen),
                              *date::locate_zone(given.zone));
    const auto day = std::chrono::sys_days(*parse_date(given.day));
    EXPECT_EQ(fact.first_day, day.time_since_epoch().count()) << given.zone;
    EXPECT_EQ(fact.month, given.month);
  }
}

TEST(Facts, OfAContactThatSkippedAndWentBack) {
  auto standing = lifecycle::begin(Stage::mql, at("2024-03-01T00:00:00Z"), "").standing;
  standing =
      lifecycle::move(standing, Stage::opportunity, at("2024-03-03T12:00:00Z"), "")->standing;
  standing = lifecycle::move(standing, Stage::mql, at("2024-03-09T00:00:00Z"), "")->standing;
  const auto fact =
      fact_of(source_of(standing, at("2024-03-01T00:00:00Z")), *date::locate_zone("UTC"));
  EXPECT_EQ(fact.id, Id{7});
  EXPECT_EQ(fact.origin, "social");
  EXPECT_EQ(fact.stage, static_cast<int>(Stage::mql));
  EXPECT_EQ(fact.reached, static_cast<int>(Stage::opportunity));
  EXPECT_EQ(fact.seconds_to_opportunity, 216'000);
  EXPECT_FALSE(fact.seconds_to_mql);
  EXPECT_FALSE(fact.seconds_to_sql);
  EXPECT_FALSE(fact.lead_at);
  EXPECT_EQ(fact.mql_at, at("2024-03-01T00:00:00Z"));
}

TEST(Facts, OfDeals) {
  people::Deal deal;
  deal.id = {9};
  deal.contact_id = Id{7};
  deal.amount = 500;
  deal.currency = "CAD";
  deal.opened_at = at("2024-03-01T00:00:00Z");
  const auto& utc = *date::locate_zone("UTC");
  EXPECT_FALSE(fact_of(deal, utc).earned);
  EXPECT_EQ(fact_of(deal, utc).state, "open");
  const auto opened = fact_of(deal, utc).day;
  deal.state = people::DealState::won;
  deal.closed_at = at("2024-03-11T00:00:00Z");
  EXPECT_EQ(fact_of(deal, utc).earned, 500);
  EXPECT_EQ(*fact_of(deal, utc).day, *opened + 10);
  deal.opened_at.reset();
  deal.closed_at.reset();
  EXPECT_FALSE(fact_of(deal, utc).day);
}

}  // namespace
}  // namespace tandem::storage
