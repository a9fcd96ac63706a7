#include "actions/members.h"

#include <algorithm>

#include "actions/sign_in.h"
#include "base/ascii.h"
#include "domain/people/contact.h"

namespace tandem::actions {
namespace {

using people::Deed;
using people::Member;

constexpr std::string_view kRecord = "member";

Result<Member> known_member(storage::Connection& db, Id id) {
  auto member = storage::find_member(db, id);
  if (!member) return Error::not_found("people.member_not_found");
  return *std::move(member);
}

Error nameless() {
  return Error::invalid("people.nameless", {}, "name");
}

// Whether an administrator who can act is left besides this member.
Result<void> spare_admin(storage::Connection& db, Id id) {
  const auto members = storage::list_members(db);
  const bool spared = std::ranges::any_of(members, [&](const Member& member) {
    return member.id != id && member.role == people::Role::admin && !member.disabled_at;
  });
  if (spared) return {};
  return Error::conflict("people.last_admin");
}

Result<void> check_change(storage::Connection& db, const Member& before, const Member& after) {
  const auto rules = [](const Member& member) {
    return member.role == people::Role::admin && !member.disabled_at;
  };
  if (rules(before) && !rules(after)) return spare_admin(db, before.id);
  return {};
}

Result<Member> save(storage::Write& write, const Member& before, const Member& after, Deed deed,
                    const Actor& actor) {
  if (before == after) return after;
  if (auto checked = check_change(write.db, before, after); !checked) return checked.error();
  storage::update_member(write.db, after);
  audit(write, actor, deed, std::string(kRecord), after.id,
        {{"before", to_json(before)}, {"after", to_json(after)}});
  return after;
}

}  // namespace

Result<void> NewMember::validate() const {
  if (trimmed(name).empty()) return nameless();
  if (auto address = people::normalise_email(email); !address) {
    return std::move(address).error().within("email");
  }
  return {};
}

Result<Member> add_member(storage::Write& write, const NewMember& wanted, const Actor& actor) {
  if (auto valid = wanted.validate(); !valid) return valid.error();
  const auto email = *people::normalise_email(wanted.email);
  if (storage::find_member(write.db, email)) {
    return Error::conflict("people.member_exists", {{"email", email}});
  }
  const Member member{.id = write.next_id(),
                      .name = wanted.name,
                      .email = email,
                      .team = wanted.team.value_or(people::usual_team(wanted.role)),
                      .role = wanted.role,
                      .disabled_at = {}};
  storage::insert_member(write.db, member);
  audit(write, actor, Deed::member_added, std::string(kRecord), member.id, to_json(member));
  return member;
}

Result<Member> member_with(storage::Connection& db, const std::string& email) {
  const auto normal = people::normalise_email(email);
  auto member = normal ? storage::find_member(db, *normal) : std::nullopt;
  if (!member) return Error::not_found("people.no_member_with", {{"email", email}});
  return *std::move(member);
}

Result<Member> change_member(storage::Write& write, Id id, const MemberEdit& edit,
                             const Actor& actor) {
  const auto before = known_member(write.db, id);
  if (!before) return before.error();
  if (edit.name && trimmed(*edit.name).empty()) return nameless();
  auto after = *before;
  after.name = edit.name.value_or(after.name);
  after.role = edit.role.value_or(after.role);
  if (after.role != before->role) after.team = people::usual_team(after.role);
  after.team = edit.team.value_or(after.team);
  return save(write, *before, after, Deed::member_changed, actor);
}

Result<Member> disable_member(storage::Write& write, Id id, const Actor& actor) {
  auto before = known_member(write.db, id);
  if (!before || before->disabled_at) return before;
  auto after = *before;
  after.disabled_at = write.now();
  auto saved = save(write, *before, after, Deed::member_disabled, actor);
  if (saved) {
    storage::delete_sessions_of(write.db, id);
    storage::use_links_of(write.db, id, write.now());
  }
  return saved;
}

Result<Member> enable_member(storage::Write& write, Id id, const Actor& actor) {
  auto before = known_member(write.db, id);
  if (!before) return before;
  auto after = *before;
  after.disabled_at.reset();
  return save(write, *before, after, Deed::member_enabled, actor);
}

Result<std::string> make_link(storage::Write& write, Id id, people::LinkPurpose purpose,
                              const Actor& actor) {
  const auto member = known_member(write.db, id);
  if (!member) return member.error();
  if (member->disabled_at) return Error::conflict("people.member_disabled");
  auto secret = random_secret();
  storage::use_links_of(write.db, id, write.now());
  storage::insert_link(write.db, {.id = write.next_id(),
                                  .purpose = purpose,
                                  .member_id = id,
                                  .digest = digest_of(secret),
                                  .expires_at = write.now() + people::life_of(purpose),
                                  .used_at = {}});
  audit(write, actor, Deed::link_made, std::string(kRecord), id, {{"purpose", to_json(purpose)}});
  return secret;
}

namespace {

struct WorkingLink {
  people::Link link;
  Member member;
};

Result<WorkingLink> working_link(storage::Connection& db, std::string_view secret, Timestamp now) {
  const auto useless = Error::not_found("people.link_useless");
  auto link = storage::find_link(db, digest_of(secret));
  if (!link || link->used_at || link->expires_at <= now) return useless;
  auto member = storage::find_member(db, link->member_id);
  if (!member || member->disabled_at) return useless;
  return WorkingLink{*std::move(link), *std::move(member)};
}

}  // namespace

void forget_one_time_code(storage::Write& write, const Member& member, const Actor& actor) {
  auto credential = storage::find_credential(write.db, member.id);
  if (!credential || credential->one_time_key.empty()) return;
  credential->one_time_key.clear();
  credential->recovery_codes = boost::json::array();
  storage::save_credential(write.db, *credential);
  audit(write, actor, Deed::one_time_code_off, std::string(kRecord), member.id);
}

Result<LinkView> look_at_link(storage::Connection& db, std::string_view secret, Timestamp now) {
  auto found = working_link(db, secret, now);
  if (!found) return found.error();
  return LinkView{found->member.name, found->member.email, found->link.purpose,
                  found->link.expires_at};
}

Result<Member> choose_password(storage::Ledger& ledger, std::string_view secret,
                               std::string_view password, const Actor& actor, HashingCost cost) {
  const auto found = ledger.read(
      [&](storage::Connection& db) { return look_at_link(db, secret, ledger.clock().now()); });
  if (!found) return found.error();
  if (auto good = people::check_password(password, found->name, found->email); !good) {
    return good.error();
  }
  const auto hash = hash_password(password, cost);  // slow: not on the writer's thread
  return ledger.write([&](storage::Write& write) -> Result<Member> {
    // Looked at again: another use of the link may have come in between.
    auto used = working_link(write.db, secret, write.now());
    if (!used) return used.error();
    const auto* member = &used->member;
    auto credential = storage::find_credential(write.db, member->id).value_or(people::Credential());
    credential.member_id = member->id;
    credential.password_hash = hash;
    storage::save_credential(write.db, credential);
    storage::use_links_of(write.db, member->id, write.now());
    storage::delete_sessions_of(write.db, member->id);
    storage::forget_failed_tries(write.db, account_subject(member->email));
    audit(write, {member->id, actor.address}, Deed::password_changed, std::string(kRecord),
          member->id, {{"by", "link"}});
    return *member;
  });
}

}  // namespace tandem::actions
