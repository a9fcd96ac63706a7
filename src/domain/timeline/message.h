// A tracking message: what the tracking script and the libraries of other systems send. The format
// is that of the Segment spec; docs/tracking.md describes what we add to it.
//
// Reading is lenient where the spec is open (fields we do not know are passed over, what is too
// long is cut) and strict where a mistake would be a lie: the type, the ids and the instants.
//
// Example. {"type":"track","event":"File Downloaded","properties":{"href":"/price.pdf"},
// "messageId":"m1","context":{"page":{"url":"https://example.org/"}}} becomes the activity
// file_downloaded with the detail {"url":"https://example.org/","href":"/price.pdf"}.
//
// When it happened is told by two clocks, the sender's and ours: a sender whose clock is wrong is
// wrong by as much in `sentAt` as in `timestamp`, so the time between the two is right.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "base/result.h"
#include "domain/timeline/activity.h"

namespace tandem::timeline {

enum class MessageType { page, screen, track, identify, group, alias, consent };
BOOST_DESCRIBE_ENUM(MessageType, page, screen, track, identify, group, alias, consent)

struct Message {
  MessageType type = MessageType::page;
  std::string id = {};            // messageId; empty: the sender gave none
  std::string anonymous_id = {};  // of a browser, with consent; empty otherwise
  std::string user_id = {};       // the customer's own id of the person
  std::string previous_id = {};   // of alias
  std::optional<Timestamp> at = {};
  std::optional<Timestamp> sent_at = {};
  ActivityKind kind = ActivityKind::page_viewed;
  boost::json::object detail = {};  // of the activity
  boost::json::object traits = {};  // of identify and group; `consent` of consent
};

inline constexpr std::size_t kLongestId = 256;               // bytes
inline constexpr std::size_t kLargestMessage = 32UL * 1024;  // bytes of what it says
inline constexpr std::size_t kLongestText = 4096;  // of one value in a detail; the rest is cut off

// Errors, all invalid and with the field: tracking.not_an_object, tracking.message_too_large
// {limit}, tracking.unknown_type {type},
// tracking.bad_id, tracking.no_event, tracking.no_one, tracking.bad_instant.
Result<Message> read_message(const boost::json::value& json);

// The longest that a browser may keep a message before it sends it.
inline constexpr std::chrono::days kLongestDelay{31};
// How far ahead of ours a clock may be without our minding.
inline constexpr std::chrono::minutes kClockSlack{10};

// When it happened by our clock. Nothing when that cannot be told: what is said to have been sent
// before it happened, or to lie in the future, or is older than `longest_delay` (absent: a server
// may tell of the past).
std::optional<Timestamp> happened_at(const Message& message, Timestamp received,
                                     std::optional<Millis> longest_delay);

// The e-mail address that the message says is the sender's own: the trait `email` of identify, the
// field named so of a form. Lower case; nothing when there is none that could be one.
std::optional<std::string> claimed_email(const Message& message);

}  // namespace tandem::timeline
