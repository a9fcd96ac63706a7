#include "domain/timeline/message.h"

#include <array>

#include "base/ascii.h"
#include "domain/people/contact.h"

namespace tandem::timeline {
namespace {

using boost::json::object;
using boost::json::value;

struct ReservedEvent {
  std::string_view name;
  ActivityKind kind;
};

// Events that mean something to us; any other name is the site's own.
constexpr std::array kReserved{
    ReservedEvent{"Page Engaged", ActivityKind::page_engaged},
    ReservedEvent{"Link Clicked", ActivityKind::link_clicked},
    ReservedEvent{"File Downloaded", ActivityKind::file_downloaded},
    ReservedEvent{"Form Submitted", ActivityKind::form_submitted},
    ReservedEvent{"Shared", ActivityKind::shared},
};

Error bad(std::string code, std::string_view field) {
  return Error::invalid(std::move(code)).within(field);
}

// The first `most` bytes, never half a character.
std::string_view cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

// A copy in which no text is too long.
value cut_texts(const value& given) {
  if (const auto* text = given.if_string()) return value(cut(*text, kLongestText));
  if (const auto* list = given.if_array()) {
    boost::json::array copy;
    copy.reserve(list->size());
    for (const auto& element : *list) copy.push_back(cut_texts(element));
    return copy;
  }
  if (const auto* map = given.if_object()) {
    object copy;
    copy.reserve(map->size());
    for (const auto& member : *map) copy.emplace(member.key(), cut_texts(member.value()));
    return copy;
  }
  return given;
}

// Bytes of what is said in it, which are a little fewer than it is sent with.
std::size_t size_of(const value& json) {
  if (const auto* text = json.if_string()) return text->size();
  std::size_t size = sizeof(double);
  if (const auto* list = json.if_array()) {
    for (const auto& element : *list) size += size_of(element);
  }
  if (const auto* map = json.if_object()) {
    for (const auto& member : *map) size += member.key().size() + size_of(member.value());
  }
  return size;
}

const object* object_in(const object& from, std::string_view name) {
  const auto* found = from.if_contains(name);
  return found ? found->if_object() : nullptr;
}

std::string_view text_in(const object* from, std::string_view name) {
  if (!from) return {};
  const auto* found = from->if_contains(name);
  const auto* text = found ? found->if_string() : nullptr;
  return text ? std::string_view(*text) : std::string_view();
}

// An id may be left out, or null; a number is taken for its digits, as libraries do.
Result<std::string> read_id(const object& json, std::string_view name) {
  const auto* found = json.if_contains(name);
  if (!found || found->is_null()) return std::string();
  if (found->is_int64()) return std::to_string(found->as_int64());
  const auto* text = found->if_string();
  if (!text || text->size() > kLongestId) return bad("tracking.bad_id", name);
  return std::string(*text);
}

Result<std::optional<Timestamp>> read_instant(const object& json, std::string_view name) {
  const auto* found = json.if_contains(name);
  if (!found || found->is_null()) return std::optional<Timestamp>();
  const auto* text = found->if_string();
  const auto at = text ? parse_timestamp(*text) : std::nullopt;
  if (!at) return bad("tracking.bad_instant", name);
  return at;
}

void add_text(object& detail, std::string_view name, std::string_view text) {
  if (!text.empty()) detail.emplace(name, cut(text, kLongestText));
}

void add_touch(object& detail, const object* context, std::string_view name) {
  const auto* touch = context ? object_in(*context, name) : nullptr;
  if (!touch) return;
  object kept;
  for (const auto* part : {"url", "referrer", "at"}) add_text(kept, part, text_in(touch, part));
  if (!kept.empty()) detail.emplace(name, std::move(kept));
}

// Where it happened. Server libraries say in `campaign` what browsers have in the address.
object place_of(const object& json) {
  object detail;
  const auto* context = object_in(json, "context");
  const auto* page = context ? object_in(*context, "page") : nullptr;
  for (const auto* part : {"url", "referrer", "title"}) {
    add_text(detail, part, text_in(page, part));
  }
  add_text(detail, "locale", text_in(context, "locale"));
  if (const auto* campaign = context ? object_in(*context, "campaign") : nullptr) {
    detail.emplace("campaign", cut_texts(*campaign));
  }
  add_touch(detail, context, "first");
  add_touch(detail, context, "last");
  return detail;
}

Result<void> read_track(Message& message, const object& json) {
  const auto event = text_in(&json, "event");
  if (event.empty()) return bad("tracking.no_event", "event");
  const auto* properties = object_in(json, "properties");
  for (const auto& reserved : kReserved) {
    if (reserved.name != event) continue;
    message.kind = reserved.kind;
    if (!properties) return {};
    // What the kind adds stands beside the place, which keeps its own names.
    for (const auto& member : *properties) {
      message.detail.emplace(member.key(), cut_texts(member.value()));
    }
    return {};
  }
  message.kind = ActivityKind::event_tracked;
  message.detail.emplace("event", cut(event, kLongestText));
  if (properties) message.detail.emplace("properties", cut_texts(*properties));
  return {};
}

void read_page(Message& message, const object& json) {
  message.kind = ActivityKind::page_viewed;
  const auto* properties = object_in(json, "properties");
  add_text(message.detail, "name", text_in(&json, "name"));
  // Server libraries give the page in the properties of the call.
  for (const auto* part : {"url", "referrer", "title"}) {
    add_text(message.detail, part, text_in(properties, part));
  }
}

Result<void> read_person(Message& message, const object& json, std::string_view from,
                         ActivityKind kind) {
  message.kind = kind;
  const auto* traits = object_in(json, from);
  if (traits) message.traits = cut_texts(*traits).as_object();
  auto group = read_id(json, "groupId");
  if (!group) return std::move(group).error();
  if (message.user_id.empty() && message.traits.empty() && group->empty()) {
    return bad("tracking.no_one", from);
  }
  message.detail.emplace(from, message.traits);
  if (!message.user_id.empty()) message.detail.emplace("user_id", message.user_id);
  if (!group->empty()) message.detail.emplace("group_id", *std::move(group));
  return {};
}

Result<void> read_alias(Message& message, const object& json) {
  message.kind = ActivityKind::identified;
  auto previous = read_id(json, "previousId");
  if (!previous) return std::move(previous).error();
  if (previous->empty() || message.user_id.empty()) return bad("tracking.no_one", "previousId");
  message.previous_id = *std::move(previous);
  message.detail.emplace("previous_id", message.previous_id);
  message.detail.emplace("user_id", message.user_id);
  return {};
}

Result<void> read_by_type(Message& message, const object& json) {
  switch (message.type) {
    case MessageType::page:
    case MessageType::screen:
      read_page(message, json);
      return {};
    case MessageType::track:
      return read_track(message, json);
    case MessageType::identify:
    case MessageType::group:
      return read_person(message, json, "traits", ActivityKind::identified);
    case MessageType::alias:
      return read_alias(message, json);
    case MessageType::consent:
      return read_person(message, json, "consent", ActivityKind::consent_changed);
  }
  return {};
}

Result<void> read_envelope(Message& message, const object& json) {
  for (const auto& [name, member] :
       {std::pair("messageId", &Message::id), std::pair("anonymousId", &Message::anonymous_id),
        std::pair("userId", &Message::user_id)}) {
    auto id = read_id(json, name);
    if (!id) return std::move(id).error();
    message.*member = *std::move(id);
  }
  for (const auto& [name, member] :
       {std::pair("timestamp", &Message::at), std::pair("sentAt", &Message::sent_at)}) {
    auto at = read_instant(json, name);
    if (!at) return std::move(at).error();
    message.*member = *at;
  }
  return {};
}

}  // namespace

Result<Message> read_message(const value& given) {
  const auto* json = given.if_object();
  if (!json) return Error::invalid("tracking.not_an_object");
  if (size_of(given) > kLargestMessage) {
    return Error::invalid("tracking.message_too_large",
                          {{"limit", std::to_string(kLargestMessage / 1024)}});
  }
  Message message;
  const auto name = text_in(json, "type");
  const auto type = parse_enum<MessageType>(name);
  if (!type) {
    return Error::invalid("tracking.unknown_type", {{"type", std::string(cut(name, 40))}}, "type");
  }
  message.type = *type;
  if (auto read = read_envelope(message, *json); !read) return std::move(read).error();
  message.detail = place_of(*json);
  if (auto read = read_by_type(message, *json); !read) return std::move(read).error();
  return message;
}

std::optional<Timestamp> happened_at(const Message& message, Timestamp received,
                                     std::optional<Millis> longest_delay) {
  if (!message.at) return received;
  const auto delay = message.sent_at ? *message.sent_at - *message.at : received - *message.at;
  if (delay < -kClockSlack) return std::nullopt;
  if (longest_delay && delay > *longest_delay) return std::nullopt;
  return std::min(received, received - delay);
}

std::optional<std::string> claimed_email(const Message& message) {
  const auto find = [](const object* from) -> std::optional<std::string> {
    if (!from) return {};
    for (const auto& member : *from) {
      const std::string_view name = member.key();
      const bool is_address =
          equal_ignoring_case(name, "email") || equal_ignoring_case(name, "e-mail");
      const auto* text = is_address ? member.value().if_string() : nullptr;
      if (!text) continue;
      if (auto email = people::normalise_email(*text); email && !email->empty()) return *email;
    }
    return {};
  };
  if (message.type == MessageType::identify) return find(&message.traits);
  if (message.kind != ActivityKind::form_submitted) return {};
  return find(object_in(message.detail, "fields"));
}

}  // namespace tandem::timeline
