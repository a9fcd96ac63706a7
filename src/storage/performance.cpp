#include "storage/performance.h"

#include "queries.h"

namespace tandem::storage {
namespace {

// The filter as the queries take it: whole days since 1970, wide open where nothing is said.
struct Filter {
  std::string by;
  std::int64_t from = INT32_MIN;
  std::int64_t to = INT32_MAX;
  std::optional<std::string> origin;
};
BOOST_DESCRIBE_STRUCT(Filter, (), (by, from, to, origin))

struct HoldingsRow {
  std::int64_t contacts = 0;
  std::int64_t deals = 0;
  std::optional<std::int64_t> first_day;
  std::optional<std::int64_t> last_day;
};
BOOST_DESCRIBE_STRUCT(HoldingsRow, (), (contacts, deals, first_day, last_day))

struct Newest {
  std::optional<Id> id;
};
BOOST_DESCRIBE_STRUCT(Newest, (), (id))

struct Origin {
  std::string origin;
};
BOOST_DESCRIBE_STRUCT(Origin, (), (origin))

std::int64_t day_number(Date day) {
  return std::chrono::sys_days(day).time_since_epoch().count();
}

std::optional<Date> day_of(const std::optional<std::int64_t>& number) {
  if (!number) return std::nullopt;
  return Date(std::chrono::sys_days(std::chrono::days(*number)));
}

Result<Filter> filter(const std::optional<Date>& from, const std::optional<Date>& to) {
  Filter filter;
  if (from) filter.from = day_number(*from);
  if (to) filter.to = day_number(*to);
  if (filter.to < filter.from) {
    return Error::invalid("performance.period_backwards", {}, "to");
  }
  return filter;
}

// When the newest activity behind the figures was recorded: as long as nothing happens, an answer
// stays the same to the byte, and a browser that asks again is told so. 1970 while there is none.
Timestamp as_of(DuckConnection& duck) {
  const auto newest = duck.list<Newest>(sql::performance::newest_activity).at(0);
  return newest.id ? newest.id->time() : Timestamp{};
}

}  // namespace

Result<performance::Funnel> funnel(Mirror& mirror, const FunnelQuery& query, Language language) {
  auto all = filter(query.from, query.to);
  if (!all) return std::move(all).error();
  all->origin = query.origin;
  const auto asked = "funnel" + print_json(to_json(query)) + std::string(name_of(language));
  const auto compute = [&](DuckConnection& duck) {
    const auto count = [&](const Filter& filter) {
      return duck.list<performance::StageCount>(sql::performance::funnel, filter);
    };
    performance::Funnel report;
    report.stages = performance::funnel_stages(count(*all));
    if (query.by) {
      auto grouped = *all;
      grouped.by = name_of(*query.by);
      report.groups = performance::funnel_groups(count(grouped), *query.by);
    }
    report.definitions = performance::funnel_definitions(language);
    report.period = {query.from, query.to};
    report.as_of = as_of(duck);
    return report;
  };
  return mirror.remember<performance::Funnel>(asked, [&] { return mirror.read(compute); });
}

Result<performance::Sources> sources(Mirror& mirror, const SourcesQuery& query,
                                     const std::string& workspace_currency, Language language) {
  const auto period = filter(query.from, query.to);
  if (!period) return period.error();
  return mirror.read([&](DuckConnection& duck) -> performance::Sources {
    auto report = performance::sources(
        duck.list<performance::SourceCount>(sql::performance::source_counts, *period),
        duck.list<performance::SourceRevenue>(sql::performance::source_revenue, *period),
        workspace_currency);
    report.definitions = performance::sources_definitions(language);
    report.period = {query.from, query.to};
    report.as_of = as_of(duck);
    return report;
  });
}

Holdings holdings(Mirror& mirror) {
  return mirror.read([&](DuckConnection& duck) {
    const auto row = duck.list<HoldingsRow>(sql::performance::holdings).at(0);
    Holdings found{.contacts = row.contacts,
                   .deals = row.deals,
                   .first_contact_on = day_of(row.first_day),
                   .last_contact_on = day_of(row.last_day),
                   .origins = {}};
    for (auto& origin : duck.list<Origin>(sql::performance::origins)) {
      found.origins.push_back(std::move(origin.origin));
    }
    return found;
  });
}

}  // namespace tandem::storage
