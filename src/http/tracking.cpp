#include "http/tracking.h"

#include <fmt/format.h>

#include "http/problem.h"
#include "http/security.h"
#include "storage/visitors.h"

namespace tandem::http {
namespace {

constexpr int kDaysShown = 30;

// The smallest transparent picture.
constexpr std::string_view kPixel(
    "GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,"
    "\0\0\0\0\x01\0\x01\0\0\x02\x02"
    "D\x01\0;",
    43);

void collect(Collector& collector, const Request& request, const Respond& respond) {
  auto delivery = timeline::read_delivery(request.body);
  if (!delivery) return respond(collector.refuse(request, delivery.error()));
  collector.take(request, *std::move(delivery), respond);
}

std::string parameter(const Request& request, std::string_view name) {
  for (const auto& [given, value] : request.query) {
    if (given == name) return value;
  }
  return {};
}

// A page without scripts says where it is in the Referer header, or in `url`.
void collect_pixel(Collector& collector, const Request& request, const Respond& respond) {
  auto url = parameter(request, "url");
  if (url.empty()) url = request.headers.find("Referer").value_or("");
  boost::json::object page{{"url", url}};
  timeline::Delivery delivery{.key = parameter(request, "key")};
  delivery.messages.push_back(
      boost::json::object{{"type", "page"}, {"context", {{"page", std::move(page)}}}});
  collector.take(request, std::move(delivery), [respond](Response response) {
    // Whatever became of it, the page shows no broken picture.
    response.status = 200;
    response.body = kPixel;
    response.headers.set("Content-Type", "image/gif");
    response.headers.set("Cache-Control", "no-store");
    respond(std::move(response));
  });
}

struct IntakeDay {
  std::string day;  // UTC
  std::map<std::string, std::int64_t> counts;
};
BOOST_DESCRIBE_STRUCT(IntakeDay, (), (day, counts))

struct IntakeView {
  std::vector<IntakeDay> days;                // the last thirty with any, oldest first
  std::map<std::string, std::int64_t> since;  // the program started, to the moment
  std::int64_t waiting = 0;                   // messages on their way into the ledger
  std::string excluded_addresses;
};
BOOST_DESCRIBE_STRUCT(IntakeView, (), (days, since, waiting, excluded_addresses))

std::map<std::string, std::int64_t> by_name(timeline::IntakeCounts counts) {
  std::map<std::string, std::int64_t> named{{"taken", counts.taken}};
  for (std::size_t i = 0; i < counts.dropped.size(); ++i) {
    named.emplace(name_of(static_cast<timeline::DropReason>(i)), counts.dropped[i]);
  }
  return named;
}

IntakeView view(storage::Ledger& ledger, const Collector& collector) {
  IntakeView view;
  view.since = by_name(collector.counts());
  view.waiting = static_cast<std::int64_t>(collector.waiting());
  const auto today = std::chrono::floor<std::chrono::days>(ledger.clock().now());
  ledger.read([&](storage::Connection& db) {
    view.excluded_addresses = storage::find_intake_settings(db).excluded_addresses;
    const Date since(today - std::chrono::days(kDaysShown - 1));
    for (const auto& row : storage::list_intake_counts(db, since)) {
      if (view.days.empty() || view.days.back().day != row.day) view.days.push_back({row.day, {}});
      view.days.back().counts[row.outcome] = row.count;
    }
  });
  return view;
}

// In the text format of Prometheus.
Response metrics(const Collector& collector) {
  auto counts = collector.counts();
  std::string text =
      "# HELP tandem_tracking_messages_total Messages of tracking since the start, by outcome.\n"
      "# TYPE tandem_tracking_messages_total counter\n";
  for (const auto& [outcome, count] : by_name(counts)) {
    text += fmt::format("tandem_tracking_messages_total{{outcome=\"{}\"}} {}\n", outcome, count);
  }
  text += fmt::format(
      "# HELP tandem_tracking_waiting Messages on their way into the ledger.\n"
      "# TYPE tandem_tracking_waiting gauge\ntandem_tracking_waiting {}\n",
      collector.waiting());
  Response response{200, {}, std::move(text)};
  response.headers.set("Content-Type", "text/plain; version=0.0.4");
  return response;
}

}  // namespace

void add_tracking_routes(Router& router, storage::Ledger& ledger, Collector& collector) {
  const RouteOptions open{.body_limit = kLargestDelivery, .from_any_site = true, .logged = false};
  router.later(
      "POST", "/e",
      [&](const Request& request, const Respond& respond) { collect(collector, request, respond); },
      open);
  router.later(
      "GET", "/e.gif",
      [&](const Request& request, const Respond& respond) {
        collect_pixel(collector, request, respond);
      },
      open);
  router.get<Nothing, IntakeView>(
      "/api/v1/intake", Permission::manage_website,
      "What became of the messages of tracking, by day",
      [&](const Nothing&, const Call&) -> Result<IntakeView> { return view(ledger, collector); });
  router.put<storage::IntakeSettings, IntakeView>(
      "/api/v1/intake/settings", Permission::manage_website, "Whose messages are not wanted",
      [&](const storage::IntakeSettings& wanted, const Call&) -> Result<IntakeView> {
        if (auto read = parse_networks(wanted.excluded_addresses); !read) {
          return std::move(read).error().within("excluded_addresses");
        }
        auto saved = ledger.write([&](storage::Write& write) -> Result<void> {
          storage::save_intake_settings(write.db, wanted);
          return {};
        });
        if (!saved) return std::move(saved).error();
        return view(ledger, collector);
      });
  router.get<Nothing, Response>(
      "/metrics", Permission::read_figures, "Counts for Prometheus",
      [&](const Nothing&, const Call&) -> Result<Response> { return metrics(collector); },
      {.cacheable = false, .documented = false, .reply_type = "text/plain"});
}

}  // namespace tandem::http
