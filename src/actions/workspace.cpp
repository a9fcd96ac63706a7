#include "actions/workspace.h"

#include <algorithm>

#include "actions/members.h"
#include "base/ascii.h"
#include "base/money.h"
#include "domain/people/contact.h"
#include "domain/people/sign_in.h"

namespace tandem::actions {
namespace {

Error in_opening_hours(Error error) {
  // The calendar calls its days "week".
  if (error.field.starts_with("week")) error.field.replace(0, 4, "opening_hours");
  if (error.field.empty()) error.field = "opening_hours";
  return error;
}

Result<void> check(const storage::Workspace& workspace) {
  if (trimmed(workspace.name).empty()) return Error::invalid("people.nameless", {}, "name");
  if (!is_currency(workspace.currency)) {
    return Error::invalid("money.unknown_currency", {{"currency", workspace.currency}}, "currency");
  }
  const auto calendar = BusinessCalendar::make(
      {.time_zone = workspace.time_zone, .week = workspace.opening_hours, .holidays = {}});
  if (calendar) return {};
  if (calendar.error().field == "time_zone") return calendar.error();
  return in_opening_hours(calendar.error());
}

Result<storage::Workspace> changed(storage::Workspace workspace, const WorkspaceEdit& edit) {
  workspace.name = edit.name.value_or(workspace.name);
  workspace.language = edit.language.value_or(workspace.language);
  workspace.currency = edit.currency.value_or(workspace.currency);
  workspace.time_zone = edit.time_zone.value_or(workspace.time_zone);
  workspace.opening_hours = edit.opening_hours.value_or(workspace.opening_hours);
  if (auto good = check(workspace); !good) return good.error();
  return workspace;
}

WorkspaceEdit edit_of(const Company& company) {
  return {company.name, company.language, company.currency, company.time_zone,
          company.opening_hours};
}

Result<people::Member> first_administrator(storage::Write& write, const FirstAdministrator& wanted,
                                           const Actor& actor) {
  const auto email = people::normalise_email(wanted.email);
  const auto known = email ? storage::find_member(write.db, *email) : std::nullopt;
  if (!known) {
    return add_member(
        write,
        {.name = wanted.name, .email = wanted.email, .role = people::Role::admin, .team = {}},
        actor);
  }
  if (auto enabled = enable_member(write, known->id, actor); !enabled) return enabled;
  return change_member(write, known->id,
                       {.name = wanted.name, .role = people::Role::admin, .team = {}}, actor);
}

}  // namespace

Result<storage::Workspace> change_workspace(storage::Write& write, const WorkspaceEdit& edit,
                                            const Actor& actor) {
  const auto before = storage::find_workspace(write.db);
  auto after = changed(before, edit);
  if (!after || *after == before) return after;
  storage::save_workspace(write.db, *after);
  audit(write, actor, people::Deed::workspace_changed, "workspace", {},
        {{"before", to_json(before)}, {"after", to_json(*after)}});
  return after;
}

bool needs_setup(storage::Connection& db) {
  const auto able = storage::list_able_to_sign_in(db);
  return std::ranges::none_of(storage::list_members(db), [&](const people::Member& member) {
    return !member.disabled_at && people::may(member.role, people::Permission::manage_members) &&
           std::ranges::find(able, member.id) != able.end();
  });
}

Result<people::Member> set_up(storage::Ledger& ledger, const Company& company,
                              const FirstAdministrator& administrator, const Actor& actor,
                              HashingCost cost) {
  if (auto good =
          people::check_password(administrator.password, administrator.name, administrator.email);
      !good) {
    return std::move(good).error().within("administrator");
  }
  const auto hash =
      hash_password(administrator.password, cost);  // slow: not on the writer's thread
  return ledger.write([&](storage::Write& write) -> Result<people::Member> {
    if (!needs_setup(write.db)) return Error::conflict("access.setup_done");
    if (auto made = change_workspace(write, edit_of(company), actor); !made) {
      return std::move(made).error().within("company");
    }
    auto member = first_administrator(write, administrator, actor);
    if (!member) return std::move(member).error().within("administrator");
    storage::save_credential(write.db, {.member_id = member->id, .password_hash = hash});
    audit(write, {member->id, actor.address}, people::Deed::workspace_set_up, "workspace", {});
    return member;
  });
}

}  // namespace tandem::actions
