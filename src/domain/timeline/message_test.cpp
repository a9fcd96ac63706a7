#include "domain/timeline/message.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace tandem::timeline {
namespace {

Result<Message> read(std::string_view text) {
  const auto json = parse_json(text);
  EXPECT_TRUE(json) << text;
  return read_message(*json);
}

struct Scenario {
  std::string_view given;
  ActivityKind kind;
  std::string_view detail;
};

TEST(Message, BecomesTheActivityItTellsOf) {
  const Scenario scenarios[] = {
      {R"({"type":"page","context":{"page":{"url":"https://example.org/?utm_source=x","referrer":"https://a.example/","title":"Home"},"locale":"fr-CA"}})",
       ActivityKind::page_viewed,
       R"({"url":"https://example.org/?utm_source=x","referrer":"https://a.example/","title":"Home","locale":"fr-CA"})"},
      // A server library gives the page in the properties.
      {R"({"type":"page","userId":"u1","name":"Prices","properties":{"url":"https://example.org/prices","title":"Prices"}})",
       ActivityKind::page_viewed,
       R"({"name":"Prices","url":"https://example.org/prices","title":"Prices"})"},
      {R"({"type":"track","event":"Page Engaged","properties":{"seconds":12,"scroll":80},"context":{"page":{"url":"https://example.org/"}}})",
       ActivityKind::page_engaged, R"({"url":"https://example.org/","seconds":12,"scroll":80})"},
      {R"({"type":"track","event":"Link Clicked","properties":{"href":"https://other.example/"}})",
       ActivityKind::link_clicked, R"({"href":"https://other.example/"})"},
      {R"({"type":"track","event":"File Downloaded","properties":{"href":"/price.pdf"}})",
       ActivityKind::file_downloaded, R"({"href":"/price.pdf"})"},
      {R"({"type":"track","event":"Form Submitted","properties":{"form":"demo","fields":{"email":"a@example.org"}}})",
       ActivityKind::form_submitted, R"({"form":"demo","fields":{"email":"a@example.org"}})"},
      {R"({"type":"track","event":"Shared","properties":{"network":"linkedin"}})",
       ActivityKind::shared, R"({"network":"linkedin"})"},
      // Another name is the site's own, and keeps its properties apart from our names.
      {R"({"type":"track","event":"Trial Started","properties":{"url":"theirs"},"context":{"page":{"url":"https://example.org/"}}})",
       ActivityKind::event_tracked,
       R"({"url":"https://example.org/","event":"Trial Started","properties":{"url":"theirs"}})"},
      {R"({"type":"identify","userId":7,"traits":{"email":"a@example.org"}})",
       ActivityKind::identified, R"({"traits":{"email":"a@example.org"},"user_id":"7"})"},
      {R"({"type":"group","groupId":"g1","traits":{"name":"Acme"}})", ActivityKind::identified,
       R"({"traits":{"name":"Acme"},"group_id":"g1"})"},
      {R"({"type":"alias","previousId":"anon","userId":"u1"})", ActivityKind::identified,
       R"({"previous_id":"anon","user_id":"u1"})"},
      {R"({"type":"consent","consent":{"analytics":true}})", ActivityKind::consent_changed,
       R"({"consent":{"analytics":true}})"},
      {R"({"type":"page","context":{"campaign":{"source":"news"},"first":{"url":"https://example.org/a","at":"2026-11-01T00:00:00Z","more":1},"last":{}}})",
       ActivityKind::page_viewed,
       R"({"campaign":{"source":"news"},"first":{"url":"https://example.org/a","at":"2026-11-01T00:00:00Z"}})"},
  };
  for (const auto& [given, kind, detail] : scenarios) {
    const auto message = read(given);
    ASSERT_TRUE(message) << given;
    EXPECT_EQ(message->kind, kind) << given;
    EXPECT_EQ(boost::json::value(message->detail), *parse_json(detail))
        << print_json(message->detail);
  }
}

TEST(Message, IsRefusedWithTheField) {
  struct Refusal {
    std::string_view given, code, field;
  };
  const Refusal refusals[] = {
      {R"([])", "tracking.not_an_object", ""},
      {R"({})", "tracking.unknown_type", "type"},
      {R"({"type":"pageview"})", "tracking.unknown_type", "type"},
      {R"({"type":3})", "tracking.unknown_type", "type"},
      {R"({"type":"page","messageId":{}})", "tracking.bad_id", "messageId"},
      {R"({"type":"page","anonymousId":true})", "tracking.bad_id", "anonymousId"},
      {R"({"type":"track"})", "tracking.no_event", "event"},
      {R"({"type":"track","event":""})", "tracking.no_event", "event"},
      {R"({"type":"identify"})", "tracking.no_one", "traits"},
      {R"({"type":"identify","traits":[]})", "tracking.no_one", "traits"},
      {R"({"type":"alias","userId":"u"})", "tracking.no_one", "previousId"},
      {R"({"type":"consent"})", "tracking.no_one", "consent"},
      {R"({"type":"page","timestamp":"yesterday"})", "tracking.bad_instant", "timestamp"},
      {R"({"type":"page","sentAt":12})", "tracking.bad_instant", "sentAt"},
  };
  for (const auto& [given, code, field] : refusals) {
    const auto message = read(given);
    ASSERT_FALSE(message) << given;
    EXPECT_EQ(message.error().code, code) << given;
    EXPECT_EQ(message.error().field, field) << given;
  }
  const auto long_id = R"({"type":"page","messageId":")" + std::string(kLongestId + 1, 'x') + "\"}";
  EXPECT_EQ(read(long_id).error().code, "tracking.bad_id");
}

TEST(Message, CutsWhatIsTooLongBetweenCharacters) {
  std::string title;
  while (title.size() <= kLongestText) title += "é";
  const auto message = read(R"({"type":"page","context":{"page":{"title":"x)" + title + R"("}}})");
  const auto& kept = message->detail.at("title").as_string();
  EXPECT_EQ(kept.size(), kLongestText - 1);  // a whole é would end one byte beyond
  EXPECT_TRUE(parse_json(print_json(message->detail)));
}

TEST(Message, HappenedByOurClock) {
  const auto at = [](std::string_view text) { return *parse_timestamp(text); };
  const auto received = at("2026-11-25T12:00:00Z");
  struct Telling {
    std::string_view said, sent, happened;
  };
  const Telling scenarios[] = {
      {"", "", "2026-11-25T12:00:00Z"},
      {"2026-11-25T11:58:00Z", "2026-11-25T12:00:00Z", "2026-11-25T11:58:00Z"},
      // A clock that is a year behind is behind by as much in both.
      {"2025-11-25T11:58:00Z", "2025-11-25T12:00:00Z", "2026-11-25T11:58:00Z"},
      {"2026-11-25T11:58:00Z", "", "2026-11-25T11:58:00Z"},
      // A little ahead of us: now, not in the future.
      {"2026-11-25T12:05:00Z", "", "2026-11-25T12:00:00Z"},
      {"2026-11-25T12:11:00Z", "", ""},
      {"2026-11-25T12:11:00Z", "2026-11-25T12:00:00Z", ""},  // sent before it happened
      {"2026-10-01T12:00:00Z", "", ""},                      // kept for too long
      {"2026-10-01T12:00:00Z", "2026-11-25T12:00:00Z", ""},
  };
  for (const auto& [said, sent, happened] : scenarios) {
    Message message;
    if (!said.empty()) message.at = at(said);
    if (!sent.empty()) message.sent_at = at(sent);
    const auto found = happened_at(message, received, kLongestDelay);
    EXPECT_EQ(found ? to_string(*found) : "", happened.empty() ? "" : to_string(at(happened)))
        << said << " " << sent;
  }
  Message old;
  old.at = at("2020-01-01T00:00:00Z");
  EXPECT_EQ(happened_at(old, received, std::nullopt), old.at) << "a server may tell of the past";
}

TEST(Message, ClaimsAnAddress) {
  const std::pair<std::string_view, std::string_view> scenarios[] = {
      {R"({"type":"identify","traits":{"email":" Ada@Example.org "}})", "ada@example.org"},
      {R"({"type":"identify","traits":{"Email":"no address"}})", ""},
      {R"({"type":"track","event":"Form Submitted","properties":{"fields":{"E-Mail":"b@example.org"}}})",
       "b@example.org"},
      {R"({"type":"track","event":"Bought","properties":{"fields":{"email":"b@example.org"}}})",
       ""},
      {R"({"type":"page","properties":{"email":"b@example.org"}})", ""},
  };
  for (const auto& [given, email] : scenarios) {
    EXPECT_EQ(claimed_email(*read(given)).value_or(""), email) << given;
  }
}

}  // namespace
}  // namespace tandem::timeline
