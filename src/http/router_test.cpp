// Routing, parameters, bodies and refusals, through a real server.
#include "http/router.h"

#include <stdexcept>

#include <gmock/gmock.h>

#include "http/test_server.h"

namespace tandem::http {
namespace {

enum class Stage { lead, customer };
BOOST_DESCRIBE_ENUM(Stage, lead, customer)

struct Search {
  std::optional<std::string> text;
  std::optional<std::int64_t> limit;
  std::optional<Date> from;
  std::optional<bool> open;
  std::optional<double> share;
  std::optional<Id> after;
  std::optional<Stage> stage;
  std::vector<std::string> origin;

  Result<void> validate() const {
    if (limit.value_or(1) > 0) return {};
    return Error::invalid("json.not_an_integer", {}, "limit");
  }
};
BOOST_DESCRIBE_STRUCT(Search, (), (text, limit, from, open, share, after, stage, origin))

struct Seen {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Seen, (), (text))

struct NoteAt {
  Id id;
  std::optional<bool> dry_run;
};
BOOST_DESCRIBE_STRUCT(NoteAt, (), (id, dry_run))

struct Note {
  std::string title;
  std::optional<std::int64_t> stars;
};
BOOST_DESCRIBE_STRUCT(Note, (), (title, stars))

struct Kept {
  Id id;
  std::string title;
};
BOOST_DESCRIBE_STRUCT(Kept, (), (id, title))

struct Required {
  std::int64_t year;
};
BOOST_DESCRIBE_STRUCT(Required, (), (year))

class RouterTest : public ServerTest {
 protected:
  void SetUp() override {
    router.get<Search, Search>("/api/v1/search", Permission::read_contacts, "Echo",
                               [](const Search& search, const Call&) { return Result(search); });
    router.get<Required, Seen>("/api/v1/years", Permission::read_figures, "One year",
                               [](const Required& query, const Call&) -> Result<Seen> {
                                 return Seen{std::to_string(query.year)};
                               });
    add_notes();
    add_failures();
    start();
  }

  void add_notes() {
    router.post<Note, Kept>("/api/v1/notes", Permission::edit_contacts, "Add",
                            [](const Note& note, const Call&) -> Result<Kept> {
                              return Kept{Id{7}, note.title};
                            },
                            {.status = 201});
    router.put<NoteAt, Note, Kept>(
        "/api/v1/notes/{id}", Permission::edit_contacts, "Replace",
        [](const NoteAt& at, const Note& note, const Call&) -> Result<Kept> {
          return Kept{at.id, note.title};
        });
    router.del<NoteAt, void>("/api/v1/notes/{id}", Permission::edit_contacts, "Remove",
                             [](const NoteAt& at, const Call&) -> Result<void> {
                               if (at.id == Id{404}) return Error::not_found("http.not_found");
                               return {};
                             });
    router.get<Nothing, Seen>(
        "/api/v1/notes/newest", Permission::read_contacts, "Newest",
        [](const Nothing&, const Call&) -> Result<Seen> { return Seen{"newest"}; });
    router.get<NoteAt, Seen>(
        "/api/v1/notes/{id}", Permission::read_contacts, "One",
        [](const NoteAt& at, const Call& call) -> Result<Seen> {
          return Seen{to_string(at.id) + std::string(name_of(call.language()))};
        });
  }

  void add_failures() {
    using Kind = ErrorKind;
    for (const auto& [name, kind] :
         {std::pair("invalid", Kind::invalid), std::pair("missing", Kind::not_found),
          std::pair("conflict", Kind::conflict), std::pair("forbidden", Kind::forbidden),
          std::pair("unavailable", Kind::unavailable)}) {
      router.get<Nothing, Seen>(std::string("/api/v1/refuse/") + name, Permission::everyone,
                                "Refuses",
                                [kind = kind](const Nothing&, const Call&) -> Result<Seen> {
                                  return Error{kind, "http.not_permitted", {}, "deals[3].amount"};
                                });
    }
    router.get<Nothing, Seen>("/api/v1/throw", Permission::everyone, "Throws",
                              [](const Nothing&, const Call&) -> Result<Seen> {
                                throw std::runtime_error("the disk went away");
                              });
    router.get<Nothing, Response>("/api/v1/inject", Permission::everyone, "Header injection",
                                  [](const Nothing&, const Call&) -> Result<Response> {
                                    Response response;
                                    response.headers.set("Location", "/a\r\nSet-Cookie: b=c");
                                    return response;
                                  });
  }
};

struct Scenario {
  std::string name;
  std::string request;
  int status;
  std::string code;   // of a problem; empty for a success
  std::string field;  // of a problem
};

std::vector<Scenario> scenarios() {
  const auto query = [](std::string_view text) {
    return get_request("/api/v1/search" + std::string(text));
  };
  const auto note = [](std::string_view body) {
    return json_request("POST", "/api/v1/notes", body);
  };
  return {
      {"no parameters", query(""), 200, "", ""},
      {"all parameters",
       query("?text=a%20b&limit=3&from=2018-02-26&open=true&share=0.5&after=42&stage=lead"), 200,
       "", ""},
      {"integer", query("?limit=many"), 400, "json.not_an_integer", "limit"},
      {"half an integer", query("?limit=3.5"), 400, "json.not_an_integer", "limit"},
      {"empty integer", query("?limit="), 400, "json.not_an_integer", "limit"},
      {"huge integer", query("?limit=99999999999999999999"), 400, "json.not_an_integer", "limit"},
      {"own rule", query("?limit=-1"), 400, "json.not_an_integer", "limit"},
      {"date", query("?from=2018-02-30"), 400, "json.not_a_date", "from"},
      {"boolean", query("?open=yes"), 400, "json.not_a_boolean", "open"},
      {"number", query("?share=inf"), 400, "json.not_a_number", "share"},
      {"id", query("?after=x"), 400, "json.not_an_id", "after"},
      {"enum", query("?stage=friend"), 400, "json.unknown_name", "stage"},
      {"repeated", query("?limit=1&limit=2"), 400, "http.repeated_parameter", "limit"},
      {"unknown", query("?lmit=1"), 400, "json.unknown_field", "lmit"},
      {"misspelt required", get_request("/api/v1/years?yaer=1"), 400, "json.unknown_field", "yaer"},
      {"missing required", get_request("/api/v1/years"), 400, "json.required", "year"},
      {"unwanted parameter", get_request("/api/v1/notes/newest?x=1"), 400, "json.unknown_field",
       "x"},
      {"path parameter in the query", get_request("/api/v1/notes/1?id=2"), 400,
       "http.repeated_parameter", "id"},
      {"bad path parameter", get_request("/api/v1/notes/one"), 400, "json.not_an_id", "id"},
      {"empty path parameter", get_request("/api/v1/notes/"), 404, "http.not_found", ""},
      {"no such path", get_request("/api/v1/nothing"), 404, "http.not_found", ""},
      {"template taken literally", get_request("/api/v1/notes/%7Bid%7D"), 400, "json.not_an_id",
       "id"},
      {"bad escape", get_request("/api/v1/search?text=%zz"), 400, "http.bad_target", ""},
      {"encoded literal", get_request("/api/v1/se%61rch"), 200, "", ""},
      {"absolute target", get_request("http://localhost/api/v1/search?limit=1"), 200, "", ""},
      {"post", note(R"({"title":"A"})"), 201, "", ""},
      {"put with a query", json_request("PUT", "/api/v1/notes/9?dry_run=true", R"({"title":"A"})"),
       200, "", ""},
      {"not JSON", note("{\n  \"title\": oops}"), 400, "json.malformed", ""},
      {"empty body", note(""), 400, "json.malformed", ""},
      {"unknown field", note(R"({"title":"A","tilte":"B"})"), 400, "json.unknown_field", "tilte"},
      {"wrong type", note(R"({"title":1})"), 400, "json.not_a_string", "title"},
      {"missing field", note("{}"), 400, "json.required", "title"},
      {"no content type",
       "POST /api/v1/notes HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}", 415,
       "http.unsupported_media_type", ""},
      {"refused: invalid", get_request("/api/v1/refuse/invalid"), 400, "http.not_permitted",
       "deals[3].amount"},
      {"refused: missing", get_request("/api/v1/refuse/missing"), 404, "http.not_permitted",
       "deals[3].amount"},
      {"refused: conflict", get_request("/api/v1/refuse/conflict"), 409, "http.not_permitted",
       "deals[3].amount"},
      {"refused: forbidden", get_request("/api/v1/refuse/forbidden"), 403, "http.not_permitted",
       "deals[3].amount"},
      {"refused: unavailable", get_request("/api/v1/refuse/unavailable"), 503, "http.not_permitted",
       "deals[3].amount"},
      {"throws", get_request("/api/v1/throw"), 500, "http.internal", ""},
      {"header injection", get_request("/api/v1/inject"), 500, "http.internal", ""},
  };
}

TEST_F(RouterTest, AnswersAsTheScenariosSay) {
  for (const auto& scenario : scenarios()) {
    SCOPED_TRACE(scenario.name);
    const auto reply = ask(scenario.request);
    EXPECT_EQ(reply.status, scenario.status) << reply.body;
    EXPECT_EQ(reply.code(), scenario.code) << reply.body;
    if (scenario.code.empty()) continue;
    EXPECT_EQ(reply.header("content-type"), "application/problem+json");
    const auto field = reply.json().at("field");
    EXPECT_EQ(field.is_null() ? "" : field.as_string(), scenario.field);
  }
}

TEST_F(RouterTest, ReadsEveryKindOfParameter) {
  const auto reply = get(
      "/api/v1/search?text=a+b%2Bc&limit=3&from=2018-02-26&open=true&share=0.5&after=42&stage=lead"
      "&origin=x&origin=y");
  EXPECT_EQ(reply.body, R"({"text":"a b+c","limit":3,"from":"2018-02-26","open":true,"share":0.5,)"
                        R"("after":"42","stage":"lead","origin":["x","y"]})");
}

TEST_F(RouterTest, PrefersTheLiteralPathAndHandsOverPathAndLanguage) {
  EXPECT_EQ(get("/api/v1/notes/newest").json().at("text"), "newest");
  EXPECT_EQ(get("/api/v1/notes/42", "Accept-Language: fr-CA\r\n").json().at("text"), "42fr");
}

TEST_F(RouterTest, DeletesWithoutContent) {
  const auto done = ask("DELETE /api/v1/notes/1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(done.status, 204);
  EXPECT_FALSE(done.headers.contains("content-length"));
  EXPECT_EQ(ask("DELETE /api/v1/notes/404 HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 404);
}

TEST_F(RouterTest, SaysWhereTheJsonIsBroken) {
  const auto reply = ask(json_request("POST", "/api/v1/notes", "{\n  \"title\": oops}"));
  EXPECT_THAT(reply.json().at("detail").as_string().c_str(),
              testing::HasSubstr("line 2, column 12"));
}

TEST_F(RouterTest, SpeaksTheReadersLanguage) {
  const auto english = get("/api/v1/nothing", "Accept-Language: de, en;q=0.5\r\n");
  EXPECT_EQ(english.json().at("title"), "Not found");
  EXPECT_EQ(english.json().at("detail"), "There is nothing at /api/v1/nothing.");
  EXPECT_EQ(english.header("content-language"), "en");
  const auto french = get("/api/v1/nothing", "Accept-Language: fr-CA, en;q=0.5\r\n");
  EXPECT_EQ(french.json().at("title"), "Introuvable");
  EXPECT_EQ(french.json().at("detail"), "Il n’y a rien à l’adresse /api/v1/nothing.");
  EXPECT_EQ(french.header("content-language"), "fr");
}

TEST_F(RouterTest, SurvivesAnExceptionOnTheSameConnection) {
  auto client = connect();
  client.send(get_request("/api/v1/throw"));
  const auto broken = client.read_reply();
  EXPECT_EQ(broken.status, 500);
  EXPECT_THAT(broken.body, testing::HasSubstr(broken.header("x-request-id")));
  EXPECT_THAT(broken.body, testing::Not(testing::HasSubstr("disk")));
  client.send(get_request("/api/v1/notes/newest"));
  EXPECT_EQ(client.read_reply().status, 200);
}

TEST_F(RouterTest, AnswersHeadLikeGetWithoutTheBody) {
  const auto whole = get("/api/v1/notes/newest");
  auto client = connect();
  client.send("HEAD /api/v1/notes/newest HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const auto head = client.read_reply(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("content-length"), std::to_string(whole.body.size()));
  EXPECT_EQ(head.header("etag"), whole.header("etag"));
  client.send(get_request("/api/v1/notes/newest"));
  EXPECT_EQ(client.read_reply().body, whole.body) << "bytes of the first answer were left over";
}

TEST_F(RouterTest, NamesTheMethodsThatArePossible) {
  const auto refused = ask(json_request("PATCH", "/api/v1/notes/1", "{}"));
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.code(), "http.method_not_allowed");
  EXPECT_EQ(refused.header("allow"), "DELETE, GET, HEAD, OPTIONS, PUT");
  const auto options_reply = ask("OPTIONS /api/v1/notes HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(options_reply.status, 204);
  EXPECT_EQ(options_reply.header("allow"), "OPTIONS, POST");
}

TEST(Router, RefusesAWrongTableAtTheStart) {
  Router router;
  const auto add = [&](const std::string& path) {
    router.get<NoteAt, Seen>(path, Permission::everyone, "",
                             [](const NoteAt&, const Call&) -> Result<Seen> { return Seen{}; });
  };
  add("/api/v1/notes/{id}");
  EXPECT_THROW(add("/api/v1/notes/{id}"), std::logic_error);
  EXPECT_THROW(add("/api/v1/notes/{ident}"), std::logic_error);
  EXPECT_THROW(add("api/v1/notes/{id}"), std::logic_error);
}

}  // namespace
}  // namespace tandem::http
