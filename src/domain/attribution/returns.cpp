#include "domain/attribution/returns.h"

#include <cmath>

namespace tandem::attribution {
namespace {

Result<void> validate(const Spend& spend) {
  const auto same = [&](const Money& money, const char* field) -> Result<void> {
    if (money.currency == spend.cost.currency) return {};
    return Error::invalid("money.mixed_currencies",
                          {{"first", spend.cost.currency}, {"second", money.currency}}, field);
  };
  if (auto valid = same(spend.revenue, "revenue"); !valid) return valid;
  if (auto valid = same(spend.margin, "margin"); !valid) return valid;
  if (spend.cost.amount < 0) return Error::invalid("attribution.negative", {}, "cost");
  if (!std::isfinite(spend.customers)) {
    return Error::invalid("attribution.not_finite", {}, "customers");
  }
  if (spend.customers < 0) return Error::invalid("attribution.negative", {}, "customers");
  return {};
}

}  // namespace

Result<Return> return_on(const Spend& spend) {
  if (auto valid = validate(spend); !valid) return valid.error();
  const auto cost = static_cast<double>(spend.cost.amount);
  Return answer;
  if (spend.cost.amount > 0) {
    answer.roi = (static_cast<double>(spend.margin.amount) - cost) / cost;
    answer.roas = static_cast<double>(spend.revenue.amount) / cost;
  }
  if (spend.customers > 0) {
    const auto each = std::round(cost / spend.customers);
    if (each >= 0x1p63) {
      return Error::invalid("money.too_large", {{"value", to_decimal(spend.cost)}}, "customers");
    }
    answer.cac = Money{static_cast<std::int64_t>(each), spend.cost.currency};
  }
  return answer;
}

}  // namespace tandem::attribution
