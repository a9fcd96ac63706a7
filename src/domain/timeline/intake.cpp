#include "domain/timeline/intake.h"

namespace tandem::timeline {
namespace {

struct Step {
  DropReason reason;
  bool (*drops)(const Arrival&, const IntakeQuestions&);
};

// In the order in which they are taken: what is cheap and what says most comes first.
constexpr std::array kSteps{
    Step{DropReason::unknown_key,
         [](const Arrival& a, const IntakeQuestions& ask) { return !ask.knows_key(a.key); }},
    Step{DropReason::excluded_address,
         [](const Arrival& a, const IntakeQuestions& ask) {
           return !a.from_server && ask.excludes(a.address);
         }},
    Step{DropReason::robot,
         [](const Arrival& a, const IntakeQuestions& ask) {
           return !a.from_server && ask.is_robot(a.user_agent);
         }},
    Step{DropReason::rate_limit,
         [](const Arrival& a, const IntakeQuestions& ask) {
           return !a.from_server && !ask.allows(a.address, a.messages, a.at);
         }},
};

}  // namespace

std::optional<DropReason> examine(const Arrival& arrival, const IntakeQuestions& ask) {
  for (const auto& step : kSteps) {
    if (step.drops(arrival, ask)) return step.reason;
  }
  return std::nullopt;
}

std::variant<Accepted, Refused> accept(const boost::json::value& json, const Arrival& arrival) {
  auto message = read_message(json);
  if (!message) return Refused{DropReason::malformed, std::move(message).error()};
  const auto longest = arrival.from_server ? std::nullopt : std::optional<Millis>(kLongestDelay);
  const auto at = happened_at(*message, arrival.at, longest);
  if (!at) return Refused{DropReason::clock_off, Error::invalid("tracking.clock_off")};
  return Accepted{*std::move(message), *at};
}

}  // namespace tandem::timeline
