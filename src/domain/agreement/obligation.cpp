#include "domain/agreement/obligation.h"

#include <algorithm>

namespace tandem::agreement {
namespace {

using std::chrono::minutes;

// Clocks of one lead. Terms in days become the business time until the closing they end at, so
// that every clock pauses and breaches by the same rule.
class Owed {
 public:
  Owed(const BusinessCalendar& calendar, const LeadHistory& lead)
      : calendar_(calendar), lead_(lead) {}

  void within_minutes(Promise promise, Timestamp from, int allowed,
                      std::optional<Timestamp> kept_at) {
    add(promise, 1, from, minutes(allowed), kept_at);
  }

  Result<void> within_days(Promise promise, int number, Timestamp from, int days,
                           std::optional<Timestamp> kept_at) {
    const auto due = calendar_.due_in_days(from, days);
    if (!due) return due.error();
    add(promise, number, from, calendar_.between(from, *due), kept_at);
    return {};
  }

  std::vector<Obligation> found() && { return std::move(found_); }

 private:
  void add(Promise promise, int number, Timestamp from, Millis allowance,
           std::optional<Timestamp> kept_at) {
    BusinessClock clock{from, allowance, {}};
    if (owner(promise) == lifecycle::Owner::sales) clock.events = lead_.pauses;
    if (kept_at) {
      clock.events.push_back({ClockEventKind::stopped, *kept_at, std::nullopt, Id{}, ""});
    }
    found_.push_back({promise, number, std::move(clock)});
  }

  const BusinessCalendar& calendar_;
  const LeadHistory& lead_;
  std::vector<Obligation> found_;
};

std::optional<Timestamp> earlier(std::optional<Timestamp> one, std::optional<Timestamp> other) {
  if (!one || !other) return one ? one : other;
  return std::min(*one, *other);
}

std::optional<Timestamp> attempt(const LeadHistory& lead, std::size_t number) {
  if (number > lead.attempts.size()) return std::nullopt;
  return lead.attempts[number - 1];
}

Result<void> owe_attempts(const SalesTerms& terms, const LeadHistory& lead, Owed& clocks) {
  const auto ended = earlier(lead.reached_at, lead.closed_at);
  for (int number = 2; number <= terms.attempts; ++number) {
    const auto before = attempt(lead, static_cast<std::size_t>(number) - 1);
    if (!before || (ended && *before >= *ended)) break;
    const auto done = earlier(attempt(lead, static_cast<std::size_t>(number)), ended);
    if (auto owed =
            clocks.within_days(Promise::next_attempt, number, *before, terms.spacing_days, done);
        !owed) {
      return owed;
    }
  }
  return {};
}

// A stretch begins with the hand-over and with each piece of news after it.
Result<void> owe_news(const SalesTerms& terms, const LeadHistory& lead, Owed& clocks) {
  Timestamp since = *lead.told_at;
  int number = 1;
  for (const Timestamp news : lead.news) {
    if (news <= since) continue;
    if (lead.closed_at && news >= *lead.closed_at) break;
    if (auto owed = clocks.within_days(Promise::status, number++, since, terms.status_days, news);
        !owed) {
      return owed;
    }
    since = news;
  }
  return clocks.within_days(Promise::status, number, since, terms.status_days, lead.closed_at);
}

}  // namespace

Result<std::vector<Obligation>> obligations(const Terms& terms, const BusinessCalendar& calendar,
                                            const LeadHistory& lead) {
  Owed clocks(calendar, lead);
  clocks.within_minutes(Promise::handover, lead.qualified_at, terms.marketing.handover_minutes,
                        lead.told_at);
  if (!lead.told_at) return std::move(clocks).found();
  const auto& sales = terms.sales;
  clocks.within_minutes(Promise::first_response, *lead.told_at,
                        response_minutes(sales, lead.segment),
                        earlier(attempt(lead, 1), lead.closed_at));
  if (auto owed = owe_attempts(sales, lead, clocks); !owed) return std::move(owed).error();
  if (auto owed = clocks.within_days(Promise::disposition, 1, *lead.told_at, sales.disposition_days,
                                     earlier(lead.disposed_at, lead.closed_at));
      !owed) {
    return std::move(owed).error();
  }
  if (auto owed = owe_news(sales, lead, clocks); !owed) return std::move(owed).error();
  return std::move(clocks).found();
}

int response_minutes(const SalesTerms& terms, std::string_view segment) {
  int others = 0;
  for (const auto& response : terms.responses) {
    if (response.segment == segment) return response.minutes;
    if (response.segment.empty()) others = response.minutes;
  }
  return others;
}

std::optional<double> Tally::kept_share() const {
  if (met + breached == 0) return std::nullopt;
  return static_cast<double>(met) / (met + breached);
}

void count(Tally& tally, ClockState state) {
  switch (state) {
    case ClockState::on_track:
      ++tally.on_track;
      break;
    case ClockState::due_soon:
      ++tally.due_soon;
      break;
    case ClockState::breached:
      ++tally.breached;
      break;
    case ClockState::met:
      ++tally.met;
      break;
    case ClockState::excused:
      ++tally.excused;
      break;
  }
}

FloorState floor_state(int percent, int good, int bad, int open) {
  const std::int64_t all = std::int64_t{good} + bad + open;
  if (all == 0) return FloorState::empty;
  const std::int64_t floor = all * percent;  // in hundredths of an MQL
  if (100 * std::int64_t{good} >= floor) return FloorState::kept;
  if (100 * (std::int64_t{good} + open) < floor) return FloorState::broken;
  const std::int64_t decided = std::int64_t{good} + bad;
  return 100 * std::int64_t{good} >= decided * percent ? FloorState::on_the_way
                                                       : FloorState::at_risk;
}

}  // namespace tandem::agreement
