#include "actions/members.h"

#include "actions/test_access.h"

namespace tandem::actions {
namespace {

using people::Deed;
using people::Role;
using people::Team;
using Members = AccessTest;

TEST_F(Members, AreAddedWithTheTeamOfTheirRole) {
  EXPECT_EQ(rep.team, Team::sales);
  EXPECT_EQ(admin.team, Team::none);
  EXPECT_EQ(ledger->read(storage::list_members), (std::vector{admin, rep}));
  const auto told = audited();
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].deed, Deed::member_added);
  EXPECT_EQ(told[0].record_id, rep.id);
  EXPECT_EQ(told[0].address, "command line");
}

TEST_F(Members, NeedANameAndAnAddressOfTheirOwn) {
  EXPECT_EQ(code_of(add(" ", "x@example.org", Role::rep)), "people.nameless");
  EXPECT_EQ(code_of(add("X", "x at example", Role::rep)), "people.bad_email");
  EXPECT_EQ(code_of(add("X", " ADA@example.org", Role::rep)), "people.member_exists");
  EXPECT_EQ(ledger.count("member"), 2);
}

TEST_F(Members, ThereIsAlwaysAnAdministrator) {
  const auto change = [&](Id id, Role role) {
    return write([&](storage::Write& write) {
      return change_member(write, id, {.name = {}, .role = role, .team = {}}, actor);
    });
  };
  const auto disable = [&](Id id) {
    return write([&](storage::Write& write) { return disable_member(write, id, actor); });
  };
  EXPECT_EQ(code_of(change(admin.id, Role::reader)), "people.last_admin");
  EXPECT_EQ(code_of(disable(admin.id)), "people.last_admin");
  ASSERT_TRUE(change(rep.id, Role::admin));
  ASSERT_TRUE(disable(admin.id));
  EXPECT_EQ(code_of(disable(rep.id)), "people.last_admin") << "the other one is disabled";
}

TEST_F(Members, AnotherRoleBringsItsTeamUnlessOneIsGiven) {
  const auto change = [&](const MemberEdit& edit) {
    return write([&](storage::Write& write) { return change_member(write, rep.id, edit, actor); });
  };
  EXPECT_EQ(change({.name = {}, .role = Role::marketer, .team = {}})->team, Team::marketing);
  EXPECT_EQ(change({.name = {}, .role = Role::reader, .team = Team::sales})->team, Team::sales);
  EXPECT_EQ(change({.name = {}, .role = Role::reader, .team = {}})->team, Team::sales)
      << "the same role again";
}

TEST_F(Members, ChangesAreTold) {
  const MemberEdit edit{.name = "Zoé Roy", .role = {}, .team = Team::marketing};
  const auto changed = write([&](storage::Write& write) {
    return change_member(write, rep.id, edit, {admin.id, ""});
  });
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->name, "Zoé Roy");
  EXPECT_EQ(changed->role, Role::rep);
  const auto told = audited({.before = {}, .by = admin.id, .only = {}, .limit = 10});
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].deed, Deed::member_changed);
  EXPECT_EQ(told[0].detail.at("before").at("name"), "Zoé");
}

TEST_F(Members, WhoIsDisabledHasNothingThatWorks) {
  const auto token = write([&](storage::Write& write) {
    return create_token(write, rep.id, {"robot", {people::Permission::read_figures}}, actor);
  });
  ASSERT_TRUE(token);
  ASSERT_TRUE(choose(link_for(rep)));
  const auto session = enter("zoe@example.org");
  ASSERT_TRUE(session);
  const auto link = link_for(rep, people::LinkPurpose::new_password);
  ASSERT_TRUE(whose_token(*ledger, token->secret));
  ASSERT_TRUE(write([&](storage::Write& write) { return disable_member(write, rep.id, actor); }));
  EXPECT_FALSE(whose_session(*ledger, session->secret));
  EXPECT_FALSE(whose_token(*ledger, token->secret));
  EXPECT_EQ(code_of(choose(link)), "people.link_useless");
  EXPECT_EQ(code_of(enter("zoe@example.org")), "access.sign_in_refused");
  ASSERT_TRUE(write([&](storage::Write& write) { return enable_member(write, rep.id, actor); }));
  EXPECT_FALSE(whose_session(*ledger, session->secret)) << "a session does not come back";
  EXPECT_TRUE(whose_token(*ledger, token->secret));
  EXPECT_TRUE(enter("zoe@example.org"));
}

using Links = AccessTest;

TEST_F(Links, WorkOnce) {
  const auto link = link_for(rep);
  EXPECT_EQ(code_of(choose(link, "short")), "people.password_short") << "and can be tried again";
  ASSERT_TRUE(choose(link));
  EXPECT_EQ(code_of(choose(link)), "people.link_useless");
  EXPECT_TRUE(enter("zoe@example.org"));
}

TEST_F(Links, TheNewestAloneWorks) {
  const auto older = link_for(rep);
  const auto newer = link_for(rep);
  EXPECT_EQ(code_of(choose(older)), "people.link_useless");
  EXPECT_TRUE(choose(newer));
}

TEST_F(Links, End) {
  const auto link = link_for(rep, people::LinkPurpose::new_password);
  ledger.clock.advance(std::chrono::hours(2));
  EXPECT_EQ(code_of(choose(link)), "people.link_useless");
  EXPECT_EQ(code_of(choose("anything")), "people.link_useless");
}

TEST_F(Links, ANewPasswordEndsTheSessions) {
  ASSERT_TRUE(choose(link_for(rep)));
  const auto session = enter("zoe@example.org");
  ASSERT_TRUE(session);
  ASSERT_TRUE(choose(link_for(rep, people::LinkPurpose::new_password), "another password"));
  EXPECT_FALSE(whose_session(*ledger, session->secret));
  EXPECT_EQ(code_of(enter("zoe@example.org")), "access.sign_in_refused");
  EXPECT_TRUE(enter("zoe@example.org", "another password"));
}

}  // namespace
}  // namespace tandem::actions
