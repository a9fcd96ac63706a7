#include "http/single_sign_on.h"

#include <boost/url/parse.hpp>
#include <gmock/gmock.h>

#include "actions/members.h"
#include "actions/single_sign_on.h"
#include "http/session_cookie.h"
#include "http/test_provider.h"
#include "storage/ledger/test_ledger.h"
#include "storage/single_sign_on.h"

namespace tandem::http {
namespace {

using people::Role;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class SingleSignOn : public testing::Test {
 protected:
  storage::TestLedger ledger;
  TestProvider provider;
  Router router{[this](const Request& request) { return identify(*ledger, request); }};
  people::Member admin = *add("Ada", "ada@example.org", Role::admin);
  std::string admin_session;

  void SetUp() override {
    add_single_sign_on_routes(router, *ledger);
    provider.userinfo = {{"sub", "z1"}};
    admin_session = *ledger->write([&](storage::Write& write) -> Result<std::string> {
      storage::save_credential(write.db, {.member_id = admin.id, .password_hash = "x"});
      return actions::open_session(write, admin, {"192.0.2.7", "test"});
    });
    settings = {
        {"name", "Keycloak"},
        {"issuer", provider.issuer()},
        {"client_id", "tandem"},
        {"client_secret", "s&cret"},
        {"domains", {"example.org"}},
        {"group_claim", "realm_access.roles"},
        {"roles",
         {{{"group", "heads"}, {"role", "sales_head"}}, {{"group", "sales"}, {"role", "rep"}}}},
        {"default_role", nullptr}};
  }

  boost::json::object settings;

  Result<people::Member> add(const std::string& name, const std::string& email, Role role) {
    return ledger->write([&](storage::Write& write) {
      return actions::add_member(write, {.name = name, .email = email, .role = role, .team = {}},
                                 actions::command_line());
    });
  }

  Response ask(std::string_view method, const std::string& target, const std::string& cookie = "",
               const std::string& body = "") {
    Request request;
    request.method = method;
    EXPECT_TRUE(set_target(request, target)) << target;
    request.headers.add("Host", "tandem.example.org");
    request.headers.add("Origin", "http://tandem.example.org");
    request.headers.add("Content-Type", "application/json");
    if (!cookie.empty()) request.headers.add("Cookie", cookie);
    request.remote = "192.0.2.9";
    request.body = body;
    return router.run(std::get<Match>(router.match(request)), request);
  }

  Response manage(std::string_view method, const boost::json::value& body = {}) {
    return ask(method, "/api/v1/single_sign_on", "tandem_session=" + admin_session,
               print_json(body));
  }

  Response set_up() { return manage("PUT", settings); }

  static std::string location(const Response& response) {
    return std::string(response.headers.find("Location").value_or(""));
  }

  // "departure" -> the value that the answer sets.
  static std::string cookie_of(const Response& response, const std::string& purpose) {
    for (const auto& [name, value] : response.headers.all()) {
      const auto prefix = "tandem_" + purpose + "=";
      if (name == "Set-Cookie" && value.starts_with(prefix)) {
        return value.substr(prefix.size(), value.find(';') - prefix.size());
      }
    }
    return "";
  }

  struct Departed {
    std::map<std::string, std::string> query;  // that the provider gets
    std::string cookie;
  };

  Departed depart(const std::string& to = "%2Fmembers%3Fa%3D1") {
    const auto response = ask("GET", "/api/v1/single_sign_on/start?to=" + to);
    EXPECT_EQ(response.status, 302);
    Departed departed;
    const auto address = location(response);
    EXPECT_THAT(address, StartsWith(provider.issuer() + "/authorize?"));
    const auto parsed = boost::urls::parse_uri(address);
    for (const auto& field : parsed->params()) departed.query[field.key] = field.value;
    departed.cookie = "tandem_departure=" + cookie_of(response, "departure");
    return departed;
  }

  // A person whom the provider knows well.
  boost::json::object claims(const Departed& departed, const std::string& subject = "z1") const {
    const auto now = ledger.clock.now().time_since_epoch().count() / 1000;
    return {{"iss", provider.issuer()},
            {"aud", "tandem"},
            {"sub", subject},
            {"nonce", departed.query.at("nonce")},
            {"iat", now},
            {"exp", now + 300},
            {"email", "Zoe@Example.org"},
            {"email_verified", true},
            {"name", "Zoé"},
            {"realm_access", {{"roles", {"offline", "sales"}}}}};
  }

  Response arrive(const Departed& departed, const std::string& more = "&session_state=x") {
    return ask("GET",
               "/api/v1/single_sign_on/return?code=c1&state=" + departed.query.at("state") + more,
               departed.cookie);
  }

  Response sign_in(const std::string& subject = "z1", const boost::json::object& changes = {}) {
    const auto departed = depart();
    provider.claims = claims(departed, subject);
    for (const auto& [name, value] : changes) {
      provider.claims[name] = value;
      if (value.is_null()) provider.claims.erase(name);
    }
    return arrive(departed);
  }

  std::optional<people::Member> signed_in(const Response& response) {
    const auto open = actions::whose_session(*ledger, cookie_of(response, "session"));
    return open ? std::optional(open->member) : std::nullopt;
  }

  std::vector<std::string> refusals() {
    std::vector<std::string> whys;
    for (const auto& entry : ledger->read([](storage::Connection& db) {
           return storage::list_audit_entries(
               db, {.before = {}, .by = {}, .only = people::Deed::sign_in_refused});
         })) {
      whys.emplace_back(entry.detail.at("why").as_string());
    }
    return whys;
  }
};

std::string problem(const std::string& code) {
  return "/sign-in?problem=" + code;
}

TEST_F(SingleSignOn, BringsANewMemberInWithTheRoleOfTheirGroup) {
  EXPECT_EQ(set_up().status, 200);
  const auto departed = depart();
  EXPECT_EQ(departed.query.at("redirect_uri"),
            "http://tandem.example.org/api/v1/single_sign_on/return");
  EXPECT_EQ(departed.query.at("code_challenge_method"), "S256");
  provider.claims = claims(departed);
  const auto arrived = arrive(departed);
  EXPECT_EQ(location(arrived), "/members?a=1");
  const auto member = signed_in(arrived);
  ASSERT_TRUE(member);
  EXPECT_EQ(member->name, "Zoé");
  EXPECT_EQ(member->email, "zoe@example.org");
  EXPECT_EQ(member->role, Role::rep);
  EXPECT_EQ(member->team, people::Team::sales);
  // What the provider was shown for the code: "tandem:s%26cret", and the secret of the challenge.
  EXPECT_EQ(provider.asked.headers.find("Authorization"), "Basic dGFuZGVtOnMlMjZjcmV0");
  const auto verifier = provider.asked.body.find("code_verifier=");
  ASSERT_NE(verifier, std::string::npos);
  EXPECT_EQ(challenge_of(provider.asked.body.substr(verifier + 14)),
            departed.query.at("code_challenge"));
}

TEST_F(SingleSignOn, KnowsAPersonByTheirSubjectFromThenOn) {
  ASSERT_EQ(set_up().status, 200);
  const auto zoe = add("Zoé L.", "zoe@example.org", Role::marketer);
  EXPECT_EQ(signed_in(sign_in("z1", {{"realm_access", nullptr}}))->id, zoe->id);
  const auto renamed = signed_in(sign_in("z1", {{"email", "zoe.l@example.org"}}));
  EXPECT_EQ(renamed->id, zoe->id);
  EXPECT_EQ(renamed->role, Role::rep) << "the group's role holds for who was here already";
  EXPECT_EQ(location(sign_in("z2")), problem("taken")) << "somebody else with the same address";
}

TEST_F(SingleSignOn, LeavesAnAdministrator) {
  ASSERT_EQ(set_up().status, 200);
  EXPECT_EQ(signed_in(sign_in("a1", {{"email", "ada@example.org"}}))->role, Role::admin);
}

TEST_F(SingleSignOn, AsksForWhatTheTokenLeavesUnsaid) {
  ASSERT_EQ(set_up().status, 200);
  const boost::json::object bare{
      {"email", nullptr}, {"email_verified", nullptr}, {"realm_access", nullptr}};
  provider.userinfo = {{"sub", "z1"},
                       {"email", "zoe@example.org"},
                       {"email_verified", "true"},
                       {"realm_access", {{"roles", {"heads", "sales"}}}}};
  EXPECT_EQ(signed_in(sign_in("z1", bare))->role, Role::sales_head);
  provider.userinfo["sub"] = "z2";
  EXPECT_EQ(location(sign_in("z1", bare)), problem("mistrusted"));
}

TEST_F(SingleSignOn, RefusesWhomTheCompanyDoesNotWant) {
  ASSERT_EQ(set_up().status, 200);
  const std::vector<std::pair<std::string, boost::json::object>> cases{
      {"email_missing", {{"email", nullptr}}},
      {"email_unverified", {{"email_verified", false}}},
      {"email_unverified", {{"email_verified", nullptr}}},
      {"domain", {{"email", "zoe@evil.example"}}},
      {"domain", {{"email", "zoe@sub.example.org"}}},
      {"no_role", {{"realm_access", {{"roles", {"others"}}}}}}};
  for (const auto& [code, changes] : cases) {
    const auto response = sign_in("z1", changes);
    EXPECT_EQ(location(response), problem(code)) << print_json(changes);
    EXPECT_FALSE(signed_in(response));
    EXPECT_EQ(refusals().front(), "single_sign_on." + code);
  }
  const auto zoe = add("Zoé", "zoe@example.org", Role::rep);
  ledger.write([&](storage::Write& write) {
    std::ignore = actions::disable_member(write, zoe->id, actions::command_line());
  });
  EXPECT_EQ(location(sign_in()), problem("disabled"));
}

TEST_F(SingleSignOn, MistrustsWhatTheProviderDidNotSayToUsJustNow) {
  ASSERT_EQ(set_up().status, 200);
  const auto now = ledger.clock.now().time_since_epoch().count() / 1000;
  const std::vector<boost::json::object> lies{{{"iss", "http://127.0.0.1:1"}},
                                              {{"aud", "another"}},
                                              {{"aud", {"tandem", "another"}}},
                                              {{"aud", "tandem"}, {"azp", "another"}},
                                              {{"nonce", "another"}},
                                              {{"nonce", nullptr}},
                                              {{"exp", now - 61}},
                                              {{"exp", nullptr}},
                                              {{"iat", now + 61}},
                                              {{"nbf", now + 61}},
                                              {{"sub", ""}},
                                              {{"sub", std::string(256, 's')}}};
  for (const auto& lie : lies) {
    EXPECT_EQ(location(sign_in("z1", lie)), problem("mistrusted")) << print_json(lie);
  }
  EXPECT_EQ(refusals().size(), lies.size());
  provider.key = SigningKey("1");
  EXPECT_EQ(location(sign_in()), problem("mistrusted")) << "signed by somebody else";
  const auto departed = depart();
  provider.token = "eyJhbGciOiJub25lIn0." + std::string("e30") + ".";
  EXPECT_EQ(location(arrive(departed)), problem("mistrusted")) << "not signed";
  provider.token = "no token";
  EXPECT_EQ(location(arrive(depart())), problem("mistrusted"));
}

TEST_F(SingleSignOn, TakesNewKeysAtOnce) {
  ASSERT_EQ(set_up().status, 200);
  EXPECT_TRUE(signed_in(sign_in()));
  provider.key = provider.published = SigningKey("2");
  EXPECT_TRUE(signed_in(sign_in()));
}

TEST_F(SingleSignOn, WorksOnceInTheBrowserThatSetOutAndNotForLong) {
  ASSERT_EQ(set_up().status, 200);
  auto departed = depart();
  provider.claims = claims(departed);
  auto stranger = departed;
  stranger.cookie = "tandem_departure=" + depart().query.at("state");
  EXPECT_EQ(location(arrive(stranger)), problem("stale"));
  stranger.cookie.clear();
  EXPECT_EQ(location(arrive(stranger)), problem("stale"));
  EXPECT_TRUE(signed_in(arrive(departed)));
  EXPECT_EQ(location(arrive(departed)), problem("stale"));
  departed = depart();
  ledger.clock.advance(std::chrono::minutes(10));
  provider.claims = claims(departed);
  EXPECT_EQ(location(arrive(departed)), problem("stale"));
}

TEST_F(SingleSignOn, TellsThatTheProviderRefusedOrIsAnotherOne) {
  ASSERT_EQ(set_up().status, 200);
  const auto refused = depart();
  EXPECT_EQ(location(ask("GET",
                         "/api/v1/single_sign_on/return?error=access_denied&state=" +
                             refused.query.at("state"),
                         refused.cookie)),
            problem("refused"));
  const auto departed = depart();
  provider.claims = claims(departed);
  EXPECT_EQ(location(arrive(departed, "&iss=https%3A%2F%2Fevil.example")), problem("mistrusted"));
}

TEST_F(SingleSignOn, LeadsNowhereElse) {
  ASSERT_EQ(set_up().status, 200);
  for (const std::string to : {"%2F%2Fevil.example", "https%3A%2F%2Fevil.example",
                               "%2F%5Cevil.example", "%2F%0D%0AX%3A1", ""}) {
    const auto departed = depart(to);
    provider.claims = claims(departed);
    EXPECT_EQ(location(arrive(departed)), "/") << to;
  }
}

TEST_F(SingleSignOn, SaysThatTheProviderDoesNotAnswer) {
  ASSERT_EQ(set_up().status, 200);
  const auto departed = depart();
  provider.stop();
  EXPECT_EQ(location(arrive(departed)), problem("unreachable"));
  ledger.clock.advance(std::chrono::minutes(11));
  EXPECT_EQ(location(ask("GET", "/api/v1/single_sign_on/start")), problem("unreachable"));
  const auto kept = set_up();
  EXPECT_EQ(kept.status, 503);
  EXPECT_THAT(std::string(kept.bytes()), HasSubstr(R"("field":"issuer")"));
}

TEST_F(SingleSignOn, IsOffUntilItIsSetUpAndAfterItIsRemoved) {
  EXPECT_EQ(location(ask("GET", "/api/v1/single_sign_on/start")), problem("off"));
  EXPECT_THAT(std::string(manage("GET").bytes()), HasSubstr(R"("settings":null)"));
  ASSERT_EQ(set_up().status, 200);
  const auto departed = depart();
  EXPECT_EQ(manage("DELETE").status, 204);
  provider.claims = claims(departed);
  EXPECT_EQ(location(arrive(departed)), problem("off"));
}

TEST_F(SingleSignOn, NeverShowsTheSecretAndSendsItToNobodyElse) {
  ASSERT_EQ(set_up().status, 200);
  const auto shown = std::string(manage("GET").bytes());
  EXPECT_THAT(shown, HasSubstr(R"("has_secret":true)"));
  EXPECT_THAT(shown, Not(HasSubstr("s&cret")));
  settings.erase("client_secret");
  settings["name"] = "Our Keycloak";
  EXPECT_THAT(std::string(set_up().bytes()), HasSubstr(R"("has_secret":true)"));
  settings["client_id"] = "another";
  EXPECT_THAT(std::string(set_up().bytes()), HasSubstr(R"("has_secret":false)"));
  for (const auto& entry :
       ledger->read([](storage::Connection& db) { return storage::list_audit_entries(db, {}); })) {
    EXPECT_THAT(print_json(entry.detail), Not(HasSubstr("s&cret")));
  }
}

TEST_F(SingleSignOn, RefusesSettingsThatCannotWork) {
  const auto refusal = [&](const std::string& field, const boost::json::value& value) {
    auto changed = settings;
    changed[field] = value;
    const auto response = manage("PUT", changed);
    EXPECT_GE(response.status, 400) << field;
    const auto answer = *parse_json(response.bytes());
    return std::string(answer.at("code").as_string()) + " " +
           std::string(answer.at("field").as_string());
  };
  EXPECT_EQ(refusal("name", " "), "json.required name");
  EXPECT_EQ(refusal("client_id", ""), "json.required client_id");
  for (const auto* issuer : {"http://login.example.org", "ftp://x", "keycloak", "",
                             "http://127.0.0.1@evil.example", "https://a:b@example.org"}) {
    EXPECT_EQ(refusal("issuer", issuer), "single_sign_on.bad_issuer issuer") << issuer;
  }
  EXPECT_EQ(refusal("issuer", boost::json::string(provider.issuer() + "/realms/x")),
            "single_sign_on.no_provider issuer");
  EXPECT_EQ(refusal("domains", boost::json::array()), "single_sign_on.no_domain domains");
  EXPECT_EQ(refusal("domains", {"example.org", "a b"}), "single_sign_on.bad_domain domains[1]");
  EXPECT_EQ(refusal("roles", {{{"group", ""}, {"role", "rep"}}}), "json.required roles[0].group");
  EXPECT_EQ(refusal("group_claim", ""), "single_sign_on.no_group_claim group_claim");
  EXPECT_EQ(refusal("roles", boost::json::array()), "single_sign_on.nobody_let_in default_role");
  EXPECT_THAT(std::string(manage("GET").bytes()), HasSubstr(R"("settings":null)"));
  settings["issuer"] = provider.issuer() + "/.well-known/openid-configuration";
  settings["domains"] = {" @Example.ORG "};
  EXPECT_EQ(set_up().status, 200);
  EXPECT_THAT(std::string(manage("GET").bytes()), HasSubstr(R"("domains":["example.org"])"));
}

TEST_F(SingleSignOn, StaysWhileItIsTheOnlyWayIn) {
  ASSERT_EQ(set_up().status, 200);
  ledger.vandalise("DELETE FROM credential");
  EXPECT_EQ(manage("DELETE").status, 409);
  TestProvider another;
  settings["issuer"] = another.issuer();
  EXPECT_EQ(set_up().status, 409);
}

}  // namespace
}  // namespace tandem::http
