#include "http/live.h"

#include <fmt/ranges.h>

namespace tandem::http {
namespace {

constexpr std::size_t kMostTopics = 50;
constexpr std::int64_t kMostListed = 200;

struct EventsQuery {
  std::string topics;  // with commas
  // As the header Last-Event-ID, for who opens another stream in place of one.
  std::optional<std::string> last_event_id;
};
BOOST_DESCRIBE_STRUCT(EventsQuery, (), (topics, last_event_id))

struct LiveContact {
  Id id;
  std::string first_name, last_name, email;
  std::optional<std::string> owner;
};
BOOST_DESCRIBE_STRUCT(LiveContact, (), (id, first_name, last_name, email, owner))

struct LiveCompany {
  Id id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(LiveCompany, (), (id, name))

struct LiveVisitorView {
  Id id;
  std::string url;  // of the page the visitor is on
  std::string title;
  Timestamp began_at;
  Timestamp last_at;
  int pages = 0;       // in this visit
  std::string source;  // empty when it came from nowhere we know
  std::optional<LiveContact> contact;
  std::optional<LiveCompany> company;
  std::string country, city, device, browser;
};
BOOST_DESCRIBE_STRUCT(LiveVisitorView, (),
                      (id, url, title, began_at, last_at, pages, source, contact, company, country,
                       city, device, browser))

struct LiveVisitorList {
  std::vector<LiveVisitorView> visitors;  // seen last first
  std::int64_t total = 0;                 // on the site, listed or not
  std::int64_t minutes = 0;               // within which a visitor counts as being there
  bool ever = false;                      // whether anybody was ever seen on a site
};
BOOST_DESCRIBE_STRUCT(LiveVisitorList, (), (visitors, total, minutes, ever))

Topics topics_in(std::string_view list) {
  Topics topics;
  while (!list.empty()) {
    const auto end = list.find(',');
    if (const auto topic = list.substr(0, end); !topic.empty()) topics.emplace(topic);
    list = end == list.npos ? std::string_view() : list.substr(end + 1);
  }
  return topics;
}

// Precondition: the route needs own_account, which only a session gives.
Result<Response> subscribe(LiveHub& hub, const EventsQuery& query, const Call& call) {
  auto topics = topics_in(query.topics);
  if (topics.empty()) return Error::invalid("json.required", {}, "topics");
  if (topics.size() > kMostTopics) {
    return Error::invalid("http.too_many_topics", {{"most", std::to_string(kMostTopics)}},
                          "topics");
  }
  for (const auto& topic : topics) {
    if (auto allowed = check_topic(topic, *call.caller.member); !allowed) return allowed.error();
  }
  const auto header = call.request.headers.find("Last-Event-ID");
  const auto last = header ? std::string(*header) : query.last_event_id.value_or("");
  if (call.request.method == "HEAD") return stream_response(std::make_shared<EventStream>());
  return stream_response(hub.subscribe(call.caller, std::move(topics), last));
}

LiveVisitorView view_of(storage::LiveVisitor visitor) {
  LiveVisitorView view{.id = visitor.id,
                       .url = std::move(visitor.visit.url),
                       .title = std::move(visitor.visit.title),
                       .began_at = visitor.visit.began_at,
                       .last_at = visitor.visit.last_at,
                       .pages = visitor.visit.pages,
                       .source = std::move(visitor.visit.source),
                       .contact = {},
                       .company = {},
                       .country = std::move(visitor.country),
                       .city = std::move(visitor.city),
                       .device = std::move(visitor.device),
                       .browser = std::move(visitor.browser)};
  if (visitor.contact_id) {
    view.contact = {*visitor.contact_id, visitor.first_name.value_or(""),
                    visitor.last_name.value_or(""), visitor.email.value_or(""), visitor.owner};
  }
  if (visitor.company_id) view.company = {*visitor.company_id, visitor.company.value_or("")};
  return view;
}

LiveVisitorList list_live(storage::Ledger& ledger, storage::LiveVisitors& visitors) {
  auto found = visitors.list(kMostListed);
  LiveVisitorList list{.visitors = {},
                       .total = found.total,
                       .minutes = timeline::kPresence.count(),
                       .ever = found.total > 0 || ledger.read(storage::has_visitors)};
  for (auto& visitor : found.visitors) list.visitors.push_back(view_of(std::move(visitor)));
  return list;
}

}  // namespace

void add_live_routes(Router& router, storage::Ledger& ledger, Live& live) {
  router.get<EventsQuery, Response>(
      "/api/v1/events", Permission::own_account,
      "Server-sent events: what changes, by topic (contact/{id}, contacts, visitors, "
      "notifications/{member})",
      [&](const EventsQuery& query, const Call& call) { return subscribe(live.hub, query, call); },
      {.cacheable = false, .reply_type = "text/event-stream"});
  router.get<Nothing, LiveVisitorList>("/api/v1/visitors/live", Permission::read_contacts,
                                       "Who is on the websites now",
                                       [&](const Nothing&, const Call&) -> Result<LiveVisitorList> {
                                         return list_live(ledger, live.visitors);
                                       });
}

}  // namespace tandem::http
