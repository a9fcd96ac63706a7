// What the two teams promise each other.
//
// Marketing promises leads and MQLs a month for each persona, that enough of its MQLs are worth the
// work, and to hand them over at once. Sales promises a first response within so many business
// minutes, so many attempts at such intervals, an answer to each MQL, and statuses that are true.
// Both mean the same by MQL and SQL, and measure with the same calendar.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/business_calendar.h"
#include "domain/lifecycle/stage.h"

namespace tandem::agreement {

// A sentence in both languages.
struct Words {
  std::string en;
  std::string fr;

  bool operator==(const Words&) const = default;
};
BOOST_DESCRIBE_STRUCT(Words, (), (en, fr))

struct Definition {
  Words words;
  std::string rule;  // as the program applies it

  bool operator==(const Definition&) const = default;
};
BOOST_DESCRIBE_STRUCT(Definition, (), (words, rule))

struct MonthlyTarget {
  std::string persona;
  std::int64_t leads = 0;  // a month
  std::int64_t mqls = 0;   // of them

  bool operator==(const MonthlyTarget&) const = default;
};
BOOST_DESCRIBE_STRUCT(MonthlyTarget, (), (persona, leads, mqls))

struct MarketingTerms {
  std::vector<MonthlyTarget> targets;
  int accepted_percent = 0;     // of the MQLs, by sales: at least
  int opportunity_percent = 0;  // of the MQLs, that become one: at least
  int handover_minutes = 0;     // of business time, from MQL to the rep being told

  bool operator==(const MarketingTerms&) const = default;
};
BOOST_DESCRIBE_STRUCT(MarketingTerms, (),
                      (targets, accepted_percent, opportunity_percent, handover_minutes))

struct Response {
  std::string segment;  // empty: every lead of none of the others
  int minutes = 0;      // of business time

  bool operator==(const Response&) const = default;
};
BOOST_DESCRIBE_STRUCT(Response, (), (segment, minutes))

struct SalesTerms {
  std::vector<Response> responses;
  int attempts = 0;          // unless the lead is reached before
  int spacing_days = 0;      // business days from one attempt to the next, at most
  int disposition_days = 0;  // business days to accept an MQL or to reject it with a reason
  int status_days = 0;       // business days that an open lead may stay without any news

  bool operator==(const SalesTerms&) const = default;
};
BOOST_DESCRIBE_STRUCT(SalesTerms, (),
                      (responses, attempts, spacing_days, disposition_days, status_days))

struct Terms {
  BusinessHours hours;
  Definition mql;
  Definition sql;
  MarketingTerms marketing;
  SalesTerms sales;
  Words exceptions;  // what excuses a breach; may be empty

  bool operator==(const Terms&) const = default;
};
BOOST_DESCRIBE_STRUCT(Terms, (), (hours, mql, sql, marketing, sales, exceptions))

inline constexpr std::int64_t kMostLeads = 10'000'000;  // a month
inline constexpr int kMostMinutes = 60'000;             // 1,000 business hours
inline constexpr int kMostDays = 250;                   // about a business year
inline constexpr int kMostAttempts = 50;

// Without the blanks around what was typed, with line ends as one character, targets by persona,
// responses by segment and holidays by date: what means the same reads the same.
Terms tidied(Terms terms);

// Everything that is wrong with tidied terms, each at its field ("marketing.targets[1].mqls"), in
// the order of the form; empty when they can be signed. Errors: those of BusinessCalendar::make
// within "hours"; agreement.empty; agreement.not_positive; agreement.too_large {most};
// agreement.percent; agreement.no_targets, agreement.no_responses; agreement.twice {name};
// agreement.more_mqls; agreement.no_other_segment.
std::vector<Error> faults(const Terms& terms);

}  // namespace tandem::agreement
