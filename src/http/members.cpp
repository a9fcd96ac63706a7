#include "http/members.h"

#include <map>
#include <set>

#include "actions/members.h"

namespace tandem::http {
namespace {

using people::Member;

enum class MemberState { active, invited, disabled };
BOOST_DESCRIBE_ENUM(MemberState, active, invited, disabled)

struct MemberRow {
  Id id;
  std::string name;
  std::string email;
  people::Team team = people::Team::none;
  people::Role role = people::Role::reader;
  MemberState state = MemberState::active;
  std::optional<Timestamp> last_used_at;  // of any session they have now
};
BOOST_DESCRIBE_STRUCT(MemberRow, (), (id, name, email, team, role, state, last_used_at))

struct MemberList {
  std::vector<MemberRow> members;  // oldest first
};
BOOST_DESCRIBE_STRUCT(MemberList, (), (members))

struct MemberChange {
  std::optional<std::string> name;
  std::optional<people::Role> role;
  std::optional<people::Team> team;
  std::optional<bool> disabled;
};
BOOST_DESCRIBE_STRUCT(MemberChange, (), (name, role, team, disabled))

struct Invited {
  Member member;
  std::string link;  // path and fragment, for the address of this server
};
BOOST_DESCRIBE_STRUCT(Invited, (), (member, link))

struct LinkWanted {
  people::LinkPurpose purpose = people::LinkPurpose::new_password;
};
BOOST_DESCRIBE_STRUCT(LinkWanted, (), (purpose))

struct LinkMade {
  std::string link;
  Timestamp expires_at;
};
BOOST_DESCRIBE_STRUCT(LinkMade, (), (link, expires_at))

MemberState state_of(const Member& member, bool can_sign_in) {
  if (member.disabled_at) return MemberState::disabled;
  return can_sign_in ? MemberState::active : MemberState::invited;
}

MemberList members_of(storage::Connection& db) {
  std::set<Id> able;
  for (const auto id : storage::list_able_to_sign_in(db)) able.insert(id);
  std::map<Id, Timestamp> last_used;
  for (const auto& use : storage::list_last_uses(db)) {
    last_used.emplace(use.member_id, use.last_used_at);
  }
  MemberList list;
  for (auto& member : storage::list_members(db)) {
    const auto used = last_used.find(member.id);
    list.members.push_back(
        {.id = member.id,
         .name = std::move(member.name),
         .email = std::move(member.email),
         .team = member.team,
         .role = member.role,
         .state = state_of(member, able.contains(member.id)),
         .last_used_at = used == last_used.end() ? std::nullopt : std::optional(used->second)});
  }
  return list;
}

Result<Member> change(storage::Write& write, Id id, const MemberChange& wanted,
                      const actions::Actor& actor) {
  auto member = actions::change_member(
      write, id, {.name = wanted.name, .role = wanted.role, .team = wanted.team}, actor);
  if (!member || !wanted.disabled) return member;
  return *wanted.disabled ? actions::disable_member(write, id, actor)
                          : actions::enable_member(write, id, actor);
}

}  // namespace

void add_member_routes(Router& router, storage::Ledger& ledger) {
  router.get<Nothing, MemberList>(
      "/api/v1/members", Permission::own_account, "The members",
      [&](const Nothing&, const Call&) -> Result<MemberList> {
        return ledger.read([](storage::Connection& db) { return members_of(db); });
      });
  router.post<actions::NewMember, Invited>(
      "/api/v1/members", Permission::manage_members,
      "Invite a member; the link to choose a password is shown this once",
      [&](const actions::NewMember& wanted, const Call& call) {
        const auto actor = call.caller.actor();
        return ledger.write([&](storage::Write& write) -> Result<Invited> {
          auto member = actions::add_member(write, wanted, actor);
          if (!member) return member.error();
          const auto secret =
              actions::make_link(write, member->id, people::LinkPurpose::invitation, actor);
          if (!secret) return secret.error();
          return Invited{*std::move(member), people::link_path(*secret)};
        });
      },
      {.status = 201});
  router.patch<RecordAt, MemberChange, Member>(
      "/api/v1/members/{id}", Permission::manage_members, "Change a member",
      [&](const RecordAt& at, const MemberChange& wanted, const Call& call) {
        return ledger.write([&](storage::Write& write) {
          return change(write, at.id, wanted, call.caller.actor());
        });
      });
  router.post<RecordAt, LinkWanted, LinkMade>(
      "/api/v1/members/{id}/links", Permission::manage_members,
      "A link by which the member chooses a password, once",
      [&](const RecordAt& at, const LinkWanted& wanted, const Call& call) {
        return ledger.write([&](storage::Write& write) -> Result<LinkMade> {
          const auto secret = actions::make_link(write, at.id, wanted.purpose, call.caller.actor());
          if (!secret) return secret.error();
          return LinkMade{people::link_path(*secret), write.now() + life_of(wanted.purpose)};
        });
      },
      {.status = 201});
}

}  // namespace tandem::http
