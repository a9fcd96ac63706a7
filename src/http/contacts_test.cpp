// Contacts over HTTP: the list, the record with its versions, the timeline, saved views.
#include <sstream>

#include <gmock/gmock.h>

#include "http/contact_list.h"
#include "http/contacts_file.h"
#include "http/people.h"
#include "http/test_server.h"
#include "http/timeline.h"
#include "storage/access.h"
#include "storage/contact_views.h"
#include "storage/test_contacts.h"
#include "storage/visitors.h"

namespace tandem::http {
namespace {

using testing::HasSubstr;
using timeline::ActivityKind;

std::string text_of(const boost::json::value& value, std::string_view name) {
  return std::string(value.at(name).as_string());
}

class Contacts : public ServerTest {
 protected:
  storage::TestLedger ledger;
  const people::Member jade{.id = Id{2},
                            .name = "Jade",
                            .email = "jade@example.org",
                            .team = people::Team::sales,
                            .role = people::Role::rep,
                            .disabled_at = {}};

  void SetUp() override {
    ledger.write([&](storage::Write& write) {
      storage::insert_member(write.db, *administrator().member);
      storage::insert_member(write.db, jade);
    });
    add_contact_list_routes(router, *ledger);
    add_contacts_file_route(router, *ledger);
    add_people_routes(router, *ledger);
    add_timeline_routes(router, *ledger);
    start();
  }

  Reply send(std::string_view method, const std::string& target, std::string_view body,
             std::string_view header_lines = "") {
    return ask(json_request(method, target, body, header_lines));
  }
  // The path of the new contact.
  std::string add(std::string_view body) {
    const auto reply = send("POST", "/api/v1/contacts", body);
    EXPECT_EQ(reply.status, 201) << reply.body;
    return "/api/v1/contacts/" + text_of(reply.json(), "id");
  }
  std::string names(const std::string& query) {
    const auto reply = get("/api/v1/contacts" + query);
    EXPECT_EQ(reply.status, 200) << reply.body;
    std::string names;
    const auto page = reply.json();
    for (const auto& row : page.at("contacts").as_array()) {
      names += text_of(row, "first_name");
    }
    return names;
  }
};

TEST_F(Contacts, AreListedSearchedAndFiltered) {
  const auto a = add(R"({"first_name":"Ánna","email":"a@one.example","stage":"mql"})");
  add(R"({"first_name":"B","email":"b@two.example","origin":"email","first_seen_at":"2026-02-03T10:00:00Z"})");
  EXPECT_EQ(send("PUT", a + "/owner", R"({"member_id":"1"})").status, 200);
  EXPECT_EQ(names("?sort=name"), "ÁnnaB");
  EXPECT_EQ(names("?search=anna"), "Ánna");
  EXPECT_EQ(names("?search=example&origin=email"), "B");
  EXPECT_EQ(names("?stage=mql&stage=sql"), "Ánna");
  EXPECT_EQ(names("?owner=me"), "Ánna");
  EXPECT_EQ(names("?owner=1"), "Ánna");
  EXPECT_EQ(names("?owner=none"), "B");
  EXPECT_EQ(names("?from=2026-02-03&to=2026-02-03"), "B");
  EXPECT_EQ(names("?seen=7"), "");
  const auto first = get("/api/v1/contacts?limit=1").json();
  EXPECT_EQ(first.at("total"), 2);
  EXPECT_EQ(names("?limit=1&after=" + text_of(first, "next")), "B");
}

TEST_F(Contacts, RefuseAQueryWithTheParameterAtFault) {
  for (const auto& [query, code, field] :
       std::to_array<std::tuple<std::string, std::string, std::string>>(
           {{"?owner=jade", "people.bad_owner", "owner"},
            {"?seen=0", "people.bad_days", "seen"},
            {"?limit=0", "http.bad_limit", "limit"},
            {"?after=x", "http.bad_cursor", "after"},
            {"?sort=email", "json.unknown_name", "sort"},
            {"?stage=vip", "json.unknown_name", "stage"},
            {"?from=2026-02-03&to=2026-02-02", "performance.period_backwards", "to"},
            {"?colour=red", "json.unknown_field", "colour"}})) {
    const auto reply = get("/api/v1/contacts" + query);
    EXPECT_EQ(reply.status, 400) << query;
    EXPECT_EQ(reply.code(), code) << query;
    EXPECT_EQ(text_of(reply.json(), "field"), field) << query;
  }
}

TEST_F(Contacts, AreExportedAsTheyAreListed) {
  for (const auto* name : {"Zoe", "Ada", "Émile", "Bea"}) {
    add(R"({"origin":"event","first_name":")" + std::string(name) + R"("})");
  }
  const auto first_names = [&](const std::string& url) {
    const auto reply = get(url);
    EXPECT_EQ(reply.status, 200) << reply.body;
    std::string found;
    std::istringstream lines(reply.body);
    std::string line;
    std::getline(lines, line);  // the header
    while (std::getline(lines, line)) {
      std::istringstream cells(line);
      std::string cell;
      for (int i = 0; i < 3; ++i) std::getline(cells, cell, ',');
      found += cell + ' ';
    }
    return std::pair(found, reply.header("link"));
  };
  const std::string file = "/api/v1/contacts.csv";
  EXPECT_EQ(first_names(file).first, "Zoe Ada Émile Bea ");
  EXPECT_EQ(first_names(file + "?sort=name").first, "Ada Bea Émile Zoe ");
  EXPECT_EQ(first_names(file + "?search=emi").first, "Émile ");
  EXPECT_EQ(first_names(file + "?search=nobody").first, "");
  const auto [page, link] = first_names(file + "?sort=name&origin=event&limit=3");
  EXPECT_EQ(page, "Ada Bea Émile ");
  ASSERT_GT(link.size(), 15U);
  ASSERT_THAT(link, testing::EndsWith(">; rel=\"next\""));
  const auto rest = first_names(link.substr(1, link.find('>') - 1));
  EXPECT_EQ(rest.first, "Zoe ");
  EXPECT_EQ(rest.second, "");
  EXPECT_EQ(get(file + "?sort=name&after=x").code(), "http.bad_cursor");
  EXPECT_EQ(get(file + "?after=x").code(), "http.bad_cursor");
}

TEST_F(Contacts, AreEditedByWhoSawThemAsTheyAre) {
  const auto ada = add(R"({"first_name":"Ada"})");
  const auto seen = get(ada).header("etag");
  EXPECT_EQ(seen, '"' + text_of(get(ada).json(), "version") + '"');
  EXPECT_EQ(send("PATCH", ada, R"({"title":"Countess"})").code(), "people.edit_unseen");
  const auto header = "If-Match: " + seen + "\r\n";
  const auto edited = send("PATCH", ada, R"({"company":"Engines","phone":"1"})", header);
  ASSERT_EQ(edited.status, 200) << edited.body;
  EXPECT_EQ(text_of(edited.json().at("company"), "name"), "Engines");
  EXPECT_NE(edited.header("etag"), seen);

  const auto late = send("PATCH", ada, R"({"title":"Countess"})", header);
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(late.code(), "people.changed_meanwhile");
  EXPECT_THAT(late.body, HasSubstr("somebody changed this contact meanwhile"));
  // Who follows up is no edit: it is in nobody's way.
  ASSERT_EQ(send("PUT", ada + "/owner", R"({"member_id":"2"})").status, 200);
  EXPECT_EQ(
      send("PATCH", ada, R"({"title":"Countess"})", "If-Match: " + edited.header("etag") + "\r\n")
          .status,
      200);
  EXPECT_EQ(text_of(get(ada).json(), "owner_name"), "Jade");
}

TEST_F(Contacts, TellTheirTimelineByVisitWithNames) {
  const auto ada = add(R"({"first_name":"Ada","first_seen_at":"2026-03-27T10:00:00Z"})");
  ledger.write([&](storage::Write& write) {
    timeline::Visitor visitor;
    visitor.id = write.next_id();
    visitor.contact_id = *parse_id(ada.substr(ada.rfind('/') + 1));
    storage::insert_visitor(write.db, visitor);
    for (int i = 0; i < 4; ++i) {
      timeline::Activity told;
      told.kind = ActivityKind::page_viewed;
      told.at = write.now() + std::chrono::minutes(i);
      told.visitor_id = visitor.id;
      told.detail = {{"url", "/" + std::to_string(i) + "?utm_source=x"},
                     {"referrer", "https://r.example"}};
      write.append(std::move(told));
    }
  });
  ASSERT_EQ(send("PUT", ada + "/owner", R"({"member_id":"2"})").status, 200);
  auto page = get(ada + "/activities").json();
  const auto entries = page.at("entries").as_array();
  ASSERT_EQ(entries.size(), 3U);
  const auto& visit = entries[0].at("visit");
  EXPECT_EQ(visit.at("pages"), 4);
  EXPECT_EQ(text_of(visit, "landing_url"), "/0?utm_source=x");
  EXPECT_EQ(text_of(visit, "campaign"), "utm_source=x");
  EXPECT_EQ(text_of(visit, "referrer"), "https://r.example");
  EXPECT_EQ(text_of(entries[1].at("activity"), "owner_name"), "Jade");
  EXPECT_EQ(text_of(entries[1].at("activity"), "member_name"), "Ada");
  EXPECT_TRUE(page.at("next").is_null());
  EXPECT_EQ(get(ada).json().at("visitors"), 1);

  page = get(ada + "/activities?only=website&limit=3").json();
  EXPECT_TRUE(page.at("entries").at(0).at("visit").at("goes_on").as_bool());
  page = get(ada + "/activities?only=website&limit=3&before=" + text_of(page, "next")).json();
  EXPECT_EQ(text_of(page.at("entries").at(0).at("visit"), "landing_url"), "/0?utm_source=x");
  EXPECT_FALSE(page.at("entries").at(0).at("visit").at("goes_on").as_bool());
  EXPECT_EQ(get(ada + "/activities?before=soon").code(), "http.bad_cursor");
  EXPECT_EQ(get("/api/v1/contacts/5/activities").status, 404);
}

TEST_F(Contacts, TakeWhatSalesLogsAndGiveItBack) {
  const auto path = add(R"({"first_name":"Ada"})") + "/activities";
  const auto call =
      send("POST", path, R"({"kind":"call","direction":"outgoing","outcome":"left_message"})");
  ASSERT_EQ(call.status, 201) << call.body;
  EXPECT_EQ(text_of(call.json(), "kind"), "call_logged");
  EXPECT_EQ(text_of(call.json(), "member_name"), "Ada");
  EXPECT_EQ(send("POST", path, R"({"kind":"meeting","outcome":"held","minutes":30})").status, 201);
  EXPECT_EQ(send("POST", path, R"({"kind":"email","direction":"incoming"})").status, 201);
  EXPECT_EQ(send("POST", path, R"({"kind":"note","text":"x"})").status, 201);
  const auto refused = send("POST", path, R"({"kind":"note","text":" "})");
  EXPECT_EQ(refused.code(), "timeline.text_needed");
  EXPECT_EQ(text_of(refused.json(), "field"), "text");
  EXPECT_EQ(get(path + "?only=sales").json().at("entries").as_array().size(), 4U);

  const auto it = path + "/" + text_of(call.json(), "id");
  EXPECT_EQ(ask("DELETE " + it + " HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 204);
  EXPECT_EQ(get(path + "?only=sales").json().at("entries").as_array().size(), 3U);
  EXPECT_EQ(ask("DELETE " + path + "/5 HTTP/1.1\r\nHost: localhost\r\n\r\n").code(),
            "timeline.activity_not_found");
}

TEST_F(Contacts, HaveViewsOfOnesOwnAndOfTheTeam) {
  ledger.write([&](storage::Write& write) {
    for (const bool shared : {false, true}) {
      storage::insert_view(write.db, {.id = write.next_id(),
                                      .member_id = jade.id,
                                      .name = shared ? "Team" : "Hers",
                                      .shared = shared,
                                      .query = boost::json::object{}});
    }
  });
  const auto made = send("POST", "/api/v1/views",
                         R"({"name":"Mine","shared":false,"query":{"owner":"me","sort":"name"}})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto views = get("/api/v1/views").json().at("views").as_array();
  ASSERT_EQ(views.size(), 2U);
  EXPECT_EQ(text_of(views[0], "name"), "Team");
  EXPECT_EQ(text_of(views[0], "member_name"), "Jade");
  EXPECT_FALSE(views[0].at("own").as_bool());
  EXPECT_EQ(print_json(views[1].at("query")), R"({"owner":"me","sort":"name"})");
  EXPECT_TRUE(views[1].at("own").as_bool());
  const auto team = "/api/v1/views/" + text_of(views[0], "id");
  const auto mine = "/api/v1/views/" + text_of(views[1], "id");
  EXPECT_EQ(send("PATCH", team, R"({"name":"x"})").code(), "people.view_of_another");
  EXPECT_EQ(send("PATCH", mine, R"({"shared":true})").status, 200);
  EXPECT_EQ(send("PATCH", mine, R"({"query":{"colour":"red"}})").code(), "json.unknown_field");
  EXPECT_EQ(ask("DELETE " + mine + " HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 204);
  EXPECT_EQ(get("/api/v1/views").json().at("views").as_array().size(), 1U);
}

}  // namespace
}  // namespace tandem::http
