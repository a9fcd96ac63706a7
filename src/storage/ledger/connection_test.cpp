#include "storage/ledger/connection.h"

#include <fstream>

#include <gtest/gtest.h>

#include "storage/ledger/test_ledger.h"

namespace tandem::storage {
namespace {

enum class Size { small, large };
BOOST_DESCRIBE_ENUM(Size, small, large)

struct Thing {
  Id id;
  std::string name;
  std::optional<std::int64_t> amount;
  double weight = 0;
  Size size = Size::small;

  bool operator==(const Thing&) const = default;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (id, name, amount, weight, size))

constexpr std::string_view kInsert =
    "INSERT INTO thing VALUES (:id, :name, :amount, :weight, :size)";
constexpr std::string_view kList = "SELECT id, name, amount, weight, size FROM thing ORDER BY id";
constexpr std::string_view kFind =
    "SELECT id, name, amount, weight, size FROM thing WHERE id = :id";

struct ConnectionTest : testing::Test {
  TestDirectory directory;
  std::filesystem::path file = directory.path() / "it's a \u00E9 file.db";
  Connection db{file, Access::write};

  void SetUp() override {
    db.run_script(
        "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL, amount BIGINT,"
        " weight REAL NOT NULL, size TEXT NOT NULL)");
  }
};

TEST_F(ConnectionTest, WritesAndReadsEveryKindOfValue) {
  const std::vector<Thing> things{
      {{1}, "", {}, 0, Size::small},
      {{2}, "Été — «\u00A0ok\u00A0»", INT64_MIN, 0.1, Size::large},
      {{INT64_MAX}, std::string(100'000, 'x'), INT64_MAX, -1e300, Size::small}};
  for (const auto& thing : things) EXPECT_EQ(db.execute(kInsert, thing), 1);
  EXPECT_EQ(db.list<Thing>(kList), things);
  EXPECT_EQ(db.find<Thing>(kFind, param("id", Id{2})), things[1]);
  EXPECT_EQ(db.find<Thing>(kFind, param("id", Id{3})), std::nullopt);
}

TEST_F(ConnectionTest, StatementsAreUsedAgainWithOtherValues) {
  for (int i = 1; i <= 100; ++i) {
    const bool even = i % 2 == 0;
    db.execute(kInsert, Thing{{i},
                              std::string(static_cast<std::size_t>(i), 'a'),
                              even ? std::optional<std::int64_t>(i) : std::nullopt,
                              0.5 * i,
                              even ? Size::large : Size::small});
  }
  for (int i = 1; i <= 100; ++i) {
    const auto thing = db.find<Thing>(kFind, param("id", Id{i}));
    ASSERT_TRUE(thing);
    EXPECT_EQ(thing->name.size(), static_cast<std::size_t>(i));
    EXPECT_EQ(thing->amount.has_value(), i % 2 == 0);
  }
}

TEST_F(ConnectionTest, TellsHowManyRowsChanged) {
  for (int i = 1; i <= 3; ++i) db.execute(kInsert, Thing{.id = {i}, .name = "a", .amount = {}});
  constexpr std::string_view kRename = "UPDATE thing SET name = :name WHERE id >= :from";
  const std::string name = "b";
  EXPECT_EQ(db.execute(kRename, param("name", name), param("from", Id{2})), 2);
  EXPECT_EQ(db.execute(kRename, param("name", name), param("from", Id{9})), 0);
}

TEST_F(ConnectionTest, AReaderThatThrowsLeavesNoReadOpen) {
  for (int i = 1; i <= 3; ++i) db.execute(kInsert, Thing{.id = {i}, .name = "a", .amount = {}});
  EXPECT_THROW(db.each<Thing>(kList, [](const Thing&) { throw std::runtime_error("enough"); }),
               std::runtime_error);
  db.run_script("DROP TABLE thing");  // would be locked by an open read
}

TEST_F(ConnectionTest, AValueNobodyGivesIsAMistakeInTheProgram) {
  EXPECT_THROW(db.execute(kFind), std::logic_error);
  EXPECT_NO_THROW(db.find<Thing>(kFind, param("id", Id{1})));
}

TEST_F(ConnectionTest, FailuresSayWhatIsWrong) {
  db.execute(kInsert, Thing{.id = {1}, .name = "a", .amount = {}});
  try {
    db.execute(kInsert, Thing{.id = {1}, .name = "a", .amount = {}});
    FAIL() << "the same key twice";
  } catch (const StorageFailure& failure) {
    EXPECT_EQ(failure.error().code, "storage.broken");
    EXPECT_EQ(failure.error().kind, ErrorKind::unavailable);
  }
  EXPECT_NO_THROW(db.execute(kInsert, Thing{.id = {2}, .name = "a", .amount = {}}));
  EXPECT_THROW(db.run_script("SELECT nonsense"), StorageFailure);
  EXPECT_THROW(db.list<Thing>("SELECT nonsense"), StorageFailure);
}

TEST_F(ConnectionTest, AStoredValueThatCannotBeIsDamage) {
  db.run_script("INSERT INTO thing VALUES (1, 'a', NULL, 0, 'gigantic')");
  try {
    db.list<Thing>(kList);
    FAIL();
  } catch (const StorageFailure& failure) {
    EXPECT_EQ(failure.error().code, "storage.damaged");
    EXPECT_NE(std::string(failure.what()).find("size"), std::string::npos);
  }
}

TEST_F(ConnectionTest, ReadersCannotWrite) {
  Connection reader(file, Access::read);
  EXPECT_THROW(reader.execute(kInsert, Thing{.id = {1}, .name = "a", .amount = {}}),
               StorageFailure);
}

TEST_F(ConnectionTest, CopiesItselfWhole) {
  for (int i = 1; i <= 3; ++i) db.execute(kInsert, Thing{.id = {i}, .name = "a", .amount = {}});
  const auto copy = directory.path() / "a 'quoted' copy.db";
  db.copy_to(copy);
  EXPECT_EQ(Connection(copy, Access::read).list<Thing>(kList), db.list<Thing>(kList));
  EXPECT_THROW(db.copy_to(copy), StorageFailure);  // never over another file
}

TEST(Connection, SaysThatAFileIsNoDatabase) {
  const TestDirectory directory;
  const auto file = directory.path() / "ledger.db";
  std::ofstream(file) << std::string(10'000, 'g');
  try {
    const Connection db(file, Access::write);
    FAIL();
  } catch (const StorageFailure& failure) {
    EXPECT_EQ(failure.error().code, "storage.damaged");
  }
}

TEST(Connection, SaysThatAFileCannotBeOpened) {
  const TestDirectory directory;
  try {
    const Connection db(directory.path() / "no" / "such" / "folder.db", Access::write);
    FAIL();
  } catch (const StorageFailure& failure) {
    EXPECT_EQ(failure.error().code, "storage.read_only");
  }
}

}  // namespace
}  // namespace tandem::storage
