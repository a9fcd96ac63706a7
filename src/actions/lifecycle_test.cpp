#include "actions/lifecycle.h"

#include "actions/test_rows.h"
#include "storage/access.h"

namespace tandem::actions {
namespace {

using lifecycle::Stage;

struct MoveContact : TakeTest {
  void SetUp() override {
    auto row = lead_row("1");
    row.stages = {{Stage::mql, day("2024-02-01")}};
    ASSERT_TRUE(take(row));
  }

  Result<lifecycle::Standing> move(Stage to, const char* on, const std::string& why = "") {
    cause.why = why;
    return ledger->write([&](storage::Write& write) {
      return move_contact(write, contact_id("1"), to, day(on), cause);
    });
  }
};

TEST_F(MoveContact, SavesAndTellsTheMove) {
  const people::Member rep{.id = {5},
                           .name = "Zoé",
                           .email = "z@example.org",
                           .team = people::Team::sales,
                           .role = people::Role::rep,
                           .disabled_at = {}};
  ledger.write([&](storage::Write& write) { storage::insert_member(write.db, rep); });
  cause.member_id = rep.id;
  const auto moved = move(Stage::sql, "2024-02-03", "called, wants a quote");
  ASSERT_TRUE(moved);
  EXPECT_EQ(*moved, standing("1"));
  EXPECT_EQ(standing("1").sql_at, day("2024-02-03"));
  const auto told = timeline_of("1");
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[1].kind, timeline::ActivityKind::stage_changed);
  EXPECT_EQ(told[1].at, day("2024-02-03"));
  EXPECT_EQ(told[1].member_id, rep.id);
  const auto transition = from_json<lifecycle::Transition>(told[1].detail);
  ASSERT_TRUE(transition);
  EXPECT_EQ(*transition, (lifecycle::Transition{.from = Stage::mql,
                                                .to = Stage::sql,
                                                .skipped = {},
                                                .recalled = false,
                                                .why = "called, wants a quote"}));
}

TEST_F(MoveContact, RefusesToStayAndTellsNothing) {
  const auto refused = move(Stage::mql, "2024-02-03");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "lifecycle.same_stage");
  EXPECT_EQ(timeline_of("1").size(), 1U);
}

TEST_F(MoveContact, RefusesAnUnknownContact) {
  const auto refused = ledger->write([&](storage::Write& write) {
    return move_contact(write, Id{1}, Stage::sql, write.now(), cause);
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "people.contact_not_found");
  EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
}

TEST_F(MoveContact, GoesBackWithAReason) {
  ASSERT_TRUE(move(Stage::sql, "2024-02-03"));
  ASSERT_TRUE(move(Stage::mql, "2024-02-09", "no budget this year"));
  EXPECT_EQ(standing("1").stage, Stage::mql);
  EXPECT_EQ(standing("1").sql_at, day("2024-02-03"));
  EXPECT_EQ(timeline_of("1").back().detail.at("why"), "no budget this year");
}

TEST_F(MoveContact, LearnsOnlyWhatIsNew) {
  const auto learn = [&](const std::vector<imports::StageEntry>& stages) {
    return *ledger->write([&](storage::Write& write) -> Result<int> {
      return learn_stages(write, contact_id("1"), stages, day("2024-09-09"), cause);
    });
  };
  EXPECT_EQ(learn({}), 0);
  EXPECT_EQ(learn({{Stage::mql, day("2024-01-01")}}), 0);  // it is there; the date stays
  EXPECT_EQ(learn({{Stage::lead, {}}}), 0);
  EXPECT_EQ(learn({{Stage::lead, day("2024-01-20")}}), 1);
  EXPECT_EQ(learn({{Stage::lead, day("2024-01-10")}}), 0);  // known already
  EXPECT_EQ(learn({{Stage::sql, day("2024-03-01")}, {Stage::customer, {}}}), 2);
  EXPECT_EQ(standing("1").customer_at, day("2024-09-09"));
  EXPECT_EQ(standing("1").lead_at, day("2024-01-20"));
}

}  // namespace
}  // namespace tandem::actions
