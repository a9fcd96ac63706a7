#include "domain/performance/sources.h"

#include <algorithm>

#include "base/ratio.h"

namespace tandem::performance {
namespace {

std::string main_currency(const std::vector<SourceRevenue>& revenue,
                          const std::string& workspace_currency) {
  std::map<std::string, std::int64_t> deals;
  for (const auto& row : revenue) deals[row.currency] += row.deals;
  std::string best = workspace_currency;
  std::int64_t most = deals.contains(best) ? deals[best] : 0;
  for (const auto& [currency, count] : deals) {
    if (count > most) {
      best = currency;
      most = count;
    }
  }
  return best;
}

void finish(Source& source) {
  source.conversion = share(source.customers, source.leads);
  if (const auto interval = wilson(source.customers, source.leads)) {
    source.low = interval->low;
    source.high = interval->high;
  }
  if (source.leads > 0) {
    const auto half = (source.revenue.amount < 0 ? -source.leads : source.leads) / 2;
    source.revenue_per_lead =
        Money{(source.revenue.amount + half) / source.leads, source.revenue.currency};
  }
}

}  // namespace

Sources sources(const std::vector<SourceCount>& counts, const std::vector<SourceRevenue>& revenue,
                const std::string& workspace_currency) {
  const auto currency = main_currency(revenue, workspace_currency);
  std::map<std::string, Source> by_origin;
  std::map<std::string, std::int64_t> others;
  Sources report;
  report.total.origin = "total";
  report.total.revenue.currency = currency;
  for (const auto& count : counts) {
    auto& source = by_origin[count.origin];
    source.leads = count.leads;
    source.customers = count.customers;
    report.total.leads += count.leads;
    report.total.customers += count.customers;
  }
  for (const auto& row : revenue) {
    if (row.currency != currency) {
      others[row.currency] += row.amount;
      continue;
    }
    by_origin[row.origin].revenue.amount += row.amount;
    report.total.revenue.amount += row.amount;
  }
  for (auto& [origin, source] : by_origin) {
    source.origin = origin;
    source.revenue.currency = currency;
    finish(source);
    report.sources.push_back(std::move(source));
  }
  finish(report.total);
  std::ranges::stable_sort(report.sources, std::ranges::greater{}, &Source::leads);
  for (const auto& [other, amount] : others) report.other_revenue.push_back({amount, other});
  return report;
}

Definitions sources_definitions(Language language) {
  Definitions definitions;
  for (const auto* name :
       {"leads", "customers", "conversion", "interval", "revenue", "revenue_per_lead"}) {
    definitions[name] = text(language, std::string("definitions.sources.") + name);
  }
  return definitions;
}

}  // namespace tandem::performance
