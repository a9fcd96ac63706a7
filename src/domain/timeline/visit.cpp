#include "domain/timeline/visit.h"

#include <algorithm>

#include "base/web_address.h"

namespace tandem::timeline {
namespace {

// The value of a parameter of the address, as it stands there.
std::string_view parameter_of(std::string_view url, std::string_view name) {
  const auto question = url.find('?');
  if (question == url.npos) return {};
  auto query = url.substr(question + 1);
  query = query.substr(0, query.find('#'));
  while (!query.empty()) {
    const auto end = query.find('&');
    const auto field = query.substr(0, end);
    const auto equals = field.find('=');
    if (field.substr(0, equals) == name && equals != field.npos) return field.substr(equals + 1);
    query = end == query.npos ? std::string_view() : query.substr(end + 1);
  }
  return {};
}

std::string source_of(const boost::json::value& detail) {
  const auto url = text_of(detail, "url");
  if (const auto given = parameter_of(url, "utm_source"); !given.empty()) return std::string(given);
  if (const auto* place = detail.if_object()) {
    const auto* campaign = place->if_contains("campaign");
    if (campaign) {
      if (const auto given = text_of(*campaign, "source"); !given.empty())
        return std::string(given);
    }
  }
  const auto referrer = text_of(detail, "referrer");
  if (referrer.empty()) return {};
  auto host = host_of(std::string(referrer));
  return host == host_of(std::string(url)) ? std::string() : host;
}

}  // namespace

bool is_on_site(ActivityKind kind, const boost::json::value& detail) {
  if (text_of(detail, "url").empty()) return false;
  switch (kind) {
    case ActivityKind::page_viewed:
    case ActivityKind::page_engaged:
    case ActivityKind::link_clicked:
    case ActivityKind::file_downloaded:
    case ActivityKind::form_submitted:
    case ActivityKind::shared:
    case ActivityKind::identified:
      return true;
    default:
      return false;
  }
}

Visit begin_visit(const Activity& activity) {
  Visit visit{.began_at = activity.at,
              .last_at = activity.at,
              .pages = 0,
              .url = {},
              .title = {},
              .source = source_of(activity.detail)};
  extend(visit, activity);
  return visit;
}

bool belongs_to(const Visit& visit, const Activity& activity) {
  return activity.at - visit.last_at < kVisitGap && visit.began_at - activity.at < kVisitGap;
}

void extend(Visit& visit, const Activity& activity) {
  if (activity.kind == ActivityKind::page_viewed) ++visit.pages;
  visit.began_at = std::min(visit.began_at, activity.at);
  if (activity.at < visit.last_at) return;  // an older page is not where the visitor is
  visit.last_at = activity.at;
  const auto url = text_of(activity.detail, "url");
  if (url.empty() || url == visit.url) return;
  visit.url = url;
  visit.title = text_of(activity.detail, "title");
}

VisitStart start_of_visit(Timestamp at, std::span<const Timestamp> before, bool has_more) {
  VisitStart start{.began_at = at, .seen_before = {}, .is_known = true};
  for (const auto earlier : before) {
    if (start.began_at - earlier >= kVisitGap) {
      start.seen_before = earlier;
      return start;
    }
    start.began_at = std::min(start.began_at, earlier);
  }
  start.is_known = !has_more;
  return start;
}

std::string_view text_of(const boost::json::value& detail, std::string_view name) {
  const auto* object = detail.if_object();
  const auto* found = object ? object->if_contains(name) : nullptr;
  const auto* text = found ? found->if_string() : nullptr;
  return text ? std::string_view(*text) : std::string_view();
}

std::string_view path_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme != url.npos) {
    url.remove_prefix(scheme + 3);
    const auto end = url.find_first_of("/?#");
    url = end == url.npos ? std::string_view() : url.substr(end);
  }
  url = url.substr(0, url.find_first_of("?#"));
  return url.empty() ? std::string_view("/") : url;
}

}  // namespace tandem::timeline
