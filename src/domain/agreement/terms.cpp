#include "domain/agreement/terms.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"

namespace tandem::agreement {
namespace {

void tidy(std::string& text) {
  std::string lines;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      lines += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      lines += '\n';
    }
  }
  text = trimmed(lines);
}

void tidy(Words& words) {
  tidy(words.en);
  tidy(words.fr);
}

// Collects what is wrong, field by field.
class Inspection {
 public:
  void words(const Words& words, const std::string& field) {
    filled(words.en, field + ".en");
    filled(words.fr, field + ".fr");
  }

  void filled(const std::string& text, const std::string& field) {
    if (text.empty()) add("agreement.empty", field);
  }

  void amount(std::int64_t value, std::int64_t most, const std::string& field) {
    if (value <= 0) add("agreement.not_positive", field);
    if (value > most) add("agreement.too_large", field, {{"most", std::to_string(most)}});
  }

  void percent(int value, const std::string& field) {
    if (value < 1 || value > 100) add("agreement.percent", field);
  }

  void add(std::string code, std::string field, TextArgs args = {}) {
    found_.push_back(Error::invalid(std::move(code), std::move(args), std::move(field)));
  }
  void add(Error error) { found_.push_back(std::move(error)); }

  std::vector<Error> found() && { return std::move(found_); }

 private:
  std::vector<Error> found_;
};

void inspect(const MarketingTerms& terms, Inspection& inspection) {
  if (terms.targets.empty()) inspection.add("agreement.no_targets", "marketing.targets");
  std::set<std::string> personas;
  for (std::size_t i = 0; i < terms.targets.size(); ++i) {
    const auto& target = terms.targets[i];
    const auto field = fmt::format("marketing.targets[{}]", i);
    inspection.filled(target.persona, field + ".persona");
    if (!target.persona.empty() && !personas.insert(target.persona).second) {
      inspection.add("agreement.twice", field + ".persona", {{"name", target.persona}});
    }
    inspection.amount(target.leads, kMostLeads, field + ".leads");
    inspection.amount(target.mqls, kMostLeads, field + ".mqls");
    if (target.leads > 0 && target.mqls > target.leads) {
      inspection.add("agreement.more_mqls", field + ".mqls");
    }
  }
  inspection.percent(terms.accepted_percent, "marketing.accepted_percent");
  inspection.percent(terms.opportunity_percent, "marketing.opportunity_percent");
  inspection.amount(terms.handover_minutes, kMostMinutes, "marketing.handover_minutes");
}

void inspect(const std::vector<Response>& responses, Inspection& inspection) {
  if (responses.empty()) {
    inspection.add("agreement.no_responses", "sales.responses");
    return;
  }
  std::set<std::string> segments;
  for (std::size_t i = 0; i < responses.size(); ++i) {
    const auto field = fmt::format("sales.responses[{}]", i);
    if (!segments.insert(responses[i].segment).second) {
      inspection.add("agreement.twice", field + ".segment", {{"name", responses[i].segment}});
    }
    inspection.amount(responses[i].minutes, kMostMinutes, field + ".minutes");
  }
  if (!segments.contains("")) inspection.add("agreement.no_other_segment", "sales.responses");
}

}  // namespace

Terms tidied(Terms terms) {
  for (auto* words : {&terms.mql.words, &terms.sql.words, &terms.exceptions}) tidy(*words);
  tidy(terms.mql.rule);
  tidy(terms.sql.rule);
  for (auto& target : terms.marketing.targets) tidy(target.persona);
  for (auto& response : terms.sales.responses) tidy(response.segment);
  std::ranges::stable_sort(terms.marketing.targets, {}, &MonthlyTarget::persona);
  std::ranges::stable_sort(terms.sales.responses, {}, &Response::segment);
  auto& holidays = terms.hours.holidays;
  std::ranges::sort(holidays);
  holidays.erase(std::unique(holidays.begin(), holidays.end()), holidays.end());
  return terms;
}

std::vector<Error> faults(const Terms& terms) {
  Inspection inspection;
  if (auto calendar = BusinessCalendar::make(terms.hours); !calendar) {
    inspection.add(std::move(calendar).error().within("hours"));
  }
  inspection.words(terms.mql.words, "mql.words");
  inspection.filled(terms.mql.rule, "mql.rule");
  inspection.words(terms.sql.words, "sql.words");
  inspection.filled(terms.sql.rule, "sql.rule");
  inspect(terms.marketing, inspection);
  inspect(terms.sales.responses, inspection);
  inspection.amount(terms.sales.attempts, kMostAttempts, "sales.attempts");
  inspection.amount(terms.sales.spacing_days, kMostDays, "sales.spacing_days");
  inspection.amount(terms.sales.disposition_days, kMostDays, "sales.disposition_days");
  inspection.amount(terms.sales.status_days, kMostDays, "sales.status_days");
  if (terms.exceptions.en.empty() != terms.exceptions.fr.empty()) {
    inspection.words(terms.exceptions, "exceptions");
  }
  return std::move(inspection).found();
}

}  // namespace tandem::agreement
