#include "domain/webhooks/event_type.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::webhooks {
namespace {

using timeline::ActivityKind;

TEST(EventType, FollowsFromTheActivity) {
  const std::vector<std::tuple<ActivityKind, std::string, std::string>> table{
      {ActivityKind::stage_changed,
       R"({"from":null,"to":"lead","skipped":[],"recalled":false,"why":""})", "contact.created"},
      {ActivityKind::stage_changed,
       R"({"from":"lead","to":"mql","skipped":[],"recalled":false,"why":"x"})",
       "contact.stage_changed"},
      // An earlier stage learned later: the contact was there already.
      {ActivityKind::stage_changed,
       R"({"from":null,"to":"lead","skipped":[],"recalled":true,"why":""})",
       "contact.stage_changed"},
      {ActivityKind::contact_updated, "null", "contact.updated"},
      {ActivityKind::company_created, "null", "company.created"},
      {ActivityKind::deal_created, "null", "deal.created"},
      {ActivityKind::deal_updated, R"({"fields":["state"]})", "deal.updated"},
      {ActivityKind::page_viewed, "{}", "page.viewed"},
      {ActivityKind::page_engaged, "{}", "none"},
      {ActivityKind::form_submitted, "{}", "form.submitted"},
      {ActivityKind::contact_revisited, "{}", "contact.revisited"},
      {ActivityKind::contacts_parted, "{}", "contact.parted"},
      {ActivityKind::retracted, R"({"activity":"42"})", "activity.retracted"},
  };
  for (const auto& [kind, detail, expected] : table) {
    EXPECT_EQ(event_type_of(kind, detail).value_or("none"), expected) << detail;
  }
}

TEST(EventType, IsListedOnce) {
  const std::set<std::string_view> distinct(event_types().begin(), event_types().end());
  EXPECT_EQ(distinct.size(), event_types().size());
  EXPECT_THAT(event_types(), testing::Each(testing::MatchesRegex("[a-z]+\\.[a-z_]+")));
  EXPECT_TRUE(is_event_type("contact.created"));
  EXPECT_FALSE(is_event_type(""));
  EXPECT_FALSE(is_event_type("contact.exploded"));
  EXPECT_FALSE(is_event_type(kTestEvent));
}

}  // namespace
}  // namespace tandem::webhooks
