#include "domain/timeline/delivery.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace tandem::timeline {
namespace {

std::string printed(const Result<Delivery>& delivery) {
  if (!delivery) return delivery.error().code + " " + delivery.error().field;
  std::string text = delivery->key + ":";
  for (const auto& message : delivery->messages) text += " " + print_json(message);
  return text;
}

TEST(Delivery, IsAMessageOrABatch) {
  struct Scenario {
    std::string body;
    std::string expected;
  };
  const Scenario scenarios[] = {
      {R"({"writeKey":"k","type":"page"})", R"(k: {"writeKey":"k","type":"page"})"},
      {R"({"type":"page"})", R"(: {"type":"page"})"},
      {R"({"writeKey":7,"type":"page"})", R"(: {"writeKey":7,"type":"page"})"},
      {R"({"writeKey":"k","batch":[]})", "k:"},
      {R"({"writeKey":"k","sentAt":"now","context":{"ip":"::"},"batch":[{"type":"page"},7]})",
       R"(k: {"type":"page","sentAt":"now","context":{"ip":"::"}} 7)"},
      {R"({"sentAt":"now","batch":[{"sentAt":"then"}]})", R"(: {"sentAt":"then"})"},
      {R"({"batch":{}})", "json.not_an_array batch"},
      {"[]", "tracking.not_an_object "},
      {"", "json.malformed "},
  };
  for (const auto& [body, expected] : scenarios) {
    EXPECT_EQ(printed(read_delivery(body)), expected) << body;
  }
}

TEST(Delivery, OfACallHasTheTypeOfItsAddress) {
  EXPECT_EQ(printed(read_call(MessageType::track, R"({"event":"Signed Up"})")),
            R"(: {"event":"Signed Up","type":"track"})");
  EXPECT_EQ(printed(read_call(MessageType::page, R"({"type":"track","writeKey":"k"})")),
            R"(k: {"type":"page","writeKey":"k"})");
  EXPECT_EQ(printed(read_call(MessageType::page, "7")), "tracking.not_an_object ");
}

}  // namespace
}  // namespace tandem::timeline
