#include "actions/changed_fields.h"
#include "actions/take_row.h"

namespace tandem::actions {

Result<Taken> take_revenue(storage::Write& write, const imports::RevenueRow& row,
                           const std::vector<std::string>& names, const Cause& cause) {
  std::optional<Id> id;
  for (const auto& name : names) {
    if (const auto known =
            storage::find_reference(write.db, storage::RecordType::deal, name, row.deal.value)) {
      id = known->record_id;
      break;
    }
  }
  if (!id) {
    return Error::not_found("imports.deal_unknown",
                            {{"reference", row.deal.name}, {"value", row.deal.value}});
  }
  const auto before = storage::find_deal(write.db, *id).value();
  const bool other_currency = !before.currency.empty() && before.currency != row.amount.currency &&
                              (before.amount || before.revenue);
  if (other_currency) {
    return Error::conflict("imports.deal_in_other_currency",
                           {{"deal", before.currency}, {"row", row.amount.currency}});
  }
  Taken taken{.matched = true, .money = row.amount};
  auto after = before;
  after.revenue = row.amount.amount;
  after.currency = row.amount.currency;
  if (auto fields = changed_fields(before, after); !fields.is_null()) {
    storage::update_deal(write.db, after);
    tell_deal(write, timeline::ActivityKind::deal_updated, after, write.now(), std::move(fields),
              cause);
    taken.outcome = Outcome::changed;
  }
  return taken;
}

}  // namespace tandem::actions
