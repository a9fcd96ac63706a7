// A generated company to look around in: Atelier Boréal of Montréal, which builds acoustic booths
// and office furniture of Québec wood and sells them to other companies.
//
// Fourteen months of contacts that grew, had their seasons and office hours, and went through the
// funnel at rates that differ by origin; deals won, lost and open. The same seed and the same clock
// give the same company; another day gives another, because all dates are relative to now.
#pragma once

#include <cstdint>
#include <string_view>

#include "storage/ledger/ledger.h"

namespace tandem::actions {

// Of all members of the demo company, who are nobody's secret.
inline constexpr std::string_view kDemoPassword = "tandem pour deux";

struct DemoOptions {
  std::uint64_t seed = 1;
  int contacts = 1200;  // 1 to 1,000,000
};

struct DemoSummary {
  std::int64_t contacts = 0;
  std::int64_t companies = 0;
  std::int64_t deals = 0;
  std::int64_t customers = 0;
  bool already_there = false;  // it was filled before, and nothing has changed
};
BOOST_DESCRIBE_STRUCT(DemoSummary, (), (contacts, companies, deals, customers, already_there))

// Fills an empty workspace, and completes a demo that was cut off, with its own seed and dates.
// Sets the workspace's name, language, currency and time zone, so a mirror must be opened after it.
// Error: demo.not_empty, when the workspace holds contacts, companies or deals of its own.
Result<DemoSummary> fill_demo(storage::Ledger& ledger, const DemoOptions& options);

}  // namespace tandem::actions
