#include <array>

#include "domain/imports/kinds.h"
#include "domain/imports/words.h"

namespace tandem::imports {
namespace {

constexpr std::array kStageDates{F::visitor_at, F::lead_at,        F::mql_at,
                                 F::sql_at,     F::opportunity_at, F::customer_at};

// "Paid Search" and "PAID_SEARCH" are the same channel: "paid_search".
std::string channel(std::string_view text) {
  std::string name = lower(text);
  std::ranges::replace(name, ' ', '_');
  return name;
}

// "Ada King Lovelace" and "Lovelace, Ada King": the last word is the family's, unless a comma says
// it.
void split_name(std::string_view name, people::Contact& contact) {
  const auto comma = name.find(',');
  if (comma != name.npos) {
    contact.last_name = trimmed(name.substr(0, comma));
    contact.first_name = trimmed(name.substr(comma + 1));
    return;
  }
  const auto space = name.rfind(' ');
  contact.last_name = space == name.npos ? name : trimmed(name.substr(space + 1));
  if (space != name.npos) contact.first_name = trimmed(name.substr(0, space));
}

void read_person(RowReader& reader, LeadRow& row) {
  auto& contact = row.contact;
  contact.email = reader.email(F::email);
  contact.first_name = reader.text(F::first_name);
  contact.last_name = reader.text(F::last_name);
  if (contact.first_name.empty() && contact.last_name.empty()) {
    split_name(reader.text(F::name), contact);
  }
  contact.phone = reader.text(F::phone);
  contact.title = reader.text(F::title);
  contact.origin = channel(reader.text(F::origin));
  contact.landing_page = reader.text(F::landing_page);
  row.company = first_of_list(reader, F::company);
  row.company_name = reader.text(F::company_name);
}

// Without an id of the source's own, the address is the identity; without that, the name together
// with what tells namesakes apart.
void identify(RowReader& reader, LeadRow& row) {
  if (auto id = reader.reference(F::id)) row.references.push_back(*std::move(id));
  for (const auto& [column, name] : reader.plan().references) {
    const auto value = reader.cell(column);
    if (!value.empty()) row.references.push_back({name, std::string(value)});
  }
  const auto& contact = row.contact;
  if (!row.references.empty()) return;
  if (!contact.email.empty()) {
    row.references.push_back({"email", contact.email});
  } else if (!contact.first_name.empty() || !contact.last_name.empty()) {
    row.references.push_back({reader.plan().layout.source + ":name",
                              lower(contact.first_name + " " + contact.last_name + " / " +
                                    row.company_name + " / " + contact.phone)});
  } else {
    reader.refuse(Error::invalid("imports.nobody"), std::nullopt);
  }
}

// The place of the stage that the row says it is in; -1 when it says none.
int stage_now(RowReader& reader) {
  const auto name = reader.stage(F::stage).value_or(std::string_view());
  for (const lifecycle::Stage stage : lifecycle::kStages) {
    if (name == name_of(stage)) return static_cast<int>(stage);
  }
  return -1;
}

void read_stages(RowReader& reader, LeadRow& row) {
  std::array<std::optional<StageEntry>, lifecycle::kStages.size()> entries;
  const auto at = [&](lifecycle::Stage stage) -> auto& {
    return entries[static_cast<std::size_t>(stage)];
  };
  const int now = stage_now(reader);
  // The row knows better when it has not come as far as the layout says rows have.
  const auto common = reader.plan().lead_stage;
  if (common && (now < 0 || static_cast<int>(*common) <= now))
    at(*common) = StageEntry{*common, {}};
  for (const lifecycle::Stage stage : lifecycle::kStages) {
    const auto since = reader.time(kStageDates[static_cast<std::size_t>(stage)]);
    if (since) at(stage) = StageEntry{stage, since};
    if (since && !row.has_first_seen) {
      // It was known by then at the latest.
      auto& seen = row.contact.first_seen_at;
      seen = seen == Timestamp() ? *since : std::min(seen, *since);
    }
  }
  row.has_first_seen = row.has_first_seen || row.contact.first_seen_at != Timestamp();
  if (common && at(*common) && !at(*common)->at && row.has_first_seen) {
    at(*common)->at = row.contact.first_seen_at;
  }
  for (const lifecycle::Stage stage : lifecycle::kStages) {
    auto& entry = at(stage);
    if (now == static_cast<int>(stage) && !entry) entry = StageEntry{stage, {}};
    if (entry) row.stages.push_back(*entry);
  }
}

}  // namespace

LeadRow lead_row(RowReader& reader) {
  refuse_deleted(reader);
  LeadRow row;
  read_person(reader, row);
  identify(reader, row);
  if (const auto seen = reader.time(F::first_seen_at)) {
    row.contact.first_seen_at = *seen;
    row.has_first_seen = true;
  }
  read_stages(reader, row);
  row.contact.attributes = reader.attributes();
  return row;
}

}  // namespace tandem::imports
