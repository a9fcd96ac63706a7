#include "domain/timeline/intake.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace tandem::timeline {
namespace {

// A workspace that knows the key "k", excludes 192.0.2.1, takes "bot" for a robot, and allows two
// messages.
IntakeQuestions questions() {
  return {
      .knows_key = [](std::string_view key) { return key == "k"; },
      .excludes = [](std::string_view address) { return address == "192.0.2.1"; },
      .is_robot = [](std::string_view agent) { return agent == "bot"; },
      .allows = [](std::string_view, std::size_t messages, Timestamp) { return messages <= 2; }};
}

TEST(Intake, DropsARequestAtTheFirstStepThatObjects) {
  struct Scenario {
    Arrival arrival;
    std::optional<DropReason> reason;
  };
  const Scenario scenarios[] = {
      {{.key = "k", .address = "192.0.2.2", .user_agent = "Firefox", .at = {}}, {}},
      {{.key = "", .address = "192.0.2.2", .user_agent = "Firefox", .at = {}},
       DropReason::unknown_key},
      {{.key = "x", .address = "192.0.2.1", .user_agent = "bot", .at = {}},
       DropReason::unknown_key},
      {{.key = "k", .address = "192.0.2.1", .user_agent = "bot", .at = {}},
       DropReason::excluded_address},
      {{.key = "k", .address = "192.0.2.2", .user_agent = "bot", .at = {}}, DropReason::robot},
      {{.key = "k", .address = "192.0.2.2", .user_agent = "Firefox", .at = {}, .messages = 3},
       DropReason::rate_limit},
      // A customer's server speaks for many.
      {{.key = "k",
        .address = "192.0.2.1",
        .user_agent = "bot",
        .at = {},
        .messages = 3,
        .from_server = true},
       {}},
  };
  for (const auto& [arrival, reason] : scenarios) EXPECT_EQ(examine(arrival, questions()), reason);
}

TEST(Intake, SaysWhatIsWrongWithAMessage) {
  const Arrival arrival{
      .key = "k", .address = "", .user_agent = "", .at = *parse_timestamp("2026-11-25T12:00:00Z")};
  const auto judge = [&](std::string_view text) { return accept(*parse_json(text), arrival); };
  const auto good = judge(R"({"type":"page","timestamp":"2026-11-25T11:59:00Z"})");
  EXPECT_EQ(std::get<Accepted>(good).at, *parse_timestamp("2026-11-25T11:59:00Z"));
  const auto bad = judge(R"({"type":"nothing"})");
  EXPECT_EQ(std::get<Refused>(bad).reason, DropReason::malformed);
  EXPECT_EQ(std::get<Refused>(bad).error.code, "tracking.unknown_type");
  const auto off = judge(R"({"type":"page","timestamp":"2027-01-01T00:00:00Z"})");
  EXPECT_EQ(std::get<Refused>(off).reason, DropReason::clock_off);
}

}  // namespace
}  // namespace tandem::timeline
