// An agreement for the tests of the room.
#pragma once

#include "domain/agreement/terms.h"

namespace tandem::agreement {

inline Terms sample_terms() {
  const std::vector<OpeningPeriod> day{{540, 720}, {840, 1080}};
  Terms terms;
  terms.hours = {"Europe/Paris", {day, day, day, day, day, {}, {}}, {*parse_date("2026-05-01")}};
  terms.mql = {{"Fits a persona and asked for a demo", "Correspond à un persona, démo demandée"},
               "score >= 60"};
  terms.sql = {{"Accepted by sales", "Accepté par les ventes"}, "stage = sql"};
  terms.marketing = {{{"Marketing Mary", 300, 60}, {"Owner Ollie", 200, 40}}, 70, 25, 15};
  terms.sales = {{{"", 240}, {"demo", 30}}, 6, 2, 3, 5};
  return terms;
}

}  // namespace tandem::agreement
