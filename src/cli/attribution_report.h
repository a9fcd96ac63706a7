// How `attribute` and `journeys` print credit: a table, JSON or CSV.
#pragma once

#include "cli/attribution_credit.h"
#include "cli/context.h"

namespace tandem::cli {

// Of the models towards one goal; AllModels as JSON where `all` were asked for.
int report_attribution(const Context& context, const AttributionOptions& options,
                       const std::vector<ModelCredit>& models);

// Towards one milestone of several.
struct MilestoneCredit {
  std::string milestone;
  std::vector<ModelCredit> models;
};
BOOST_DESCRIBE_STRUCT(MilestoneCredit, (), (milestone, models))

struct AllMilestones {
  std::vector<MilestoneCredit> milestones;
};
BOOST_DESCRIBE_STRUCT(AllMilestones, (), (milestones))

// Precondition: the same models, one at least, of each milestone, of which there is one at least.
int report_milestones(const Context& context, const AttributionOptions& options,
                      const AllMilestones& all);

}  // namespace tandem::cli
