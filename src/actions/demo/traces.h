// What the people of the demo company did on its website, and what sales did with them: the traces
// that a story leaves in a timeline.
//
// Whoever came by the web looked at the page they landed on and a few more, left their name in a
// form or for a guide, came back before they were qualified; sales tried to reach them, wrote, met
// them, and noted why it ended. A contact of a fair was met there and looks at the website later.
#pragma once

#include <string>
#include <vector>

#include "actions/demo/chance.h"
#include "actions/demo/story.h"
#include "domain/timeline/activity.h"

namespace tandem::actions {

struct Trace {
  timeline::ActivityKind kind = timeline::ActivityKind::page_viewed;
  Timestamp at;
  boost::json::value detail;
  std::size_t browser = 0;  // of those the person has; website only
};

struct DemoBrowser {
  std::string_view browser, system, device;
};

struct Traces {
  std::vector<DemoBrowser> browsers;
  std::vector<Trace> website;  // by when they happened, as below
  std::vector<Trace> sales;
};

// The same story and seed leave the same traces. None is later than `now`.
Traces traces_of(const Story& story, std::uint64_t seed, Timestamp now);

}  // namespace tandem::actions
