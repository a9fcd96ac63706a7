#include "domain/webhooks/event_type.h"

#include <algorithm>
#include <array>

#include "domain/lifecycle/standing.h"

namespace tandem::webhooks {
namespace {

using timeline::ActivityKind;

struct Row {
  ActivityKind kind;
  std::string_view type;        // empty: no event
  std::string_view first = {};  // of a contact's first stage; empty: as the others
};

constexpr std::array kTable{
    Row{ActivityKind::stage_changed, "contact.stage_changed", "contact.created"},
    Row{ActivityKind::contact_updated, "contact.updated"},
    Row{ActivityKind::company_created, "company.created"},
    Row{ActivityKind::company_updated, "company.updated"},
    Row{ActivityKind::deal_created, "deal.created"},
    Row{ActivityKind::deal_updated, "deal.updated"},
    Row{ActivityKind::page_viewed, "page.viewed"},
    Row{ActivityKind::page_engaged, ""},
    Row{ActivityKind::link_clicked, "link.clicked"},
    Row{ActivityKind::file_downloaded, "file.downloaded"},
    Row{ActivityKind::form_submitted, "form.submitted"},
    Row{ActivityKind::shared, "page.shared"},
    Row{ActivityKind::event_tracked, "event.tracked"},
    Row{ActivityKind::identified, "visitor.identified"},
    Row{ActivityKind::consent_changed, "consent.changed"},
    Row{ActivityKind::call_logged, "call.logged"},
    Row{ActivityKind::email_logged, "email.logged"},
    Row{ActivityKind::meeting_logged, "meeting.logged"},
    Row{ActivityKind::note_written, "note.written"},
    Row{ActivityKind::contact_revisited, "contact.revisited"},
    Row{ActivityKind::contacts_merged, "contact.merged"},
    Row{ActivityKind::contacts_parted, "contact.parted"},
    Row{ActivityKind::retracted, "activity.retracted"},
};

// A kind of activity that the table forgets, or has elsewhere, does not compile.
constexpr bool complete() {
  constexpr auto kKinds =
      boost::mp11::mp_size<boost::describe::describe_enumerators<ActivityKind>>::value;
  for (std::size_t i = 0; i < kTable.size(); ++i) {
    if (kTable[i].kind != static_cast<ActivityKind>(i)) return false;
  }
  return kTable.size() == kKinds;
}
static_assert(complete());

bool is_first_stage(std::string_view detail) {
  const auto transition = read_json<lifecycle::Transition>(detail);
  return transition && !transition->from && !transition->recalled;
}

}  // namespace

const std::vector<std::string_view>& event_types() {
  static const std::vector<std::string_view> types = [] {
    std::vector<std::string_view> all;
    for (const auto& row : kTable) {
      if (!row.first.empty()) all.push_back(row.first);
      if (!row.type.empty()) all.push_back(row.type);
    }
    return all;
  }();
  return types;
}

bool is_event_type(std::string_view type) {
  return std::ranges::find(event_types(), type) != event_types().end();
}

std::optional<std::string_view> event_type_of(ActivityKind kind, std::string_view detail) {
  const auto& row = kTable.at(static_cast<std::size_t>(kind));
  if (!row.first.empty() && is_first_stage(detail)) return row.first;
  if (row.type.empty()) return std::nullopt;
  return row.type;
}

}  // namespace tandem::webhooks
