#include "actions/workspace.h"

#include "actions/test_access.h"

namespace tandem::actions {
namespace {

const std::vector<std::vector<OpeningPeriod>> kHours{
    {{540, 720}, {780, 1080}}, {{540, 1080}}, {}, {}, {}, {}, {}};

struct WorkspaceTest : AccessTest {
  Result<storage::Workspace> change(const WorkspaceEdit& edit) {
    return write([&](storage::Write& write) { return change_workspace(write, edit, actor); });
  }

  Company company{"Atelier", Language::fr, "CAD", "America/Toronto", kHours};

  Result<people::Member> set_up_with(const FirstAdministrator& administrator) {
    return set_up(*ledger, company, administrator, actor, HashingCost::cheap);
  }
};

TEST_F(WorkspaceTest, ChangesWhatIsGivenAndTellsSo) {
  const auto changed = change({.name = "Atelier",
                               .language = {},
                               .currency = "CAD",
                               .time_zone = {},
                               .opening_hours = kHours});
  ASSERT_TRUE(changed);
  EXPECT_EQ(ledger->read(storage::find_workspace), *changed);
  EXPECT_EQ(changed->time_zone, "UTC");
  EXPECT_EQ(audited()[0].deed, people::Deed::workspace_changed);
  const auto told = audited().size();
  ASSERT_TRUE(change(
      {.name = "Atelier", .language = {}, .currency = {}, .time_zone = {}, .opening_hours = {}}));
  EXPECT_EQ(audited().size(), told) << "nothing has changed";
}

TEST_F(WorkspaceTest, RefusesAtTheField) {
  struct Case {
    WorkspaceEdit edit;
    std::string code, field;
  };
  const auto with = [](auto change) {
    WorkspaceEdit edit;
    edit.name = "Atelier";
    change(edit);
    return edit;
  };
  for (const auto& [edit, code, field] : std::vector<Case>{
           {with([](auto& e) { e.name = " "; }), "people.nameless", "name"},
           {with([](auto& e) { e.currency = "EURO"; }), "money.unknown_currency", "currency"},
           {with([](auto& e) { e.time_zone = "Mars/Olympus"; }), "calendar.unknown_zone",
            "time_zone"},
           {with([](auto& e) { e.opening_hours.emplace(6); }), "calendar.week_length",
            "opening_hours"},
           {with([](auto& e) { e.opening_hours.emplace(7); }), "calendar.never_open",
            "opening_hours"},
           {with([](auto& e) {
              e.opening_hours = kHours;
              (*e.opening_hours)[1] = {{600, 600}};
            }),
            "calendar.bad_period", "opening_hours[1][0]"}}) {
    const auto refused = change(edit);
    ASSERT_FALSE(refused) << code;
    EXPECT_EQ(refused.error().code, code);
    EXPECT_EQ(refused.error().field, field) << code;
  }
  EXPECT_EQ(ledger->read(storage::find_workspace).name, "");
}

TEST_F(WorkspaceTest, IsSetUpOnce) {
  EXPECT_TRUE(ledger->read(needs_setup)) << "members without a password cannot sign in";
  ASSERT_TRUE(set_up_with({"Grace", "grace@example.org", "correct horse"}));
  EXPECT_FALSE(ledger->read(needs_setup));
  EXPECT_EQ(enter("grace@example.org")->member.role, people::Role::admin);
  EXPECT_EQ(ledger->read(storage::find_workspace).currency, "CAD");
  EXPECT_EQ(code_of(set_up_with({"Eve", "eve@example.org", "correct horse"})), "access.setup_done");
}

TEST_F(WorkspaceTest, ASetupThatIsRefusedLeavesNothing) {
  const auto weak = set_up_with({"Grace", "grace@example.org", "short"});
  EXPECT_EQ(weak.error().field, "administrator.password");
  const auto nowhere = set_up_with({"Grace", "nowhere", "correct horse"});
  EXPECT_EQ(nowhere.error().field, "administrator.email");
  company.currency = "XXXX";
  EXPECT_EQ(set_up_with({"Grace", "grace@example.org", "correct horse"}).error().field,
            "company.currency");
  EXPECT_EQ(ledger->read(storage::find_workspace).name, "");
  EXPECT_EQ(ledger.count("credential"), 0);
}

TEST_F(WorkspaceTest, ASetupMayMakeAKnownMemberTheAdministrator) {
  const auto member = set_up_with({"Zoé Roy", "zoe@example.org", "correct horse"});
  ASSERT_TRUE(member);
  EXPECT_EQ(member->id, rep.id);
  EXPECT_EQ(member->role, people::Role::admin);
}

}  // namespace
}  // namespace tandem::actions
