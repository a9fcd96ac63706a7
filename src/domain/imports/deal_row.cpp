#include "domain/imports/kinds.h"
#include "domain/imports/words.h"

namespace tandem::imports {
namespace {

using people::DealState;

// Flags win over the stage's name, which every company chooses for itself.
DealState state_of(RowReader& reader) {
  const auto won = reader.flag(F::won);
  const auto closed = reader.flag(F::closed);
  if (won && *won) return DealState::won;
  const auto named = reader.stage(F::state);
  const auto state =
      named ? parse_enum<DealState>(*named).value_or(DealState::open) : reader.plan().deal_state;
  if (!closed || !*closed || state == DealState::lost) return state;
  // Closed and, as far as the file says, not won.
  return won || state == DealState::open ? DealState::lost : state;
}

void read_amounts(RowReader& reader, people::Deal& deal) {
  const auto amount = reader.money(F::amount);
  const auto revenue = reader.money(F::revenue);
  if (amount) deal.amount = amount->amount;
  if (revenue) deal.revenue = revenue->amount;
  if (amount || revenue) deal.currency = (amount ? amount : revenue)->currency;
  if (amount && revenue && amount->currency != revenue->currency) {
    reader.refuse(Error::invalid("money.mixed_currencies",
                                 {{"first", amount->currency}, {"second", revenue->currency}}),
                  reader.column(F::revenue));
  }
}

}  // namespace

DealRow deal_row(RowReader& reader) {
  refuse_deleted(reader);
  DealRow row;
  auto& deal = row.deal;
  if (auto id = reader.reference(F::id)) {
    row.references.push_back(*std::move(id));
  } else {
    reader.refuse(Error::invalid("imports.missing_value"), reader.plan().columns(F::id).front());
  }
  for (const auto& [column, name] : reader.plan().references) {
    const auto value = reader.cell(column);
    if (!value.empty()) row.references.push_back({name, std::string(value)});
  }
  row.contact = first_of_list(reader, F::contact);
  row.contact_email = reader.email(F::contact_email);
  row.company = first_of_list(reader, F::company);
  row.company_name = reader.text(F::company_name);
  deal.name = reader.text(F::name);
  if (deal.name.empty()) deal.name = row.company_name;
  if (deal.name.empty()) deal.name = reader.text(F::id);
  deal.state = state_of(reader);
  read_amounts(reader, deal);
  deal.opened_at = reader.time(F::opened_at);
  deal.closed_at = reader.time(F::closed_at);
  if (deal.state == DealState::open && deal.closed_at) {
    // The close date of an open deal is a hope; it stays to be read, but is no closing.
    deal.closed_at.reset();
    reader.keep(F::closed_at);
  }
  deal.attributes = reader.attributes();
  return row;
}

RevenueRow revenue_row(RowReader& reader) {
  RevenueRow row;
  for (const F field : {F::deal, F::amount}) {
    if (reader.column(field)) continue;
    reader.refuse(Error::invalid("imports.missing_value"), reader.plan().columns(field).front());
  }
  row.deal = reader.reference(F::deal).value_or(Reference{});
  row.amount = reader.money(F::amount).value_or(Money{});
  return row;
}

}  // namespace tandem::imports
