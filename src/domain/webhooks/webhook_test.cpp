#include "domain/webhooks/webhook.h"

#include <gtest/gtest.h>

namespace tandem::webhooks {
namespace {

Webhook good() {
  Webhook webhook;
  webhook.name = "CRM";
  webhook.url = "https://crm.example.org/tandem";
  webhook.event_types = {"contact.created"};
  return webhook;
}

TEST(Webhook, IsTidied) {
  auto typed = good();
  typed.name = " CRM ";
  typed.url = "\thttps://crm.example.org/tandem ";
  typed.event_types = {"deal.created", "contact.created", "deal.created", "contact.updated"};
  auto expected = good();
  expected.event_types = {"contact.created", "contact.updated", "deal.created"};
  EXPECT_EQ(tidied(typed), expected);
}

TEST(Webhook, IsRefusedAtTheFieldThatIsWrong) {
  struct Case {
    std::string name, url;
    std::vector<std::string> types;
    std::string code, field;
  };
  const std::vector<std::string> some{"contact.created"};
  const std::vector<Case> table{
      {"", "https://a.example.org", some, "webhooks.nameless", "name"},
      {"a", "", some, "webhooks.bad_url", "url"},
      {"a", "a.example.org", some, "webhooks.bad_url", "url"},
      {"a", "ftp://a.example.org", some, "webhooks.bad_url", "url"},
      {"a", "https://u:p@a.example.org", some, "webhooks.bad_url", "url"},
      {"a", "https://a.example.org#x", some, "webhooks.bad_url", "url"},
      {"a", "https://a.example.org", {}, "webhooks.no_event_type", "event_types"},
      {"a", "https://a.example.org", {"contact.x"}, "webhooks.unknown_event_type", "event_types"},
  };
  EXPECT_TRUE(check(good()));
  for (const auto& [name, url, types, code, field] : table) {
    auto webhook = good();
    webhook.name = name;
    webhook.url = url;
    webhook.event_types = types;
    const auto refused = check(webhook);
    ASSERT_FALSE(refused) << code;
    EXPECT_EQ(refused.error().code, code);
    EXPECT_EQ(refused.error().field, field);
  }
}

}  // namespace
}  // namespace tandem::webhooks
