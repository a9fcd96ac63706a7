// Who may call what: every route, for every role and for nobody, against a table that has to have a
// row for each.
#include "cli/routes.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "actions/members.h"
#include "actions/sign_in.h"
#include "actions/tokens.h"
#include "http/session_cookie.h"
#include "storage/ledger/test_ledger.h"

namespace tandem::cli {
namespace {

using people::Role;

// x: may. Nobody (no session) comes first, then the roles in the order of people::Role.
const std::map<std::string, std::string> kMay{
    //                                            nobody
    //                                            |admin
    //                                            ||marketing_head
    //                                            |||marketer
    //                                            ||||sales_head
    //                                            |||||rep
    //                                            ||||||reader
    {"GET /api/openapi.json", /*               */ "xxxxxxx"},
    {"GET /api/v1/session", /*                 */ "xxxxxxx"},
    {"POST /api/v1/session", /*                */ "xxxxxxx"},
    {"DELETE /api/v1/session", /*              */ "xxxxxxx"},
    {"POST /api/v1/setup", /*                  */ "xxxxxxx"},
    {"POST /api/v1/links/look", /*             */ "xxxxxxx"},
    {"POST /api/v1/links/use", /*              */ "xxxxxxx"},
    {"GET /api/v1/account", /*                 */ ".xxxxxx"},
    {"PATCH /api/v1/account", /*               */ ".xxxxxx"},
    {"PUT /api/v1/account/password", /*        */ ".xxxxxx"},
    {"POST /api/v1/account/one_time_code", /*  */ ".xxxxxx"},
    {"PUT /api/v1/account/one_time_code", /*   */ ".xxxxxx"},
    {"POST /api/v1/account/one_time_code/removal", ".xxxxxx"},
    {"GET /api/v1/account/sessions", /*        */ ".xxxxxx"},
    {"DELETE /api/v1/account/sessions", /*     */ ".xxxxxx"},
    {"DELETE /api/v1/account/sessions/{id}", /**/ ".xxxxxx"},
    {"GET /api/v1/account/tokens", /*          */ ".xxxxxx"},
    {"POST /api/v1/account/tokens", /*         */ ".xxxxxx"},
    {"DELETE /api/v1/account/tokens/{id}", /*  */ ".xxxxxx"},
    {"GET /api/v1/members", /*                 */ ".xxxxxx"},
    {"POST /api/v1/members", /*                */ ".x....."},
    {"PATCH /api/v1/members/{id}", /*          */ ".x....."},
    {"POST /api/v1/members/{id}/links", /*     */ ".x....."},
    {"GET /api/v1/tokens", /*                  */ ".x....."},
    {"POST /api/v1/tokens", /*                 */ ".x....."},
    {"DELETE /api/v1/tokens/{id}", /*          */ ".x....."},
    {"GET /api/v1/write_keys", /*              */ ".x....."},
    {"POST /api/v1/write_keys", /*             */ ".x....."},
    {"DELETE /api/v1/write_keys/{id}", /*      */ ".x....."},
    {"GET /api/v1/audit", /*                   */ ".x....."},
    {"GET /api/v1/audit.csv", /*               */ ".x....."},
    {"GET /api/v1/workspace", /*               */ ".xxxxxx"},
    {"PATCH /api/v1/workspace", /*             */ ".x....."},
    {"GET /api/v1/webhooks", /*                */ ".x....."},
    {"POST /api/v1/webhooks", /*               */ ".x....."},
    {"PATCH /api/v1/webhooks/{id}", /*         */ ".x....."},
    {"DELETE /api/v1/webhooks/{id}", /*        */ ".x....."},
    {"POST /api/v1/webhooks/{id}/secrets", /*  */ ".x....."},
    {"POST /api/v1/webhooks/{id}/tests", /*    */ ".x....."},
    {"GET /api/v1/webhooks/{id}/deliveries", /**/ ".x....."},
    {"POST /api/v1/webhooks/{id}/deliveries", /**/ ".x....."},
    {"GET /api/v1/single_sign_on", /*          */ ".x....."},
    {"PUT /api/v1/single_sign_on", /*          */ ".x....."},
    {"DELETE /api/v1/single_sign_on", /*       */ ".x....."},
    {"GET /api/v1/single_sign_on/start", /*    */ "xxxxxxx"},
    {"GET /api/v1/single_sign_on/return", /*   */ "xxxxxxx"},
    {"GET /api/v1/events", /*                  */ ".xxxxxx"},
    {"GET /api/v1/visitors/live", /*           */ ".xxxxx."},
    {"GET /api/v1/notifications", /*           */ ".xxxxxx"},
    {"POST /api/v1/notifications/reading", /*  */ ".xxxxxx"},
    {"POST /api/v1/notifications/{id}/reading", ".xxxxxx"},
    {"GET /api/v1/revisit_settings", /*        */ ".xxx..."},
    {"PUT /api/v1/revisit_settings", /*        */ ".xxx..."},
    {"GET /api/v1/funnel", /*                  */ ".xxxxxx"},
    {"GET /api/v1/sources", /*                 */ ".xxxxxx"},
    {"GET /api/v1/contacts", /*                */ ".xxxxx."},
    {"POST /api/v1/contacts", /*               */ ".xxxxx."},
    {"GET /api/v1/contacts.csv", /*            */ ".xx.x.."},
    {"GET /api/v1/contacts/{id}", /*           */ ".xxxxx."},
    {"PATCH /api/v1/contacts/{id}", /*         */ ".xxxxx."},
    {"PUT /api/v1/contacts/{id}/owner", /*     */ ".xxxxx."},
    {"GET /api/v1/contacts/{id}/activities", /**/ ".xxxxx."},
    {"POST /api/v1/contacts/{id}/activities", /**/ ".xxxxx."},
    {"DELETE /api/v1/contacts/{id}/activities/{activity_id}", ".xxxxx."},
    {"POST /api/v1/contacts/{id}/transitions", /**/ ".xxxxx."},
    {"POST /e", /*                             */ "xxxxxxx"},
    {"GET /t.js", /*                           */ "xxxxxxx"},
    {"GET /e.gif", /*                          */ "xxxxxxx"},
    {"POST /v1/track", /*                      */ "xxxxxxx"},
    {"POST /v1/identify", /*                   */ "xxxxxxx"},
    {"POST /v1/page", /*                       */ "xxxxxxx"},
    {"POST /v1/screen", /*                     */ "xxxxxxx"},
    {"POST /v1/group", /*                      */ "xxxxxxx"},
    {"POST /v1/alias", /*                      */ "xxxxxxx"},
    {"POST /v1/batch", /*                      */ "xxxxxxx"},
    {"GET /api/v1/intake", /*                  */ ".xxx..."},
    {"PUT /api/v1/intake/settings", /*         */ ".xxx..."},
    {"GET /metrics", /*                        */ ".xxxxxx"},
    {"GET /api/v1/views", /*                   */ ".xxxxx."},
    {"POST /api/v1/views", /*                  */ ".xxxxx."},
    {"PATCH /api/v1/views/{id}", /*            */ ".xxxxx."},
    {"DELETE /api/v1/views/{id}", /*           */ ".xxxxx."},
};

class Routes : public testing::Test {
 protected:
  storage::TestLedger ledger;
  std::unique_ptr<storage::Mirror> mirror = storage::Mirror::open(*ledger);
  http::Collector collector{*ledger, {}};
  http::Router router{
      [this](const http::Request& request) { return http::identify(*ledger, request); }};
  const actions::Actor actor = actions::command_line();

  http::Live live{*ledger};

  void SetUp() override {
    add_routes(router, *ledger, *mirror, live, collector, "the secret of the setup");
  }

  people::Member member(Role role) {
    const auto email = std::string(name_of(role)) + "@example.org";
    return *ledger->write([&](storage::Write& write) {
      return actions::add_member(write, {.name = "M", .email = email, .role = role, .team = {}},
                                 actor);
    });
  }

  std::string session(const people::Member& of) {
    return *ledger->write([&](storage::Write& write) -> Result<std::string> {
      return actions::open_session(write, of, {"192.0.2.7", "test"});
    });
  }

  std::string token(std::optional<Id> of, std::vector<people::Permission> scopes) {
    return ledger
        ->write([&](storage::Write& write) {
          return actions::create_token(write, of, {"t", std::move(scopes)}, actor);
        })
        ->secret;
  }

  // The status of a request that is as bare as can be: whoever may call gets some other refusal,
  // or an answer.
  int status(const http::Route& route, const std::string& header, const std::string& value) {
    http::Request request;
    request.method = route.method;
    auto path = route.path;
    for (const std::string_view name : {"{id}", "{activity_id}"}) {
      if (const auto at = path.find(name); at != path.npos) path.replace(at, name.size(), "7");
    }
    EXPECT_TRUE(http::set_target(request, path));
    if (!header.empty()) request.headers.add(header, value);
    request.headers.add("Origin", "http://localhost");
    request.headers.add("Content-Type", "application/json");
    // The collector asks each message for its key, which is no affair of the caller's.
    const bool collects = route.path == "/e" || route.path.starts_with("/v1/");
    request.body = collects ? "[]" : "{}";
    request.remote = "192.0.2.7";
    const auto match = router.match(request);
    return router.run(std::get<http::Match>(match), request).status;
  }

  static bool let_in(int status) { return status != 401 && status != 403; }
};

std::string name_of_route(const http::Route& route) {
  return std::string(route.method) + " " + route.path;
}

// What one caller may, as a column of the table. Signing out would end the walk's own session.
bool ends_sessions(const http::Route& route) {
  return route.method == "DELETE" && route.path == "/api/v1/session";
}

TEST_F(Routes, AllHaveARowInTheTableAndNoRowIsLeftOver) {
  std::vector<std::string> registered;
  for (const auto* route : router.routes()) registered.push_back(name_of_route(*route));
  std::vector<std::string> known;
  for (const auto& [route, may] : kMay) known.push_back(route);
  EXPECT_THAT(registered, testing::UnorderedElementsAreArray(known));
}

TEST_F(Routes, LetInWhomTheTableSays) {
  std::vector<std::optional<Role>> callers{std::nullopt};
  for (const auto role : {Role::admin, Role::marketing_head, Role::marketer, Role::sales_head,
                          Role::rep, Role::reader}) {
    callers.emplace_back(role);
  }
  for (std::size_t i = 0; i < callers.size(); ++i) {
    const auto who = callers[i] ? std::optional(member(*callers[i])) : std::nullopt;
    for (const auto* route : router.routes()) {
      if (ends_sessions(*route)) continue;
      const auto cookie = who ? "tandem_session=" + session(*who) : "";
      const int answer = status(*route, who ? "Cookie" : "", cookie);
      const auto name = name_of_route(*route);
      // A setup with the wrong secret is forbidden to everybody in the same words.
      const bool may = name == "POST /api/v1/setup" || let_in(answer);
      EXPECT_EQ(may, kMay.at(name).at(i) == 'x') << name << ", caller " << i << ": " << answer;
      if (!may) {
        EXPECT_EQ(answer, who ? 403 : 401) << name;
      }
      EXPECT_NE(answer, 500) << name;
    }
  }
}

TEST_F(Routes, TellTheTimelineWhoActs) {
  const auto rep = member(Role::rep);
  http::Request request;
  request.method = "POST";
  ASSERT_TRUE(http::set_target(request, "/api/v1/contacts"));
  request.headers.add("Cookie", "tandem_session=" + session(rep));
  request.headers.add("Origin", "http://localhost");
  request.headers.add("Content-Type", "application/json");
  request.body = R"({"email":"ada@example.org"})";
  const auto match = router.match(request);
  ASSERT_EQ(router.run(std::get<http::Match>(match), request).status, 201);
  EXPECT_EQ(ledger.count("activity WHERE member_id = " + to_string(rep.id)),
            ledger.count("activity"));
  EXPECT_GT(ledger.count("activity"), 0);
}

// An integration's token does what its scopes say and nothing else; a member's no more than the
// member; none touches anybody's own account.
TEST_F(Routes, LetTokensDoWhatTheirScopesSay) {
  const auto reads = token({}, {people::Permission::read_figures});
  const auto rep = member(Role::rep);
  const auto edits = token(rep.id, {people::Permission::edit_contacts});
  for (const auto* route : router.routes()) {
    if (ends_sessions(*route) || route->path == "/api/v1/setup") continue;
    const auto name = name_of_route(*route);
    const bool open = route->permission == people::Permission::everyone;
    EXPECT_EQ(let_in(status(*route, "Authorization", "Bearer " + reads)),
              open || route->permission == people::Permission::read_figures)
        << name;
    EXPECT_EQ(let_in(status(*route, "Authorization", "bearer " + edits)),
              open || route->permission == people::Permission::edit_contacts)
        << name;
    EXPECT_EQ(status(*route, "Authorization", "Bearer tandem_of_nobody"), 401) << name;
  }
}

TEST_F(Routes, LetAWriteKeyDoNothing) {
  const auto key = ledger->write(
      [&](storage::Write& write) { return actions::create_write_key(write, "site", actor); });
  for (const auto* route : router.routes()) {
    EXPECT_EQ(status(*route, "Authorization", "Bearer " + key->code), 401) << route->path;
  }
}

}  // namespace
}  // namespace tandem::cli
