#include "actions/sign_in.h"

#include <thread>

#include "actions/test_access.h"
#include "base/one_time_code.h"

namespace tandem::actions {
namespace {

using people::Deed;
using std::chrono::minutes;
using std::chrono::seconds;

struct SignInTest : AccessTest {
  void SetUp() override { ASSERT_TRUE(choose(link_for(rep))); }

  std::string ask_for_codes(const boost::json::value& recovery = boost::json::array()) {
    auto key = random_one_time_key();
    ledger.write([&](storage::Write& write) {
      auto credential = *storage::find_credential(write.db, rep.id);
      credential.one_time_key = key;
      credential.recovery_codes = recovery;
      storage::save_credential(write.db, credential);
    });
    return key;
  }
};

TEST_F(SignInTest, OpensASessionWithASecretOfItsOwn) {
  const auto one = enter(" ZOE@example.org ");
  const auto other = enter("zoe@example.org");
  ASSERT_TRUE(one);
  ASSERT_TRUE(other);
  EXPECT_NE(one->secret, other->secret);
  EXPECT_EQ(whose_session(*ledger, one->secret)->member, rep);
  EXPECT_FALSE(whose_session(*ledger, "anything"));
  EXPECT_FALSE(whose_session(*ledger, ""));
  EXPECT_EQ(audited()[0].deed, Deed::signed_in);
  EXPECT_EQ(audited()[0].address, "192.0.2.7");
  EXPECT_EQ(ledger.count("session WHERE digest = '" + one->secret + "'"), 0)
      << "a copy of the ledger opens nothing";
}

TEST_F(SignInTest, SaysTheSameToStrangersAndToWrongPasswords) {
  for (const auto* email : {"zoe@example.org", "nobody@example.org", "ada@example.org", "", "x"}) {
    EXPECT_EQ(code_of(enter(email, "wrong")), "access.sign_in_refused") << email;
  }
  EXPECT_EQ(ledger.count("session"), 0);
  EXPECT_EQ(audited()[0].deed, Deed::sign_in_refused);
}

TEST_F(SignInTest, MakesWaitAfterWrongPasswordsWhoeverItIs) {
  for (const auto* email : {"zoe@example.org", "nobody@example.org"}) {
    for (int i = 0; i < 6; ++i) EXPECT_EQ(code_of(enter(email, "wrong")), "access.sign_in_refused");
    EXPECT_EQ(code_of(enter(email)), "access.too_many_tries") << email;
  }
  ledger.clock.advance(seconds(2));
  EXPECT_TRUE(enter("zoe@example.org"));
  EXPECT_EQ(code_of(enter("zoe@example.org", "wrong")), "access.sign_in_refused") << "all forgiven";
}

TEST_F(SignInTest, AThousandWrongPasswordsAreRefusedAndTold) {
  int looked_at = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto refused = enter("zoe@example.org", "wrong " + std::to_string(i));
    ASSERT_FALSE(refused);
    looked_at += refused.error().code == "access.sign_in_refused" ? 1 : 0;
    ledger.clock.advance(seconds(1));
  }
  EXPECT_LT(looked_at, 20);
  EXPECT_EQ(ledger.count("audit WHERE deed = 'sign_in_refused'"), 1000);
}

TEST_F(SignInTest, MakesAnAddressWaitThatTriesManyAccounts) {
  std::string last;
  for (int i = 0; i < 40; ++i) last = code_of(enter("m" + std::to_string(i) + "@example.org", "x"));
  EXPECT_EQ(last, "access.too_many_tries");
  visitor.address = "192.0.2.8";
  EXPECT_TRUE(enter("zoe@example.org")) << "who comes from elsewhere is not held up";
}

TEST_F(SignInTest, CountsTriesThatComeAtOnce) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 5; ++j) std::ignore = enter("zoe@example.org", "wrong");
    });
  }
  for (auto& thread : threads) thread.join();
  const auto failed = ledger->read([&](storage::Connection& db) {
    return storage::find_failed_tries(db, account_subject("zoe@example.org"));
  });
  EXPECT_EQ(failed.count, 6) << "the clock stands still, so the seventh came too early";
}

TEST_F(SignInTest, ASessionEndsWhenItIsNotUsed) {
  const auto session = enter("zoe@example.org");
  ASSERT_TRUE(session);
  for (int day = 0; day < 30; ++day) {
    ledger.clock.advance(std::chrono::days(1));
    ASSERT_TRUE(whose_session(*ledger, session->secret)) << day;
  }
  ledger.clock.advance(std::chrono::days(15));
  EXPECT_FALSE(whose_session(*ledger, session->secret));
}

TEST_F(SignInTest, OutIsOut) {
  const auto session = enter("zoe@example.org");
  ASSERT_TRUE(session);
  sign_out(*ledger, session->secret, visitor);
  EXPECT_FALSE(whose_session(*ledger, session->secret));
  EXPECT_EQ(audited()[0].deed, Deed::signed_out);
  sign_out(*ledger, session->secret, visitor);
}

TEST_F(SignInTest, AsksForTheCodeOfWhoHasOne) {
  const auto key = ask_for_codes();
  const auto code = one_time_code(key, one_time_step(ledger.clock.now()));
  EXPECT_EQ(code_of(enter("zoe@example.org")), "access.code_needed");
  EXPECT_EQ(code_of(enter("zoe@example.org", "wrong", code)), "access.sign_in_refused");
  EXPECT_EQ(code_of(enter("zoe@example.org", kPassword, "000000x")), "access.code_wrong");
  EXPECT_TRUE(enter("zoe@example.org", kPassword, code));
  EXPECT_EQ(code_of(enter("zoe@example.org", kPassword, code)), "access.code_wrong") << "used";
}

TEST_F(SignInTest, ARecoveryCodeWorksOnce) {
  ask_for_codes(
      {digest_of(people::as_kept("abcde-fghij")), digest_of(people::as_kept("klmno-pqrst"))});
  EXPECT_TRUE(enter("zoe@example.org", kPassword, "KLMNO-PQRST"));
  EXPECT_EQ(code_of(enter("zoe@example.org", kPassword, "KLMNO-PQRST")), "access.code_wrong");
  EXPECT_TRUE(enter("zoe@example.org", kPassword, "ABCDE-FGHIJ"));
}

using Tokens = AccessTest;

TEST_F(Tokens, StandForTheirMember) {
  const auto created = write([&](storage::Write& write) {
    return create_token(write, rep.id, {"robot", {people::Permission::read_contacts}}, actor);
  });
  ASSERT_TRUE(created);
  EXPECT_THAT(created->secret, testing::StartsWith("tandem_"));
  const auto holder = whose_token(*ledger, created->secret);
  ASSERT_TRUE(holder);
  EXPECT_EQ(holder->member, rep);
  EXPECT_TRUE(people::may(holder->token, rep.role, people::Permission::read_contacts));
  EXPECT_EQ(whose_token(*ledger, created->secret)->token.last_used_at, ledger.clock.now());
  const auto revoked =
      write([&](storage::Write& write) { return revoke_token(write, created->token.id, actor); });
  ASSERT_TRUE(revoked);
  EXPECT_FALSE(whose_token(*ledger, created->secret));
  EXPECT_EQ(audited()[0].deed, Deed::token_revoked);
}

TEST_F(Tokens, NeedANameAPurposeAndAMember) {
  const auto create = [&](Id member, const NewToken& wanted) {
    return code_of(
        write([&](storage::Write& write) { return create_token(write, member, wanted, actor); }));
  };
  EXPECT_EQ(create(rep.id, {"", {people::Permission::read_figures}}), "people.nameless");
  EXPECT_EQ(create(rep.id, {"robot", {}}), "people.token_without_scope");
  EXPECT_EQ(create(Id{7}, {"robot", {people::Permission::read_figures}}),
            "people.member_not_found");
  EXPECT_EQ(create(rep.id, {"robot", {people::Permission::read_audit}}), "people.not_a_scope");
  EXPECT_EQ(create(rep.id, {"robot", {people::Permission::own_account}}), "people.not_a_scope");
}

TEST_F(Tokens, OfAnIntegrationBelongToNobody) {
  const auto created = write([&](storage::Write& write) {
    return create_token(write, {}, {"robot", {people::Permission::read_audit}}, actor);
  });
  ASSERT_TRUE(created);
  const auto holder = whose_token(*ledger, created->secret);
  ASSERT_TRUE(holder);
  EXPECT_FALSE(holder->member);
  EXPECT_TRUE(people::may(holder->token, {}, people::Permission::read_audit));
  EXPECT_FALSE(people::may(holder->token, {}, people::Permission::read_figures));
}

TEST_F(Tokens, WriteKeysAreMadeAndRevoked) {
  const auto key =
      write([&](storage::Write& write) { return create_write_key(write, "site", actor); });
  ASSERT_TRUE(key);
  EXPECT_THAT(key->code, testing::StartsWith("write_"));
  EXPECT_FALSE(whose_token(*ledger, key->code));
  const auto revoked =
      write([&](storage::Write& write) { return revoke_write_key(write, key->id, actor); });
  EXPECT_TRUE(revoked->revoked_at);
  EXPECT_EQ(
      code_of(write([&](storage::Write& write) { return revoke_write_key(write, Id{7}, actor); })),
      "people.write_key_not_found");
  EXPECT_EQ(
      code_of(write([&](storage::Write& write) { return create_write_key(write, " ", actor); })),
      "people.nameless");
}

}  // namespace
}  // namespace tandem::actions
