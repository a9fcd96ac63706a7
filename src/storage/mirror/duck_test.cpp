#include "storage/mirror/duck.h"

#include <fstream>

#include <gtest/gtest.h>

#include "storage/ledger/test_ledger.h"

namespace tandem::storage {
namespace {

struct Fact {
  Id id;
  std::optional<std::string> name;
  std::optional<double> days;
  int stage = 0;

  bool operator==(const Fact&) const = default;
};
BOOST_DESCRIBE_STRUCT(Fact, (), (id, name, days, stage))

struct Wanted {
  std::optional<std::string> name;
  Id from;
  std::string unused;
};
BOOST_DESCRIBE_STRUCT(Wanted, (), (name, from, unused))

DuckFailure::Kind kind_of(const std::function<void()>& doing) {
  try {
    doing();
  } catch (const DuckFailure& failure) {
    return failure.kind();
  }
  throw std::logic_error("did not fail");
}

struct DuckTest : testing::Test {
  DuckDatabase database{{}};
  DuckConnection duck = database.connect();

  void SetUp() override {
    duck.run_script("CREATE TABLE fact (id BIGINT, name VARCHAR, days DOUBLE, stage TINYINT)");
  }
};

TEST_F(DuckTest, AppendsAndReadsEveryKindOfValue) {
  std::vector<Fact> facts{{{1}, {}, {}, 0},
                          {{INT64_MAX}, "", -0.5, 5},
                          {{3}, "Été — a longer text than fits into twelve bytes", 1e300, -1}};
  for (int i = 10; i < 5000; ++i) facts.push_back({{i}, std::to_string(i), 0.1 * i, i % 6});
  DuckAppender appender(duck, "fact");
  for (const auto& fact : facts) appender.append(fact);
  appender.close();
  EXPECT_EQ(duck.list<Fact>("SELECT id, name, days, stage::BIGINT FROM fact ORDER BY rowid"),
            facts);
}

TEST_F(DuckTest, ParametersAreNamed) {
  duck.run_script("INSERT INTO fact VALUES (1, 'a', 0, 0), (2, 'b', 0, 0), (3, NULL, 0, 0)");
  constexpr std::string_view kSql =
      "SELECT id, name, days, stage::BIGINT FROM fact "
      "WHERE id >= $from AND ($name IS NULL OR name = $name) ORDER BY id";
  EXPECT_EQ(duck.list<Fact>(kSql, Wanted{{}, {2}, ""}).size(), 2U);
  EXPECT_EQ(duck.list<Fact>(kSql, Wanted{"b", {1}, ""}).size(), 1U);
  EXPECT_EQ(duck.list<Fact>(kSql, Wanted{"'; DROP TABLE fact; --", {1}, ""}).size(), 0U);
}

TEST_F(DuckTest, MistakesAreNoDamage) {
  using enum DuckFailure::Kind;
  EXPECT_EQ(kind_of([&] { duck.run_script("SELEC 1"); }), query);
  EXPECT_EQ(kind_of([&] { duck.list<Fact>("SELECT * FROM nowhere"); }), query);
  EXPECT_EQ(kind_of([&] { duck.list<Fact>("SELECT id, name FROM fact"); }), query);
  EXPECT_EQ(kind_of([&] { duck.list<Fact>("SELECT id, name, days, stage FROM fact"); }), query);
  EXPECT_EQ(kind_of([&] { duck.run_script("INSERT INTO fact VALUES (1, 'a', 0, 1000)"); }), query);
}

TEST_F(DuckTest, ConnectionsOfOneDatabaseSeeEachOther) {
  auto other = database.connect();
  duck.run_script("BEGIN; INSERT INTO fact VALUES (1, 'a', 0, 0)");
  EXPECT_EQ(other.list<TestCount>("SELECT count(*) FROM fact")[0].count, 0);
  duck.run_script("COMMIT");
  EXPECT_EQ(other.list<TestCount>("SELECT count(*) FROM fact")[0].count, 1);
}

TEST(Duck, AFileThatIsNoneOfItsOwnIsDamage) {
  const TestDirectory directory;
  const auto file = directory.path() / "mirror.duckdb";
  std::ofstream(file) << std::string(20'000, 'g');
  EXPECT_EQ(kind_of([&] { DuckDatabase{file}; }), DuckFailure::Kind::damaged);
}

}  // namespace
}  // namespace tandem::storage
