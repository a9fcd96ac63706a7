#include "actions/account.h"

#include "actions/test_access.h"
#include "base/one_time_code.h"

namespace tandem::actions {
namespace {

using people::Deed;

struct AccountTest : AccessTest {
  void SetUp() override { ASSERT_TRUE(choose(link_for(rep))); }

  Result<void> change(const PasswordChange& change, std::optional<Id> kept = {}) {
    return change_password(*ledger, rep, change, kept, {rep.id, "192.0.2.7"}, HashingCost::cheap);
  }

  Result<std::vector<std::string>> turn_on(const std::string& key, const std::string& code,
                                           std::string_view password = kPassword) {
    return turn_on_one_time_code(*ledger, rep, {key, code, std::string(password)},
                                 {rep.id, "192.0.2.7"});
  }

  std::string code_now(const std::string& key) {
    return one_time_code(key, one_time_step(ledger.clock.now()));
  }
};

TEST_F(AccountTest, AnotherPasswordEndsTheOtherSessions) {
  const auto here = enter(rep.email);
  const auto elsewhere = enter(rep.email);
  const auto session = whose_session(*ledger, here->secret)->session.id;
  ASSERT_TRUE(change({std::string(kPassword), "another horse"}, session));
  EXPECT_TRUE(whose_session(*ledger, here->secret));
  EXPECT_FALSE(whose_session(*ledger, elsewhere->secret));
  EXPECT_EQ(code_of(enter(rep.email)), "access.sign_in_refused");
  EXPECT_TRUE(enter(rep.email, "another horse"));
  EXPECT_EQ(ledger.count("audit WHERE deed = 'password_changed'"), 2)
      << "by the link, by the member";
}

TEST_F(AccountTest, AnotherPasswordWantsTheCurrentOneAndRules) {
  const auto wrong = change({"wrong", "another horse"});
  EXPECT_EQ(code_of(wrong), "access.password_wrong");
  EXPECT_EQ(wrong.error().field, "current");
  const auto weak = change({std::string(kPassword), "short"});
  EXPECT_EQ(code_of(weak), "people.password_short");
  EXPECT_EQ(weak.error().field, "wanted");
  EXPECT_TRUE(enter(rep.email));
}

TEST_F(AccountTest, WrongPasswordsAreCountedAsAtSignIn) {
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(code_of(change({"wrong", "another horse"})), "access.password_wrong");
  }
  EXPECT_EQ(code_of(change({std::string(kPassword), "another horse"})), "access.too_many_tries");
  EXPECT_EQ(code_of(enter(rep.email)), "access.too_many_tries");
}

TEST_F(AccountTest, OneTimeCodesBeginWithAProofAndGiveRecoveryCodes) {
  const auto key = random_one_time_key();
  EXPECT_EQ(code_of(turn_on("KEY", code_now(key))), "access.bad_key");
  EXPECT_EQ(code_of(turn_on(key, "000000x")), "access.code_wrong");
  EXPECT_EQ(code_of(turn_on(key, code_now(key), "wrong")), "access.password_wrong");
  EXPECT_TRUE(enter(rep.email)) << "nothing has begun";

  const auto codes = turn_on(key, code_now(key));
  ASSERT_TRUE(codes);
  EXPECT_EQ(codes->size(), 10U);
  EXPECT_EQ(code_of(enter(rep.email)), "access.code_needed");
  EXPECT_EQ(code_of(enter(rep.email, kPassword, code_now(key))), "access.code_wrong") << "used";
  ledger.clock.advance(kOneTimeStep);
  EXPECT_TRUE(enter(rep.email, kPassword, code_now(key)));

  auto typed = codes->front();
  std::ranges::transform(typed, typed.begin(), [](unsigned char c) { return std::toupper(c); });
  std::erase(typed, '-');
  EXPECT_TRUE(enter(rep.email, kPassword, typed)) << "however it is typed";
  EXPECT_EQ(code_of(enter(rep.email, kPassword, codes->front())), "access.code_wrong");
  EXPECT_EQ(ledger.count("credential WHERE recovery_codes LIKE '%" + codes->at(1) + "%'"), 0);

  ASSERT_TRUE(turn_off_one_time_code(*ledger, rep, std::string(kPassword), actor));
  EXPECT_TRUE(enter(rep.email));
  EXPECT_EQ(audited()[1].deed, Deed::one_time_code_off);
}

TEST_F(AccountTest, EndsItsOwnSessionsOnly) {
  ASSERT_TRUE(choose(link_for(admin)));
  const auto mine = whose_session(*ledger, enter(rep.email)->secret)->session.id;
  const auto other = whose_session(*ledger, enter(rep.email)->secret)->session.id;
  const auto theirs = whose_session(*ledger, enter(admin.email)->secret)->session.id;
  const auto end = [&](Id session) {
    return code_of(
        write([&](storage::Write& write) { return end_session(write, rep.id, session, actor); }));
  };
  EXPECT_EQ(end(theirs), "access.session_not_found");
  EXPECT_EQ(end(other), "");
  EXPECT_EQ(end(other), "access.session_not_found");
  ASSERT_TRUE(enter(rep.email));
  ASSERT_TRUE(write([&](storage::Write& write) -> Result<void> {
    end_other_sessions(write, rep.id, mine, actor);
    return {};
  }));
  EXPECT_EQ(ledger.count("session"), 2) << "this one, and somebody else's";
}

TEST_F(AccountTest, PreferencesStayUntilOthersAreChosen) {
  const auto prefer_now = [&](const people::Preferences& wanted) {
    return ledger->write([&](storage::Write& write) -> Result<people::Preferences> {
      return prefer(write, rep.id, wanted);
    });
  };
  const auto kept = [&] {
    return ledger->read(
        [&](storage::Connection& db) { return storage::find_preferences(db, rep.id); });
  };
  EXPECT_EQ(kept(), people::Preferences{});
  std::ignore = prefer_now({Language::fr, {}});
  std::ignore = prefer_now({{}, people::Theme::dark});
  EXPECT_EQ(kept(), (people::Preferences{Language::fr, people::Theme::dark}));
  EXPECT_EQ(*prefer_now({Language::en, {}}),
            (people::Preferences{Language::en, people::Theme::dark}));
}

}  // namespace
}  // namespace tandem::actions
