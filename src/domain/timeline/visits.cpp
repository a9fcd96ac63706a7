#include "domain/timeline/visits.h"

#include <algorithm>
#include <array>

#include "domain/timeline/groups.h"

namespace tandem::timeline {
namespace {

constexpr std::array<std::string_view, 9> kCampaignParameters{
    "utm_", "gclid", "gbraid", "wbraid", "fbclid", "msclkid", "li_fat_id", "ttclid", "dclid"};

bool is_of_a_visit(const Activity& activity) {
  return activity.visitor_id && group_of(activity.kind) == Group::website;
}

double seconds_of(const Activity& activity) {
  const auto* detail = activity.detail.if_object();
  const auto* seconds = detail ? detail->if_contains("seconds") : nullptr;
  if (activity.kind != ActivityKind::page_engaged || !seconds || !seconds->is_number()) return 0;
  return std::max(0.0, seconds->to_number<double>());
}

// The visits of a page, told oldest first.
class Visits {
 public:
  explicit Visits(const std::map<Id, Activity>& before) : before_(before) {}

  // The position of the visit that the activity belongs to.
  std::size_t place(const Activity& activity) {
    const auto campaign = activity.kind == ActivityKind::page_viewed
                              ? campaign_of(text_of(activity.detail, "url"))
                              : std::string();
    const auto known = open_.find(*activity.visitor_id);
    const bool same = known != open_.end() && goes_on(visits_[known->second], activity, campaign);
    const auto position = same ? known->second : begin(activity, campaign, known == open_.end());
    auto& visit = visits_[position];
    visit.ended_at = activity.at;
    visit.pages += activity.kind == ActivityKind::page_viewed;
    visit.engaged_seconds += seconds_of(activity);
    return position;
  }

  std::vector<TimelineVisit>& all() { return visits_; }

 private:
  static bool goes_on(const TimelineVisit& visit, const Activity& activity,
                      const std::string& campaign) {
    return activity.at - visit.ended_at < kVisitGap &&
           (campaign.empty() || campaign == visit.campaign);
  }

  bool follows_what_came_before(const Activity& activity, const std::string& campaign) const {
    const auto earlier = before_.find(*activity.visitor_id);
    return earlier != before_.end() && activity.at - earlier->second.at < kVisitGap &&
           (campaign.empty() || campaign == campaign_of(text_of(earlier->second.detail, "url")));
  }

  std::size_t begin(const Activity& activity, std::string campaign, bool first_of_page) {
    TimelineVisit visit;
    visit.visitor_id = *activity.visitor_id;
    visit.began_at = activity.at;
    visit.goes_on = first_of_page && follows_what_came_before(activity, campaign);
    if (!visit.goes_on) {
      visit.landing_url = text_of(activity.detail, "url");
      visit.referrer = text_of(activity.detail, "referrer");
    }
    visit.campaign = std::move(campaign);
    open_[visit.visitor_id] = visits_.size();
    visits_.push_back(std::move(visit));
    return visits_.size() - 1;
  }

  const std::map<Id, Activity>& before_;
  std::vector<TimelineVisit> visits_;
  std::map<Id, std::size_t> open_;  // the newest visit of each visitor
};

}  // namespace

std::string campaign_of(std::string_view url) {
  const auto question = url.find('?');
  if (question == url.npos) return {};
  auto rest = url.substr(question + 1);
  rest = rest.substr(0, rest.find('#'));
  std::string campaign;
  while (!rest.empty()) {
    const auto parameter = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(parameter.size() + 1, rest.size()));
    const bool counts = std::ranges::any_of(kCampaignParameters,
                                            [&](auto name) { return parameter.starts_with(name); });
    if (!counts) continue;
    if (!campaign.empty()) campaign += '&';
    campaign += parameter;
  }
  return campaign;
}

std::vector<Entry> group_visits(std::vector<Activity> newest_first,
                                const std::map<Id, Activity>& before) {
  constexpr auto kNone = static_cast<std::size_t>(-1);
  Visits visits(before);
  std::vector<std::size_t> place(newest_first.size(), kNone);
  for (std::size_t i = newest_first.size(); i-- > 0;) {
    if (is_of_a_visit(newest_first[i])) place[i] = visits.place(newest_first[i]);
  }
  std::vector<Entry> entries;
  std::vector<std::size_t> told(visits.all().size(), kNone);  // at which entry a visit stands
  for (std::size_t i = 0; i < newest_first.size(); ++i) {
    if (place[i] == kNone) {
      entries.emplace_back(std::move(newest_first[i]));
      continue;
    }
    auto& at = told[place[i]];
    if (at == kNone) {
      at = entries.size();
      entries.emplace_back(std::move(visits.all()[place[i]]));
    }
    std::get<TimelineVisit>(entries[at]).activities.push_back(std::move(newest_first[i]));
  }
  return entries;
}

}  // namespace tandem::timeline
