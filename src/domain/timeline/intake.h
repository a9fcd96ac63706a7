// The way of a tracking message into the ledger: one named list of steps, each of which may drop
// the message for a reason that is counted. Nothing is dropped without being counted.
//
//   unknown_key       no such write key, or a revoked one
//   excluded_address  from an address the company does not want counted, such as its own offices
//   robot             a program, not a person, by what it calls itself
//   rate_limit        more from one address than people can do
//   malformed         no message
//   clock_off         when it happened cannot be told
//   duplicate         taken before, in the last 24 hours
//   busy              the storage cannot follow; the sender is asked to come again
//
// The first four are about the request, and ask what the workspace and the moment know; the next
// two about each message in it; the last two are found by who stores it (actions/take_messages.h).
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <optional>
#include <string_view>

#include "domain/timeline/message.h"

namespace tandem::timeline {

enum class DropReason {
  unknown_key,
  excluded_address,
  robot,
  rate_limit,
  malformed,
  clock_off,
  duplicate,
  busy
};
BOOST_DESCRIBE_ENUM(DropReason, unknown_key, excluded_address, robot, rate_limit, malformed,
                    clock_off, duplicate, busy)

inline constexpr std::size_t kDropReasons = static_cast<std::size_t>(DropReason::busy) + 1;

// A request that brings messages.
struct Arrival {
  std::string_view key;
  std::string_view address;     // of the sender
  std::string_view user_agent;  // empty when it does not say
  Timestamp at;
  std::size_t messages = 1;
  // A library on a customer's server speaks for many visitors: it is no robot, and neither its
  // address nor the age of what it tells says anything about them.
  bool from_server = false;
};

// What the steps ask. Called by several threads at once.
struct IntakeQuestions {
  std::function<bool(std::string_view key)> knows_key;
  std::function<bool(std::string_view address)> excludes;
  std::function<bool(std::string_view user_agent)> is_robot;
  // Takes that many from the address's allowance; false when it is used up.
  std::function<bool(std::string_view address, std::size_t messages, Timestamp at)> allows;
};

// Why the request is dropped, if it is.
std::optional<DropReason> examine(const Arrival& arrival, const IntakeQuestions& ask);

// A message that may be taken, and when it happened by our clock.
struct Accepted {
  Message message;
  Timestamp at;
};

// One message of a request that passed. The reason comes with what is wrong with it, where that is
// to be told.
struct Refused {
  DropReason reason = DropReason::malformed;
  Error error;
};
std::variant<Accepted, Refused> accept(const boost::json::value& json, const Arrival& arrival);

// How many messages were taken, and how many dropped for each reason.
struct IntakeCounts {
  std::int64_t taken = 0;
  std::array<std::int64_t, kDropReasons> dropped{};

  std::int64_t& of(DropReason reason) { return dropped[static_cast<std::size_t>(reason)]; }
  bool operator==(const IntakeCounts&) const = default;
  bool empty() const { return *this == IntakeCounts{}; }
};

}  // namespace tandem::timeline
