// The follow-up planner at work (sixty_days.h). Every fifth night it fits the contact model to all
// attempts so far; every night it follows each segment with a tracker of its own, and finds the
// price of a minute for the days ahead from who is open and who is expected.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "bench/sixty_days/policy.h"
#include "domain/followup/contact_model.h"
#include "domain/followup/hazard_tracker.h"
#include "domain/followup/rolling_price.h"

namespace tandem::bench {

class Planner : public Policy {
 public:
  Planner(const Truth& truth, double leads_a_day, double capacity)
      : values_(truth.values), leads_a_day_(leads_a_day), capacity_(capacity) {}

  // Instead of learning: the truth as it is on the day.
  void know(const Truth& truth) { truth_ = &truth; }

  void learn(const Lead& lead, int gap, int day, bool connected) override {
    auto& attempt = log_.emplace_back();
    attempt.number = lead.made + 1;
    attempt.connected = connected;
    attempt.segment = std::to_string(lead.segment);
    if (lead.made > 0) attempt.gap_hours = 24 * gap;
    auto& [trials, connections] = days_[{day, lead.segment, lead.made, gap}];
    ++trials;
    connections += connected;
  }

  void night(int day, const std::vector<Lead>& leads) override {
    day_ = day;
    if (truth_) {
      plan(true_segments());
    } else {
      if (day % 5 == 0) fit();
      plan(tracked_segments());
    }
    price_ = rolling_price(programmes_, open_leads(leads), expected_leads(), capacity_, ahead());
    table_price_.reset();
  }

  std::vector<std::size_t> order(const std::vector<Lead>& leads, int, int round) override {
    if (round > 6) return {};
    use_price(price_ * std::pow(.5, round));  // minutes are left: go deeper
    std::vector<std::size_t> order;
    const auto open = open_leads(leads);
    for (const auto& lead : call_queue(open, tables_, open.size())) {
      order.push_back(static_cast<std::size_t>(lead.id.value));
    }
    return order;
  }

 private:
  static constexpr int kDaysAhead = 5;

  int days_left() const { return kDays - day_; }
  int ahead() const { return std::min(kDaysAhead, days_left()); }

  // There is a programme for each segment and each number of days that are left to a lead, which
  // are fewer towards the end: those of the longest horizon first.
  int programme_of(int segment, int age, int days_left) const {
    return segment + kSegments * (kHorizon - std::min(kHorizon, age + days_left - 1));
  }

  std::vector<OpenLead> open_leads(const std::vector<Lead>& leads) const {
    std::vector<OpenLead> open;
    for (std::size_t i = 0; i < leads.size(); ++i) {
      const auto& lead = leads[i];
      if (lead.done || lead.made >= kAttempts || (lead.made > 0 && lead.last == day_)) continue;
      const int age = day_ - lead.came;
      open.push_back({Id{static_cast<std::int64_t>(i)}, Timestamp(Millis(lead.came)),
                      programme_of(lead.segment, age, days_left()),
                      static_cast<std::int16_t>(lead.made), static_cast<std::int16_t>(age),
                      static_cast<std::int16_t>(std::max(1, day_ - lead.last))});
    }
    return open;
  }

  std::vector<ExpectedLeads> expected_leads() const {
    std::vector<ExpectedLeads> expected;
    for (int in_days = 0; in_days < ahead(); ++in_days) {
      for (int s = 0; s < kSegments; ++s) {
        expected.push_back(
            {programme_of(s, 0, days_left() - in_days), in_days, leads_a_day_ / kSegments});
      }
    }
    return expected;
  }

  void plan(const std::vector<TimedSegment>& segments) {
    programmes_.clear();
    timings_.clear();
    const int shortest = std::clamp(days_left() - kDaysAhead, 0, kHorizon);
    for (int horizon = kHorizon; horizon >= shortest; --horizon) {
      auto timing = timing_;
      timing.horizon_days = horizon;
      for (const auto& segment : segments) {
        programmes_.emplace_back(segment, timing);
        timings_.push_back(timing);
      }
    }
  }

  void use_price(double price) {
    if (price == table_price_) return;
    table_price_ = price;
    tables_.clear();
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
      programmes_[i].solve(price);
      tables_.emplace_back(programmes_[i], timings_[i]);
    }
  }

  TimedSegment segment_of(int s) const {
    TimedSegment segment{.leads = leads_a_day_ / kSegments,
                         .value = values_[static_cast<std::size_t>(s)]};
    segment.channels = {{"phone", kAttemptMinutes, kConversationMinutes, 0}};
    return segment;
  }

  std::vector<TimedSegment> true_segments() {
    timing_.gap_offsets = {-.35, -.1, 0};
    std::vector<TimedSegment> segments;
    for (int s = 0; s < kSegments; ++s) {
      segments.push_back(segment_of(s));
      for (int made = 0; made < kAttempts; ++made) {
        segments.back().hazards.push_back(truth_->hazard(s, made, kHorizon, day_));
      }
    }
    return segments;
  }

  std::vector<TimedSegment> tracked_segments() {
    timing_.gap_offsets.clear();
    for (int gap = 1; gap <= 8; ++gap) timing_.gap_offsets.push_back(gap_offset(1, gap));
    std::vector<HazardTracker> trackers(kSegments, HazardTracker(base_));
    int day = days_.empty() ? 0 : std::get<0>(days_.begin()->first);
    for (const auto& [cell, counts] : days_) {
      const auto [on, segment, made, gap] = cell;
      for (; day < on; ++day) std::ranges::for_each(trackers, &HazardTracker::next_day);
      trackers[static_cast<std::size_t>(segment)].learn(made + 1, gap_offset(made, gap),
                                                        counts.first, counts.second);
    }
    std::vector<TimedSegment> segments;
    for (int s = 0; s < kSegments; ++s) {
      segments.push_back(segment_of(s));
      for (int made = 0; made < kAttempts; ++made) {
        segments.back().hazards.push_back(trackers[static_cast<std::size_t>(s)].hazard(made + 1));
      }
    }
    return segments;
  }

  // What all segments together say: log-odds of each attempt, and of each gap.
  void fit() {
    gap_.clear();
    if (log_.empty()) return;
    const auto effects = fit_contact_model(log_);
    for (const auto& effect : *effects) {
      if (effect.kind == EffectKind::gap) gap_[effect.level] = effect.log_odds;
      if (effect.kind != EffectKind::attempt) continue;
      base_[static_cast<std::size_t>(std::stoi(effect.level)) - 1] = effect.log_odds;
    }
  }

  double gap_offset(int made, int gap) const {
    const auto found = made == 0 ? gap_.end() : gap_.find(gap_band(24.0 * gap));
    return found == gap_.end() ? 0 : found->second;
  }

  static std::vector<double> prior_log_odds() {
    std::vector<double> prior;
    for (int attempt = 1; attempt <= kAttempts; ++attempt) {
      prior.push_back(logit(default_hazard(attempt)));
    }
    return prior;
  }

  const Truth* truth_ = nullptr;
  std::vector<double> values_;
  double leads_a_day_;
  double capacity_;
  int day_ = 0;
  std::vector<Attempt> log_;
  // [day, segment, attempts made, gap]: attempts, connections
  std::map<std::tuple<int, int, int, int>, std::pair<double, double>> days_;
  std::vector<double> base_ = prior_log_odds();
  std::map<std::string, double> gap_;
  Timing timing_;
  std::vector<SegmentProgramme> programmes_;
  std::vector<Timing> timings_;  // of the programmes
  std::vector<IndexTable> tables_;
  double price_ = 0;
  std::optional<double> table_price_;
};

}  // namespace tandem::bench
