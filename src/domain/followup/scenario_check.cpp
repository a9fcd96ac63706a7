// What a scenario may not say.
#include <cmath>

#include <fmt/format.h>

#include "domain/followup/scenario.h"
#include "domain/followup/service.h"

namespace tandem::followup {
namespace {

constexpr double kLargestOffset = 50;  // logit: beyond it a hazard is 0 or 1

Result<void> within(Result<void> checked, const std::string& path) {
  if (!checked) return std::move(checked).error().within(path);
  return {};
}

Result<void> in_range(double value, double low, double high, std::string_view field) {
  if (value >= low && value <= high) return {};
  return Error::invalid("followup.out_of_range",
                        {{"low", fmt::format("{:g}", low)}, {"high", fmt::format("{:g}", high)}},
                        std::string(field));
}

// What is absent takes its default, which is in range.
template <class Number>
Result<void> in_range(const std::optional<Number>& value, double low, double high,
                      std::string_view field) {
  if (!value) return {};
  return in_range(static_cast<double>(*value), low, high, field);
}

Result<void> check_offsets(const std::optional<std::vector<double>>& offsets,
                           const std::string& field) {
  if (!offsets) return {};
  for (std::size_t i = 0; i < offsets->size(); ++i) {
    auto valid =
        in_range((*offsets)[i], -kLargestOffset, kLargestOffset, fmt::format("{}[{}]", field, i));
    if (!valid) return valid;
  }
  return {};
}

Result<void> check_timing(const ScenarioTiming& timing) {
  if (auto valid = in_range(timing.half_life_days, 1e-3, kLargestNumber, "half_life_days"); !valid)
    return valid;
  if (auto valid = in_range(timing.horizon_days, 0, kMostDays, "horizon_days"); !valid)
    return valid;
  if (auto valid = in_range(timing.max_attempts, 1, kMostAttempts, "max_attempts"); !valid)
    return valid;
  if (auto valid = in_range(timing.late_attempt, 1, kLargestNumber, "late_attempt"); !valid)
    return valid;
  if (auto valid = in_range(timing.late_factor, 0, 1, "late_factor"); !valid) return valid;
  if (auto valid = check_offsets(timing.delay_offsets, "delay_offsets"); !valid) return valid;
  return check_offsets(timing.gap_offsets, "gap_offsets");
}

Result<void> check_channels(const std::vector<ScenarioChannel>& channels) {
  if (channels.empty()) return Error::invalid("followup.no_channels");
  for (std::size_t i = 0; i < channels.size(); ++i) {
    const auto& channel = channels[i];
    const auto path = fmt::format("[{}]", i);
    auto valid = within(
        check_minutes(channel.attempt_minutes, channel.conversation_minutes.value_or(0)), path);
    if (!valid) return valid;
    valid = within(in_range(channel.offset, -kLargestOffset, kLargestOffset, "offset"), path);
    if (!valid) return valid;
  }
  return {};
}

Result<void> check_segment(const ScenarioSegment& segment, const Scenario& scenario) {
  const auto minutes = [](const auto& own, const auto& common, double otherwise) {
    return own.value_or(common.value_or(otherwise));
  };
  const Segment plain{segment.name,
                      segment.leads,
                      segment.value,
                      segment.hazards.value_or(std::vector<double>{}),
                      minutes(segment.attempt_minutes, scenario.attempt_minutes, 4),
                      minutes(segment.conversation_minutes, scenario.conversation_minutes, 15)};
  if (auto valid = plain.validate(); !valid) return valid;
  if (auto valid = in_range(segment.attempts_made, 0, kLargestNumber, "attempts_made"); !valid)
    return valid;
  if (auto valid = in_range(segment.age_days, 0, kLargestNumber, "age_days"); !valid) return valid;
  if (auto valid = in_range(segment.days_since_attempt, 1, kLargestNumber, "days_since_attempt");
      !valid)
    return valid;
  if ((segment.age_days || segment.days_since_attempt) && !scenario.timing) {
    return Error::invalid("followup.needs_timing", {},
                          segment.age_days ? "age_days" : "days_since_attempt");
  }
  if (!segment.channels) return {};
  if (segment.channels->empty()) return Error::invalid("followup.no_channels", {}, "channels");
  for (std::size_t i = 0; i < segment.channels->size(); ++i) {
    const auto& name = (*segment.channels)[i];
    bool known = false;
    if (scenario.channels) {
      for (const auto& channel : *scenario.channels) known |= channel.name == name;
    }
    if (!known)
      return Error::invalid("followup.no_channel", {{"channel", name}},
                            fmt::format("channels[{}]", i));
  }
  return {};
}

Result<void> check_staffing(const Scenario& scenario) {
  if (const auto& wage = scenario.wage) {
    if (auto valid = check_amount(wage->per_minute, "wage.per_minute"); !valid) return valid;
    auto valid = in_range(wage->productive_minutes, 1, 1440, "wage.productive_minutes");
    if (!valid) return valid;
  }
  if (const auto& arrivals = scenario.arrivals) {
    auto valid = within(check_arrivals({arrivals->per_hour, arrivals->minutes_each}), "arrivals");
    if (!valid) return valid;
    valid =
        check_amount(arrivals->answer_within_minutes.value_or(5), "arrivals.answer_within_minutes");
    if (!valid) return valid;
    valid = in_range(arrivals->target, 0, .999999, "arrivals.target");
    if (!valid) return valid;
  }
  if (const auto& deadlines = scenario.deadlines) {
    if (deadlines->lifts) {
      if (auto valid = within(check_lifts(*deadlines->lifts), "deadlines.lifts"); !valid)
        return valid;
    }
    return in_range(deadlines->share, 0, 1, "deadlines.share");
  }
  return {};
}

}  // namespace

Result<void> Scenario::validate() const {
  if (auto valid = check_amount(capacity_minutes, "capacity_minutes"); !valid) return valid;
  if (auto valid = in_range(working_days, 1, 366, "working_days"); !valid) return valid;
  if (auto valid = check_minutes(attempt_minutes.value_or(4), conversation_minutes.value_or(15));
      !valid)
    return valid;
  if (channels) {
    if (auto valid = within(check_channels(*channels), "channels"); !valid) return valid;
  }
  if (timing) {
    if (auto valid = within(check_timing(*timing), "timing"); !valid) return valid;
  }
  if (segments.empty()) return Error::invalid("followup.no_segments", {}, "segments");
  for (std::size_t s = 0; s < segments.size(); ++s) {
    auto valid = within(check_segment(segments[s], *this), fmt::format("segments[{}]", s));
    if (!valid) return valid;
  }
  return check_staffing(*this);
}

}  // namespace tandem::followup
