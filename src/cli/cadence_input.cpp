#include "cli/cadence_input.h"

#include <algorithm>
#include <array>

#include <date/tz.h>

#include "base/yes_no.h"

namespace tandem::cli {
namespace {

using Names = std::initializer_list<std::string_view>;
using Column = std::optional<std::size_t>;

// The column that was named, or the first of the usual names that is there.
Result<Column> find(const AnalysisTable& table, const std::string& named, Names usual) {
  if (!named.empty()) {
    auto column = table.column(named);
    if (!column) return std::move(column).error();
    return Column(*column);
  }
  for (const auto name : usual) {
    if (const auto column = table.find_column(name)) return Column(column);
  }
  return Column();
}

struct Places {
  Column lead, attempt, time, outcome, segment, delay, gap, channel;
  double delay_minutes = 1;  // in one unit of the column
  double gap_hours = 1;
};

double minutes_in(const std::string& unit, std::string_view name, double otherwise) {
  const auto says = [&](std::string_view word) {
    return unit.empty() ? name.find(word) != std::string_view::npos : unit.starts_with(word);
  };
  if (says("hour")) return 60;
  if (says("day")) return 1440;
  return says("minute") ? 1 : otherwise;
}

Error which_column(const AnalysisTable& table, std::string_view option) {
  std::string columns;
  for (const auto& name : table.header()) columns += (columns.empty() ? "" : ", ") + name;
  return Error::invalid("cli.cadence.which_column",
                        {{"option", std::string(option)}, {"columns", columns}});
}

Result<Places> find_places(const AnalysisTable& table, const AttemptColumns& columns) {
  Places places;
  struct Wanted {
    Column& place;
    const std::string& named;
    Names usual;
  };
  for (const auto& [place, named, usual] : std::initializer_list<Wanted>{
           {places.lead, columns.lead, {"lead", "lead_id", "case_id", "contact", "contact_id"}},
           {places.attempt, columns.attempt, {"attempt", "attempt_no", "attempt_number"}},
           {places.time, columns.time, {"at", "time", "attempted_at", "attempt_start"}},
           {places.outcome,
            columns.outcome,
            {"outcome", "connected", "success", "success_before_next_attempt"}},
           {places.segment, columns.segment, {"segment", "persona"}},
           {places.delay,
            columns.delay,
            {"delay", "delay_minutes", "delay_hours", "hours_since_clock_start"}},
           {places.gap, columns.gap, {"gap_hours", "hours_since_previous_attempt"}},
           {places.channel, columns.channel, {"channel"}}}) {
    auto found = find(table, named, usual);
    if (!found) return std::move(found).error();
    place = *found;
  }
  if (!places.lead) return which_column(table, "--lead");
  if (!places.outcome) return which_column(table, "--outcome");
  if (!places.attempt && !places.time) return which_column(table, "--attempt");
  const auto& header = table.header();
  if (places.delay) {
    places.delay_minutes = minutes_in(columns.delay_unit, header[*places.delay], 1);
  }
  if (places.gap) places.gap_hours = minutes_in(columns.gap_unit, header[*places.gap], 60) / 60;
  return places;
}

// The hour that the text shows, before its first colon: on the clock of who wrote it.
std::optional<int> hour_shown(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon < 2 ||
      text.find_first_of("Mm", colon) != text.npos) {
    return {};
  }
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!digit(text[colon - 1]) || !digit(text[colon - 2])) return {};
  const int hour = (text[colon - 2] - '0') * 10 + (text[colon - 1] - '0');
  return hour < 24 ? std::optional(hour) : std::nullopt;
}

// A duration where there is one.
Result<std::optional<double>> duration(const AnalysisTable& table, const Column& column,
                                       double unit) {
  if (!column || table.value(*column).empty()) return std::optional<double>();
  auto number = table.number(*column);
  if (!number) return std::move(number).error();
  if (*number < 0) return table.at(*column, Error::invalid("followup.negative"));
  return std::optional(*number * unit);
}

Result<void> read_order(const AnalysisTable& table, const Places& places,
                        followup::LoggedAttempt& row) {
  if (places.attempt) {
    auto number = table.whole_number(*places.attempt);
    if (!number) return std::move(number).error();
    row.number = *number;
  }
  if (!places.time || table.value(*places.time).empty()) return {};
  auto at = table.time(*places.time);
  if (!at) return std::move(at).error();
  row.at = *at;
  row.attempt.hour = hour_shown(table.value(*places.time));
  return {};
}

Result<followup::LoggedAttempt> read_row(const AnalysisTable& table, const Places& places) {
  followup::LoggedAttempt row;
  row.line = table.line();
  row.lead = table.value(*places.lead);
  if (row.lead.empty()) return table.at(*places.lead, Error::invalid("followup.empty_lead"));
  const auto connected = parse_yes_no(table.value(*places.outcome));
  if (!connected) {
    return table.at(*places.outcome, Error::invalid("followup.outcome_unreadable",
                                                    {{"value", table.value(*places.outcome)}}));
  }
  row.attempt.connected = *connected;
  if (auto ordered = read_order(table, places, row); !ordered) return std::move(ordered).error();
  auto delay = duration(table, places.delay, places.delay_minutes);
  if (!delay) return std::move(delay).error();
  row.attempt.delay_minutes = *delay;
  auto gap = duration(table, places.gap, places.gap_hours);
  if (!gap) return std::move(gap).error();
  row.attempt.gap_hours = *gap;
  if (places.segment) row.attempt.segment = table.value(*places.segment);
  if (places.channel) row.attempt.channel = table.value(*places.channel);
  return row;
}

}  // namespace

Result<followup::AttemptHistory> read_attempts(const std::string& path, Language language,
                                               const AttemptColumns& columns) {
  auto table = AnalysisTable::open(path, language);
  if (!table) return std::move(table).error();
  const auto places = find_places(*table, columns);
  if (!places) return at_file(path, places.error());
  std::vector<followup::LoggedAttempt> log;
  for (;;) {
    const auto more = table->next();
    if (!more) return more.error();
    if (!*more) break;
    auto row = read_row(*table, *places);
    if (!row) return std::move(row).error();
    log.push_back(*std::move(row));
  }
  auto history = followup::attempt_history(std::move(log));
  if (history) return history;
  auto error = std::move(history).error();
  const auto column = table->header()[places->attempt ? *places->attempt : *places->time];
  const auto place = error.field.empty() ? "" : ":" + error.field + ": " + column;
  error.field = (path == "-" ? "stdin" : path) + place;
  return error;
}

}  // namespace tandem::cli
