// From the touches and milestones of one contact to its journeys towards a goal: becoming a lead,
// an opportunity, or a customer.
//
// A conversion or a loss closes a way; what comes after begins the next one. The journey to a goal
// is the touches of a way up to the moment when the goal, or a later milestone, was reached; its
// value is what the way was won for. Touches count that are not older than
//
//   lead          90 days before it
//   opportunity   180 days before it
//   conversion    180 days before the opportunity that it came of; 90 days before the conversion
//                 where no opportunity is known
//
// A way that was lost short of the goal is a null; so is one that is still open and did not reach
// it, of touches up to the last, with two exceptions. An open opportunity is no null of the
// conversion yet: it is left out, until nothing has happened for more than 180 days. And what
// follows a contact's last closed way, and is no opportunity, is counted nowhere.
//
// Example. Touches A on day 0, B on day 100, C on day 101 and a conversion worth 50 on day 102: the
// journey B, C (A is too old) with 1 conversion worth 50. Had an opportunity been created on day
// 100: A, B, C.
#pragma once

#include <algorithm>
#include <vector>

#include "domain/attribution/touches.h"

namespace tandem::attribution {

struct JourneyRules {
  MilestoneKind goal = MilestoneKind::conversion;  // anything but lost
  Millis before_lead = std::chrono::days(90);
  Millis before_opportunity = std::chrono::days(180);
  Millis before_conversion = std::chrono::days(90);
  Millis stale = std::chrono::days(180);
  std::optional<Timestamp> as_of = {};  // when it is judged what is stale; nothing: none is
};

// Lists the journeys of one contact after the other into memory that is used again.
template <class Visit>
class JourneyWalk {
 public:
  JourneyWalk(const JourneyRules& rules, Visit& visit) : rules_(rules), visit_(visit) {}

  // Touches in order of time, milestones in order of time and then kind.
  void contact(std::span<const PackedTouch> touches, std::span<const Milestone> milestones) {
    Way way;
    bool closed_before = false;
    for (const auto& milestone : milestones) {
      take(milestone, way);
      if (milestone.kind < MilestoneKind::conversion) continue;
      const auto end = up_to(touches, millis(milestone.at));
      close(touches.first(end), milestone, way);
      touches = touches.subspan(end);
      way = {};
      closed_before = true;
    }
    if (way.goal) {
      converted(touches, way, 0);
    } else if (way.opportunity && !is_stale(touches, milestones.back())) {
      ++left_out_;
    } else if (way.opportunity || !closed_before) {
      null(touches, way);
    }
  }

  std::size_t left_out() const { return left_out_; }  // open opportunities

 private:
  struct Way {
    const Milestone* lead = nullptr;
    const Milestone* opportunity = nullptr;
    const Milestone* goal = nullptr;  // or a later milestone
  };

  static std::int64_t millis(Timestamp at) { return (at - PackedTouch::kFirst).count(); }

  static std::size_t up_to(std::span<const PackedTouch> touches, std::int64_t at) {
    std::size_t end = 0;
    while (end < touches.size() && touches[end].millis() <= at) ++end;
    return end;
  }

  void take(const Milestone& milestone, Way& way) const {
    const auto keep = [&](const Milestone*& kept) {
      if (!kept) kept = &milestone;
    };
    if (milestone.kind == MilestoneKind::lost) return;
    if (milestone.kind == MilestoneKind::lead) keep(way.lead);
    if (milestone.kind == MilestoneKind::opportunity) keep(way.opportunity);
    if (milestone.kind >= rules_.goal) keep(way.goal);
  }

  void close(std::span<const PackedTouch> touches, const Milestone& end, const Way& way) {
    if (way.goal) {
      converted(touches, way, end.kind == MilestoneKind::conversion ? end.value : 0);
    } else {
      null(touches, way);
    }
  }

  bool is_stale(std::span<const PackedTouch> touches, const Milestone& last) const {
    if (!rules_.as_of) return false;
    auto newest = millis(last.at);
    if (!touches.empty()) newest = std::max(newest, touches.back().millis());
    return millis(*rules_.as_of) - newest > rules_.stale.count();
  }

  // Since when touches count on a way that reached the goal, or ended, then.
  std::int64_t since(const Way& way, std::int64_t then) const {
    switch (rules_.goal) {
      case MilestoneKind::lead:
        return then - rules_.before_lead.count();
      case MilestoneKind::opportunity:
        return then - rules_.before_opportunity.count();
      default:
        return way.opportunity ? millis(way.opportunity->at) - rules_.before_opportunity.count()
                               : then - rules_.before_conversion.count();
    }
  }

  std::span<const PackedTouch> not_older(std::span<const PackedTouch> touches, std::int64_t since) {
    std::size_t begin = 0;
    while (begin < touches.size() && touches[begin].millis() < since) ++begin;
    touches = touches.subspan(begin);
    channels_.resize(touches.size());
    for (std::size_t i = 0; i < touches.size(); ++i) channels_[i] = touches[i].channel();
    return touches;
  }

  void null(std::span<const PackedTouch> touches, const Way& way) {
    if (touches.empty()) return;
    if (not_older(touches, since(way, touches.back().millis())).empty()) return;
    visit_(Journey{channels_, {}, {0, 0, 1}, {}, {}});
  }

  // The last touch up to a milestone: what made it happen.
  static std::optional<std::size_t> anchor(std::span<const PackedTouch> touches,
                                           const Milestone* milestone, std::int64_t goal) {
    if (!milestone || millis(milestone->at) > goal) return {};
    auto after = touches.size();
    while (after > 0 && touches[after - 1].millis() > millis(milestone->at)) --after;
    if (after == 0) return {};
    return after - 1;
  }

  void converted(std::span<const PackedTouch> all, const Way& way, double value) {
    constexpr double kDay = 86'400'000;
    const auto at = millis(way.goal->at);
    const auto touches = not_older(all.first(up_to(all, at)), since(way, at));
    ages_.resize(touches.size());
    for (std::size_t i = 0; i < touches.size(); ++i) {
      ages_[i] = static_cast<double>(at - touches[i].millis()) / kDay;
    }
    visit_(Journey{channels_,
                   ages_,
                   {1, value, 0},
                   anchor(touches, way.lead, at),
                   anchor(touches, way.opportunity, at)});
  }

  JourneyRules rules_;
  Visit& visit_;
  std::size_t left_out_ = 0;
  std::vector<Channel> channels_;
  std::vector<double> ages_;
};

}  // namespace tandem::attribution
