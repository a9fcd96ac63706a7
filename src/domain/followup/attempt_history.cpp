// Each lead's attempts in order.
#include <algorithm>

#include <fmt/format.h>

#include "domain/followup/attempt_report.h"

namespace tandem::followup {
namespace {

Error at_line(const LoggedAttempt& row, std::string code, TextArgs args) {
  return Error::invalid(std::move(code), std::move(args), std::to_string(row.line));
}

bool earlier(const LoggedAttempt& one, const LoggedAttempt& other) {
  if (one.lead != other.lead) return one.lead < other.lead;
  if (one.number && other.number && *one.number != *other.number) {
    return *one.number < *other.number;
  }
  if (one.at && other.at && *one.at != *other.at) return *one.at < *other.at;
  return one.line < other.line;
}

// What must hold for each row to have its place: all of a lead are numbered, or all have a time.
Result<void> check(const std::vector<LoggedAttempt>& log) {
  for (const auto& row : log) {
    if (!row.number && !row.at) return at_line(row, "followup.no_order", {{"lead", row.lead}});
    if (row.number && (*row.number < 1 || *row.number > kHighestNumber)) {
      return at_line(row, "followup.attempt_range", {{"most", std::to_string(kHighestNumber)}});
    }
  }
  for (std::size_t i = 1; i < log.size(); ++i) {
    const auto& before = log[i - 1];
    const auto& row = log[i];
    if (row.lead != before.lead) continue;
    if (row.number.has_value() != before.number.has_value()) {
      return at_line(row.number ? before : row, "followup.no_order", {{"lead", row.lead}});
    }
    if (row.number && row.number == before.number) {
      return at_line(row, "followup.same_attempt",
                     {{"lead", row.lead}, {"attempt", std::to_string(*row.number)}});
    }
  }
  return {};
}

constexpr int kSlotHours = 3;

void fill_from_before(Attempt& attempt, const LoggedAttempt& row, const LoggedAttempt& before) {
  if (!attempt.gap_hours && row.at && before.at && *row.at >= *before.at) {
    attempt.gap_hours = static_cast<double>((*row.at - *before.at).count()) / 3.6e6;
  }
  if (attempt.hour && before.attempt.hour) {
    attempt.same_slot = *attempt.hour / kSlotHours == *before.attempt.hour / kSlotHours;
  }
}

}  // namespace

Result<AttemptHistory> attempt_history(std::vector<LoggedAttempt> log) {
  if (log.empty()) return Error::invalid("followup.no_attempts");
  std::ranges::sort(log, earlier);
  if (auto valid = check(log); !valid) return std::move(valid).error();
  AttemptHistory history;
  bool connected = false;
  for (std::size_t i = 0; i < log.size(); ++i) {
    const bool first = i == 0 || log[i].lead != log[i - 1].lead;
    if (first) {
      ++history.leads;
      connected = false;
    }
    if (connected) {
      ++history.after_connection;
      continue;
    }
    auto attempt = log[i].attempt;
    const auto expected = first ? 1 : history.attempts.back().number + 1;
    attempt.number = log[i].number ? static_cast<int>(*log[i].number) : expected;
    history.missing += attempt.number - expected;
    if (!first) fill_from_before(attempt, log[i], log[i - 1]);
    connected = attempt.connected;
    history.last.push_back(i + 1 == log.size() || log[i + 1].lead != log[i].lead);
    history.attempts.push_back(std::move(attempt));
  }
  return history;
}

}  // namespace tandem::followup
