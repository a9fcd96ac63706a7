#include "http/openapi.h"

#include "http/test_server.h"

namespace tandem::http {
namespace {

enum class Grouping { month, origin };
BOOST_DESCRIBE_ENUM(Grouping, month, origin)

struct ListThings {
  Id id;
  std::optional<Grouping> by;
  std::vector<std::string> tag;
};
BOOST_DESCRIBE_STRUCT(ListThings, (), (id, by, tag))

struct Thing {
  std::string name;
  std::optional<std::int64_t> count;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (name, count))

void add_routes(Router& router) {
  router.post<Thing, Thing>("/api/v1/things", Permission::edit_contacts, "Add a thing",
                            [](const Thing& thing, const Call&) { return Result(thing); },
                            {.status = 201});
  router.get<ListThings, Thing>("/api/v1/boxes/{id}/things", Permission::read_contacts, "Things",
                                [](const ListThings&, const Call&) { return Result(Thing{}); });
  router.del<Nothing, void>("/api/v1/things", Permission::edit_contacts, "Forget all",
                            [](const Nothing&, const Call&) { return Result<void>(); });
  router.get<Nothing, Response>("/api/v1/things.csv", Permission::read_contacts, "As a table",
                                [](const Nothing&, const Call&) { return Result(Response{}); },
                                {.reply_type = "text/csv"});
}

TEST(OpenApi, SaysWhatIsRegistered) {
  Router router;
  add_openapi_route(router, "1.2.3");
  add_routes(router);
  const boost::json::value document = openapi(router, "1.2.3");
  EXPECT_EQ(document.at("openapi"), "3.1.0");
  EXPECT_EQ(document.at("info").at("version"), "1.2.3");
  const auto& paths = document.at("paths").as_object();
  ASSERT_EQ(paths.size(), 3U) << "the document does not list itself";
  EXPECT_EQ(paths.begin()->key(), "/api/v1/boxes/{id}/things");

  const auto& list = paths.at("/api/v1/boxes/{id}/things").at("get");
  EXPECT_EQ(list.at("operationId"), "get_boxes_id_things");
  EXPECT_EQ(list.at("x-permission"), "read_contacts");
  EXPECT_EQ(list.at("tags"), boost::json::array{"boxes"});
  EXPECT_EQ(list.at("parameters"), *parse_json(R"([
    {"name":"id","in":"path","required":true,"schema":{"type":"string","format":"id"}},
    {"name":"by","in":"query","required":false,"schema":{"type":"string","enum":["month","origin"]}},
    {"name":"tag","in":"query","required":false,
     "schema":{"type":"array","items":{"type":"string"}}}])"));

  const auto& add = paths.at("/api/v1/things").at("post");
  const auto reference = *parse_json(R"({"$ref":"#/components/schemas/Thing"})");
  EXPECT_EQ(add.at("requestBody").at("content").at("application/json").at("schema"), reference);
  const auto& replies = add.at("responses").as_object();
  EXPECT_EQ(replies.at("201").at("content").at("application/json").at("schema"), reference);
  EXPECT_EQ(replies.at("default").at("$ref"), "#/components/responses/Problem");
  EXPECT_TRUE(paths.at("/api/v1/things").at("delete").at("responses").as_object().contains("204"));
  EXPECT_TRUE(paths.at("/api/v1/things.csv")
                  .at("get")
                  .at("responses")
                  .at("200")
                  .at("content")
                  .as_object()
                  .contains("text/csv"));
  EXPECT_TRUE(document.at("components").at("schemas").as_object().contains("Problem"));
}

TEST(OpenApi, IsTheSameWhateverTheOrderOfRegistration) {
  Router forwards;
  add_routes(forwards);
  add_openapi_route(forwards, "1");
  Router backwards;
  add_openapi_route(backwards, "1");
  add_routes(backwards);
  EXPECT_EQ(print_json(openapi(forwards, "1")), print_json(openapi(backwards, "1")));
}

class OpenApiRoute : public ServerTest {};

TEST_F(OpenApiRoute, ServesTheDocument) {
  add_routes(router);
  add_openapi_route(router, "1.2.3");
  start();
  const auto reply = get("/api/openapi.json");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.json(), boost::json::value(openapi(router, "1.2.3")));
}

}  // namespace
}  // namespace tandem::http
