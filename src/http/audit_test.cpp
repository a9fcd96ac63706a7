#include "http/audit.h"

#include <gmock/gmock.h>

#include "actions/tokens.h"
#include "storage/ledger/test_ledger.h"
#include "storage/workspace.h"

namespace tandem::http {
namespace {

using people::Deed;
using testing::ElementsAre;
using testing::HasSubstr;

class AuditLog : public testing::Test {
 protected:
  storage::TestLedger ledger;
  Router router{[this](const Request& request) { return identify(*ledger, request); }};
  people::Member ada{.id = Id{7},
                     .name = "=Ada",
                     .email = "ada@example.org",
                     .role = people::Role::admin,
                     .disabled_at = {}};
  std::string secret;

  void SetUp() override {
    add_audit_routes(router, *ledger);
    ledger.write([&](storage::Write& write) { storage::insert_member(write.db, ada); });
    secret = ledger
                 ->write([&](storage::Write& write) {
                   return actions::create_token(
                       write, {}, {"reports", {people::Permission::read_audit}}, {{}, "there"});
                 })
                 ->secret;
  }

  void tell(Deed deed, std::optional<Id> who = {}) {
    ledger.write([&](storage::Write& write) {
      actions::audit(write, {who, "192.0.2.7"}, deed, "member", ada.id);
    });
  }

  Response ask(const std::string& path) {
    Request request;
    request.method = "GET";
    EXPECT_TRUE(set_target(request, path)) << path;
    request.headers.add("Authorization", "Bearer " + secret);
    request.remote = "192.0.2.9";
    return router.run(std::get<Match>(router.match(request)), request);
  }

  boost::json::array entries(const std::string& query) {
    const auto reply = ask("/api/v1/audit" + query);
    EXPECT_EQ(reply.status, 200) << reply.bytes();
    return parse_json(reply.bytes())->as_object().at("entries").as_array();
  }

  std::vector<std::string> deeds(const std::string& query) {
    std::vector<std::string> found;
    for (const auto& entry : entries(query)) found.emplace_back(entry.at("deed").as_string());
    return found;
  }
};

TEST_F(AuditLog, TellsTheNewestFirstAndWhoItWasAbout) {
  tell(Deed::member_disabled, ada.id);
  const auto told = entries("");
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].at("deed"), "member_disabled");
  EXPECT_EQ(told[0].at("member_name"), "=Ada");
  EXPECT_EQ(told[0].at("record_name"), "=Ada");
  EXPECT_EQ(told[0].at("address"), "192.0.2.7");
  EXPECT_EQ(told[1].at("deed"), "token_created");
  EXPECT_TRUE(told[1].at("member_name").is_null());
  EXPECT_EQ(told[1].at("record_name"), "reports");
}

TEST_F(AuditLog, IsNarrowedByMemberAndByDeed) {
  tell(Deed::signed_in, ada.id);
  tell(Deed::sign_in_refused);
  EXPECT_THAT(deeds("?by=7"), ElementsAre("signed_in"));
  EXPECT_THAT(deeds("?only=sign_in_refused"), ElementsAre("sign_in_refused"));
  EXPECT_THAT(deeds("?by=7&only=sign_in_refused"), ElementsAre());
}

TEST_F(AuditLog, IsReadPageByPage) {
  for (int i = 0; i < 3; ++i) tell(Deed::signed_in, ada.id);
  const auto first = entries("?limit=2");
  ASSERT_EQ(first.size(), 2U);
  const std::string last(first[1].at("id").as_string());
  const auto second = entries("?limit=2&before=" + last);
  ASSERT_EQ(second.size(), 2U);
  EXPECT_EQ(second[1].at("deed"), "token_created");
  EXPECT_THAT(deeds("?before=" + std::string(second[1].at("id").as_string())), ElementsAre());
}

// 3 January in Paris begins on the 2nd at 23:00.
TEST_F(AuditLog, CountsDaysInTheZoneOfTheWorkspace) {
  ledger.write([](storage::Write& write) {
    auto workspace = storage::find_workspace(write.db);
    workspace.time_zone = "Europe/Paris";
    storage::save_workspace(write.db, workspace);
  });
  const auto at = [&](std::string_view instant) {
    ledger.clock.set(*parse_timestamp(instant));
    tell(Deed::signed_out, ada.id);
  };
  at("2100-01-02T22:59:59Z");
  at("2100-01-02T23:00:00Z");
  at("2100-01-03T22:59:59Z");
  at("2100-01-03T23:00:00Z");
  EXPECT_EQ(deeds("?from=2100-01-03&to=2100-01-03").size(), 2U);
  EXPECT_EQ(deeds("?from=2100-01-03").size(), 3U);
  EXPECT_EQ(deeds("?to=2100-01-02&only=signed_out").size(), 1U);
}

TEST_F(AuditLog, RefusesWhatIsNoFilter) {
  const std::pair<const char*, const char*> scenarios[] = {{"?from=2026-01-02&to=2026-01-01", "to"},
                                                           {"?limit=0", "limit"},
                                                           {"?limit=1001", "limit"},
                                                           {"?only=dreamed", "only"},
                                                           {"?by=somebody", "by"},
                                                           {"?colour=blue", "colour"}};
  for (const auto& [query, field] : scenarios) {
    const auto reply = ask(std::string("/api/v1/audit") + query);
    EXPECT_EQ(reply.status, 400) << query;
    EXPECT_EQ(parse_json(reply.bytes())->as_object().at("field"), field) << query;
  }
}

TEST_F(AuditLog, IsAFileThatNoSpreadsheetRunsAndTellsThatItWasTaken) {
  tell(Deed::signed_in, ada.id);
  const auto reply = ask("/api/v1/audit.csv?only=signed_in");
  EXPECT_EQ(reply.headers.find("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_THAT(*reply.headers.find("Content-Disposition"), HasSubstr("attachment"));
  const std::string text(reply.bytes());
  EXPECT_EQ(std::ranges::count(text, '\n'), 2) << text;
  EXPECT_THAT(text, HasSubstr(",'=Ada,,signed_in,member,7,'=Ada,192.0.2.7,"));
  const auto told = entries("?limit=1");
  EXPECT_EQ(told[0].at("deed"), "audit_exported");
  EXPECT_EQ(told[0].at("token_name"), "reports");
  EXPECT_EQ(told[0].at("address"), "192.0.2.9");
  EXPECT_EQ(told[0].at("detail").at("entries"), 1);
}

}  // namespace
}  // namespace tandem::http
