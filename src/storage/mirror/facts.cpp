#include "storage/mirror/facts.h"

#include <algorithm>
#include <limits>

namespace tandem::storage {
namespace {

std::int64_t day_in(const date::time_zone& zone, Timestamp at) {
  const auto local = zone.to_local(date::sys_time<Millis>(at.time_since_epoch()));
  return std::chrono::floor<date::days>(local).time_since_epoch().count();
}

std::string month_of(std::int64_t day) {
  const auto date = to_string(Date(std::chrono::sys_days(std::chrono::days(day))));
  return date.substr(0, date.rfind('-'));
}

std::optional<std::int32_t> seconds(const std::optional<Millis>& time) {
  using Limits = std::numeric_limits<std::int32_t>;
  if (!time) return std::nullopt;
  const auto whole = std::chrono::round<std::chrono::seconds>(*time).count();
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(whole, Limits::min(), Limits::max()));
}

}  // namespace

ContactFact fact_of(const ContactSource& contact, const date::time_zone& zone) {
  using lifecycle::Stage;
  const lifecycle::Standing& standing = contact;
  const auto day = day_in(zone, contact.first_seen_at);
  return {.id = contact.id,
          .origin = contact.origin,
          .landing_page = contact.landing_page,
          .first_day = day,
          .month = month_of(day),
          .stage = static_cast<int>(standing.stage),
          .reached = static_cast<int>(furthest(standing)),
          .visitor_at = standing.visitor_at,
          .lead_at = standing.lead_at,
          .mql_at = standing.mql_at,
          .sql_at = standing.sql_at,
          .opportunity_at = standing.opportunity_at,
          .customer_at = standing.customer_at,
          .seconds_to_lead = seconds(time_to(standing, Stage::lead)),
          .seconds_to_mql = seconds(time_to(standing, Stage::mql)),
          .seconds_to_sql = seconds(time_to(standing, Stage::sql)),
          .seconds_to_opportunity = seconds(time_to(standing, Stage::opportunity)),
          .seconds_to_customer = seconds(time_to(standing, Stage::customer))};
}

DealFact fact_of(const people::Deal& deal, const date::time_zone& zone) {
  const auto earned = people::earned(deal);
  const auto at = deal.closed_at ? deal.closed_at : deal.opened_at;
  return {.id = deal.id,
          .contact_id = deal.contact_id,
          .company_id = deal.company_id,
          .state = std::string(name_of(deal.state)),
          .earned = earned ? std::optional(earned->amount) : std::nullopt,
          .currency = deal.currency,
          .day = at ? std::optional(day_in(zone, *at)) : std::nullopt};
}

}  // namespace tandem::storage
