#include "domain/agreement/terms.h"

#include <functional>
#include <utility>

#include <gtest/gtest.h>

#include "domain/agreement/sample_terms.h"

namespace tandem::agreement {
namespace {

TEST(Terms, AreTidied) {
  auto typed = sample_terms();
  std::swap(typed.marketing.targets[0], typed.marketing.targets[1]);
  std::swap(typed.sales.responses[0], typed.sales.responses[1]);
  typed.marketing.targets[0].persona = " Owner Ollie\t";
  typed.mql.rule = "score >= 60\r\n";
  typed.exceptions = {"Fairs.\r\nStrikes.\rFloods. ", "Salons."};
  typed.hours.holidays = {*parse_date("2026-05-08"), *parse_date("2026-05-01"),
                          *parse_date("2026-05-08")};
  auto expected = sample_terms();
  expected.exceptions = {"Fairs.\nStrikes.\nFloods.", "Salons."};
  expected.hours.holidays = {*parse_date("2026-05-01"), *parse_date("2026-05-08")};
  EXPECT_EQ(tidied(typed), expected);
  EXPECT_EQ(tidied(expected), expected);
}

TEST(Terms, AreRefusedAtTheFieldThatIsWrong) {
  struct Scenario {
    std::function<void(Terms&)> spoil;
    const char* code;
    const char* field;
  };
  for (const auto& s : std::vector<Scenario>{
           {[](Terms& t) { t.hours.week.assign(7, {}); }, "calendar.never_open", "hours.week"},
           {[](Terms& t) { t.hours.week[1][1].from_minute = 700; }, "calendar.bad_period",
            "hours.week[1][1]"},
           {[](Terms& t) { t.hours.time_zone = "Paris"; }, "calendar.unknown_zone",
            "hours.time_zone"},
           {[](Terms& t) { t.mql.words.fr.clear(); }, "agreement.empty", "mql.words.fr"},
           {[](Terms& t) { t.sql.rule.clear(); }, "agreement.empty", "sql.rule"},
           {[](Terms& t) { t.marketing.targets.clear(); }, "agreement.no_targets",
            "marketing.targets"},
           {[](Terms& t) { t.marketing.targets[1].persona.clear(); }, "agreement.empty",
            "marketing.targets[1].persona"},
           {[](Terms& t) { t.marketing.targets[1].persona = "Marketing Mary"; }, "agreement.twice",
            "marketing.targets[1].persona"},
           {[](Terms& t) { t.marketing.targets[0].mqls = 0; }, "agreement.not_positive",
            "marketing.targets[0].mqls"},
           {[](Terms& t) { t.marketing.targets[0].mqls = 301; }, "agreement.more_mqls",
            "marketing.targets[0].mqls"},
           {[](Terms& t) { t.marketing.targets[0].leads = kMostLeads + 1; }, "agreement.too_large",
            "marketing.targets[0].leads"},
           {[](Terms& t) { t.marketing.accepted_percent = 101; }, "agreement.percent",
            "marketing.accepted_percent"},
           {[](Terms& t) { t.marketing.opportunity_percent = 0; }, "agreement.percent",
            "marketing.opportunity_percent"},
           {[](Terms& t) { t.marketing.handover_minutes = -1; }, "agreement.not_positive",
            "marketing.handover_minutes"},
           {[](Terms& t) { t.sales.responses.clear(); }, "agreement.no_responses",
            "sales.responses"},
           {[](Terms& t) { t.sales.responses[0].segment = "trial"; }, "agreement.no_other_segment",
            "sales.responses"},
           {[](Terms& t) { t.sales.responses[1].segment.clear(); }, "agreement.twice",
            "sales.responses[1].segment"},
           {[](Terms& t) { t.sales.responses[1].minutes = 0; }, "agreement.not_positive",
            "sales.responses[1].minutes"},
           {[](Terms& t) { t.sales.attempts = 51; }, "agreement.too_large", "sales.attempts"},
           {[](Terms& t) { t.sales.spacing_days = 0; }, "agreement.not_positive",
            "sales.spacing_days"},
           {[](Terms& t) { t.sales.disposition_days = 0; }, "agreement.not_positive",
            "sales.disposition_days"},
           {[](Terms& t) { t.sales.status_days = 251; }, "agreement.too_large",
            "sales.status_days"},
           {[](Terms& t) { t.exceptions.en = "Fairs"; }, "agreement.empty", "exceptions.fr"}}) {
    auto terms = sample_terms();
    s.spoil(terms);
    const auto wrong = faults(terms);
    ASSERT_EQ(wrong.size(), 1U) << s.field << ' ' << s.code;
    EXPECT_EQ(wrong[0].code, s.code);
    EXPECT_EQ(wrong[0].field, s.field);
  }
  EXPECT_TRUE(faults(sample_terms()).empty());
}

TEST(Terms, TellEverythingThatIsWrongInTheOrderOfTheForm) {
  std::vector<std::string> fields;
  for (const auto& fault : faults(Terms{})) fields.push_back(fault.field);
  EXPECT_EQ(fields, (std::vector<std::string>{
                        "hours.week", "mql.words.en", "mql.words.fr", "mql.rule", "sql.words.en",
                        "sql.words.fr", "sql.rule", "marketing.targets",
                        "marketing.accepted_percent", "marketing.opportunity_percent",
                        "marketing.handover_minutes", "sales.responses", "sales.attempts",
                        "sales.spacing_days", "sales.disposition_days", "sales.status_days"}));
}

}  // namespace
}  // namespace tandem::agreement
