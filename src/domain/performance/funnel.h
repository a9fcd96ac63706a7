// The funnel: how many contacts got how far, and how long it took them.
//
// Two readings of each stage, never mixed up: *reached* is a cohort figure (of the contacts first
// known in the period, those that got to this stage or beyond it, ever), *current* a snapshot
// (those of them that are in the stage now). A contact that skipped a stage reached it without
// being recorded in it.
//
// Example. 8,000 MQLs of which 842 became customers directly: reached is 8000 for visitor, lead and
// mql, 842 from sql on; recorded is 8000 for mql, 842 for customer and 0 elsewhere; current is 7158
// and 842.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/time.h"
#include "domain/lifecycle/stage.h"

namespace tandem::performance {

enum class Grouping { origin, month, landing_page };
BOOST_DESCRIBE_ENUM(Grouping, origin, month, landing_page)

// Facts: what was counted for one stage of one group.
struct StageCount {
  std::string key;  // of the group; empty without grouping
  int stage = 0;
  std::int64_t reached = 0;
  std::int64_t recorded = 0;
  std::int64_t current = 0;
  std::optional<double> median_days;
};
BOOST_DESCRIBE_STRUCT(StageCount, (), (key, stage, reached, recorded, current, median_days))

struct FunnelStage {
  lifecycle::Stage stage = lifecycle::Stage::visitor;
  lifecycle::Owner owner = lifecycle::Owner::marketing;
  std::int64_t reached = 0;
  std::int64_t recorded = 0;
  std::int64_t current = 0;
  std::optional<double> conversion;  // reached / reached of the stage before; none for the first
  std::optional<double> median_days;
};
BOOST_DESCRIBE_STRUCT(FunnelStage, (),
                      (stage, owner, reached, recorded, current, conversion, median_days))

struct FunnelGroup {
  std::string key;
  std::int64_t contacts = 0;
  std::vector<FunnelStage> stages;
};
BOOST_DESCRIBE_STRUCT(FunnelGroup, (), (key, contacts, stages))

// Inclusive days on which contacts were first known; open where absent.
struct Period {
  std::optional<Date> from;
  std::optional<Date> to;
};
BOOST_DESCRIBE_STRUCT(Period, (), (from, to))

// What each figure means, in the reader's language, by the figure's name.
using Definitions = std::map<std::string, std::string>;

struct Funnel {
  std::vector<FunnelStage> stages;  // all six, in order
  std::vector<FunnelGroup> groups;  // by contacts, most first; months in order
  Definitions definitions;
  Period period;
  Timestamp as_of;  // when the newest activity behind the figures was recorded
};
BOOST_DESCRIBE_STRUCT(Funnel, (), (stages, groups, definitions, period, as_of))

// The stages of one group from its counts, which name each stage once or not at all.
std::vector<FunnelStage> funnel_stages(const std::vector<StageCount>& counts);

// One group per key, those with most contacts first; by key when `grouping` is month.
std::vector<FunnelGroup> funnel_groups(const std::vector<StageCount>& counts, Grouping grouping);

Definitions funnel_definitions(Language language);

}  // namespace tandem::performance
