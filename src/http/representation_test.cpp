// Encodings, validators and the web app's files, through a real server.
#include "http/representation.h"

#include <array>

#include <gmock/gmock.h>
#include <zlib.h>

#include "http/assets.h"
#include "http/test_server.h"

namespace tandem::http {
namespace {

struct Text {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Text, (), (text))

struct Length {
  std::int64_t size;
};
BOOST_DESCRIBE_STRUCT(Length, (), (size))

std::string unzip(std::string_view zipped) {
  std::string out(1 << 20, '\0');
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zipped.data()));
  stream.avail_in = static_cast<uInt>(zipped.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

constexpr std::array kAssets{
    Asset{"/index.html", "text/html; charset=utf-8", "\"page\"", false, "<html>", "gzip-page", ""},
    Asset{"/assets/app-1f.js", "text/javascript", "\"app\"", true, "script", "gzip-app", "br-app"},
    Asset{"/favicon.svg", "image/svg+xml", "\"icon\"", false, "<svg>", "", ""},
    Asset{"/t.js", "text/javascript", "\"t\"", false, "track()", "gzip-t", "br-t"},
};

class RepresentationTest : public ServerTest {
 protected:
  void SetUp() override {
    const auto fill = [](const Length& length, const Call&) -> Result<Text> {
      return Text{std::string(static_cast<std::size_t>(length.size), 'x')};
    };
    router.get<Length, Text>("/api/text", Permission::everyone, "Text", fill);
    router.get<Length, Text>("/api/live", Permission::everyone, "Never kept", fill,
                             {.cacheable = false});
    add_assets(router, kAssets);
    add_tracking_script(router, kAssets);
    start();
  }
};

TEST(Encoding, IsTheOneTheClientLikesBest) {
  const auto choose = [](std::string_view accept) { return choose_encoding(accept, true, true); };
  EXPECT_EQ(choose(""), Encoding::identity);
  EXPECT_EQ(choose("gzip, deflate, br"), Encoding::brotli);
  EXPECT_EQ(choose("gzip, deflate"), Encoding::gzip);
  EXPECT_EQ(choose("GZIP"), Encoding::gzip);
  EXPECT_EQ(choose("br;q=0.5, gzip;q=0.8"), Encoding::gzip);
  EXPECT_EQ(choose("br;q=0, gzip"), Encoding::gzip);
  EXPECT_EQ(choose("br;q=0, gzip;q=0.000"), Encoding::identity);
  EXPECT_EQ(choose("*"), Encoding::brotli);
  EXPECT_EQ(choose("br;q=0, *;q=0.1"), Encoding::gzip);
  EXPECT_EQ(choose("identity, gzip;q=0.5"), Encoding::identity);
  EXPECT_EQ(choose("gzip;q=nonsense"), Encoding::identity);
  EXPECT_EQ(choose("gzip ; q=0.3"), Encoding::gzip);
  EXPECT_EQ(choose(",,;;q=,"), Encoding::identity);
  EXPECT_EQ(choose_encoding("br, gzip", false, false), Encoding::identity);
}

TEST(Etag, MatchesListsWeakOnesAndTheStar) {
  EXPECT_TRUE(etag_matches("\"a\"", "\"a\""));
  EXPECT_TRUE(etag_matches("\"x\", W/\"a\" , \"y\"", "\"a\""));
  EXPECT_TRUE(etag_matches("*", "\"a\""));
  EXPECT_FALSE(etag_matches("\"b\"", "\"a\""));
  EXPECT_FALSE(etag_matches("", "\"a\""));
  EXPECT_EQ(strong_etag("").size(), 34U);
  EXPECT_NE(strong_etag("a"), strong_etag("b"));
  EXPECT_EQ(etag_of("\"a\"", Encoding::brotli), "\"a-br\"");
}

TEST_F(RepresentationTest, CompressesWhatIsLargeEnough) {
  const auto small = get("/api/text?size=100", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(small.header("content-encoding"), "");
  const auto plain = get("/api/text?size=5000");
  EXPECT_EQ(plain.header("content-encoding"), "");
  EXPECT_EQ(plain.header("vary"), "Accept-Encoding, Accept-Language");
  const auto zipped = get("/api/text?size=5000", "Accept-Encoding: br, gzip;q=0.5\r\n");
  EXPECT_EQ(zipped.header("content-encoding"), "gzip");
  EXPECT_LT(zipped.body.size(), 100U);
  EXPECT_EQ(unzip(zipped.body), plain.body);
  EXPECT_NE(zipped.header("etag"), plain.header("etag"));
}

TEST_F(RepresentationTest, SavesTheClientWhatItHas) {
  for (const std::string encoding : {"", "Accept-Encoding: gzip\r\n"}) {
    const auto first = get("/api/text?size=5000", encoding);
    EXPECT_EQ(first.header("cache-control"), "private, no-cache");
    const auto condition = encoding + "If-None-Match: \"other\", " + first.header("etag") + "\r\n";
    auto client = connect();
    client.send(get_request("/api/text?size=5000", condition));
    const auto again = client.read_reply();
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.header("etag"), first.header("etag"));
    EXPECT_FALSE(again.headers.contains("content-encoding"));
    client.send(get_request("/api/text?size=5001", condition));
    EXPECT_EQ(client.read_reply().status, 200);
  }
  const auto live = get("/api/live?size=5000");
  EXPECT_EQ(live.header("etag"), "");
  EXPECT_EQ(live.header("cache-control"), "no-store");
}

TEST_F(RepresentationTest, ServesAssetsInTheBestEncoding) {
  const std::string path = "/assets/app-1f.js";
  EXPECT_EQ(get(path).body, "script");
  const auto zipped = get(path, "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(zipped.body, "gzip-app");
  EXPECT_EQ(zipped.header("content-encoding"), "gzip");
  const auto brotli = get(path, "Accept-Encoding: gzip, br\r\n");
  EXPECT_EQ(brotli.body, "br-app");
  EXPECT_EQ(brotli.header("content-encoding"), "br");
  EXPECT_EQ(brotli.header("etag"), "\"app-br\"");
  EXPECT_EQ(brotli.header("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(brotli.header("content-type"), "text/javascript");
  const auto icon = get("/favicon.svg", "Accept-Encoding: gzip, br\r\n");
  EXPECT_EQ(icon.body, "<svg>");
  EXPECT_EQ(icon.header("content-encoding"), "");
  EXPECT_EQ(get("/favicon.svg", "If-None-Match: \"icon\"\r\n").status, 304);
}

TEST_F(RepresentationTest, ServesTheAppForItsPages) {
  for (const std::string path : {"/", "/index.html", "/funnel?by=month", "/contacts/42"}) {
    const auto page = get(path, "Accept: text/html,*/*;q=0.8\r\n");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.body, "<html>");
    EXPECT_EQ(page.header("cache-control"), "no-cache");
    EXPECT_THAT(page.header("content-security-policy"), testing::HasSubstr("script-src 'self';"));
  }
  EXPECT_EQ(get("/").status, 200) << "also for a client that does not ask for HTML";
  EXPECT_EQ(get("/assets/gone.js", "Accept: */*\r\n").status, 404);
  EXPECT_EQ(get("/api/nothing", "Accept: text/html\r\n").code(), "http.not_found");
  const auto posted = ask(json_request("POST", "/funnel", "{}"));
  EXPECT_EQ(posted.status, 405);
  EXPECT_EQ(posted.header("allow"), "GET, HEAD, OPTIONS");
}

TEST_F(RepresentationTest, ServesTheTrackingScriptToPagesOfAnySite) {
  const auto script =
      get("/t.js", "Origin: https://shop.example.org\r\nAccept-Encoding: gzip, br\r\n");
  EXPECT_EQ(script.status, 200);
  EXPECT_EQ(script.body, "br-t");
  EXPECT_EQ(script.header("content-encoding"), "br");
  EXPECT_EQ(script.header("content-type"), "text/javascript");
  EXPECT_EQ(script.header("cache-control"), "public, max-age=3600");
  EXPECT_EQ(script.header("vary"), "Accept-Encoding");
  EXPECT_EQ(script.header("access-control-allow-origin"), "*");
  EXPECT_EQ(script.header("cross-origin-resource-policy"), "cross-origin");
  EXPECT_EQ(get("/t.js").body, "track()");
  EXPECT_EQ(get("/t.js", "Accept-Encoding: gzip\r\n").body, "gzip-t");
  const auto again = get("/t.js", "Accept-Encoding: br\r\nIf-None-Match: \"t-br\"\r\n");
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.header("access-control-allow-origin"), "*");
}

TEST_F(RepresentationTest, HasNoFilesOutsideItsTable) {
  for (const std::string path :
       {"/../etc/passwd", "/assets/../../etc/passwd", "/%2e%2e/etc/passwd", "/..%2fetc%2fpasswd",
        "//etc/passwd", "/assets/app-1f.js/", "/assets//app-1f.js",
        "/assets/..%5c..%5cetc%5cpasswd", "/etc/passwd"}) {
    const auto reply = get(path);
    EXPECT_EQ(reply.status, 404) << path;
  }
  EXPECT_EQ(get("/assets/app-1f.js%00").code(), "http.bad_target");
}

}  // namespace
}  // namespace tandem::http
