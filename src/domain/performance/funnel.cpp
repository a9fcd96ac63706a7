#include "domain/performance/funnel.h"

#include <algorithm>

#include "base/ratio.h"

namespace tandem::performance {

std::vector<FunnelStage> funnel_stages(const std::vector<StageCount>& counts) {
  std::vector<FunnelStage> stages;
  for (const auto stage : lifecycle::kStages) {
    FunnelStage entry{.stage = stage, .owner = owner(stage), .conversion = {}, .median_days = {}};
    const auto count = std::ranges::find(counts, static_cast<int>(stage), &StageCount::stage);
    if (count != counts.end()) {
      entry.reached = count->reached;
      entry.recorded = count->recorded;
      entry.current = count->current;
      entry.median_days = count->median_days;
    }
    if (!stages.empty()) entry.conversion = share(entry.reached, stages.back().reached);
    stages.push_back(entry);
  }
  return stages;
}

std::vector<FunnelGroup> funnel_groups(const std::vector<StageCount>& counts, Grouping grouping) {
  std::map<std::string, std::vector<StageCount>> by_key;
  for (const auto& count : counts) by_key[count.key].push_back(count);
  std::vector<FunnelGroup> groups;
  for (const auto& [key, group] : by_key) {
    auto stages = funnel_stages(group);
    const auto contacts = stages.front().reached;
    groups.push_back({key, contacts, std::move(stages)});
  }
  if (grouping != Grouping::month) {
    std::ranges::stable_sort(groups, std::ranges::greater{}, &FunnelGroup::contacts);
  }
  return groups;
}

Definitions funnel_definitions(Language language) {
  Definitions definitions;
  for (const auto* name : {"reached", "recorded", "current", "conversion", "median_days"}) {
    definitions[name] = text(language, std::string("definitions.funnel.") + name);
  }
  return definitions;
}

}  // namespace tandem::performance
