#include "base/row.h"

#include <gtest/gtest.h>

namespace tandem {
namespace {

enum class Mood { calm, cross };
BOOST_DESCRIBE_ENUM(Mood, calm, cross)

struct Record {
  Id id;
  std::string name;
  std::optional<std::int64_t> amount;
  std::int32_t small = 0;
  bool done = false;
  double share = 0;
  Timestamp at;
  Date day{};
  Mood mood = Mood::calm;
  std::optional<Mood> other;
  boost::json::value detail;

  bool operator==(const Record&) const = default;
};
BOOST_DESCRIBE_STRUCT(Record, (),
                      (id, name, amount, small, done, share, at, day, mood, other, detail))

struct Wider : Record {
  std::string more;
};
BOOST_DESCRIBE_STRUCT(Wider, (Record), (more))

Record example() {
  return {.id = {42},
          .name = "Émile",
          .amount = INT64_MIN,
          .small = -1,
          .done = true,
          .share = 0.25,
          .at = *parse_timestamp("1969-12-31T23:59:59.999Z"),
          .day = *parse_date("2024-02-29"),
          .mood = Mood::cross,
          .other = {},
          .detail = {{"a", {1, nullptr}}}};
}

std::vector<Cell> cells_of(const Record& record) {
  std::vector<Cell> cells(columns_of<Record>().size());
  to_cells(record, cells);
  return cells;
}

TEST(Row, ColumnsAreTheMembers) {
  const std::vector<std::pair<std::string_view, CellType>> expected{
      {"id", CellType::integer},    {"name", CellType::text},    {"amount", CellType::integer},
      {"small", CellType::integer}, {"done", CellType::integer}, {"share", CellType::real},
      {"at", CellType::integer},    {"day", CellType::text},     {"mood", CellType::text},
      {"other", CellType::text},    {"detail", CellType::text}};
  std::vector<std::pair<std::string_view, CellType>> found;
  for (const auto& column : columns_of<Record>()) found.emplace_back(column.name, column.type);
  EXPECT_EQ(found, expected);
  ASSERT_EQ(columns_of<Wider>().size(), expected.size() + 1);
  EXPECT_EQ(columns_of<Wider>().front().name, "id");
  EXPECT_EQ(columns_of<Wider>().back().name, "more");
}

TEST(Row, CellsSayWhatIsStored) {
  const std::vector<Cell> expected{
      std::int64_t{42}, "Émile",      INT64_MIN, std::int64_t{-1}, std::int64_t{1},    0.25,
      std::int64_t{-1}, "2024-02-29", "cross",   std::monostate{}, R"({"a":[1,null]})"};
  EXPECT_EQ(cells_of(example()), expected);
}

TEST(Row, ReadsBackWhatItWrote) {
  Record bare;
  bare.day = *parse_date("1970-01-01");
  for (const auto& record : {example(), bare}) {
    const auto read = from_cells<Record>(cells_of(record));
    ASSERT_TRUE(read) << read.error().field;
    EXPECT_EQ(*read, record);
  }
}

TEST(Row, NamesTheColumnThatCannotBeRead) {
  struct Case {
    std::size_t column;
    Cell cell;
    const char* field;
  };
  const std::vector<Case> cases{
      {0, std::monostate{}, "id"},
      {0, "42", "id"},
      {1, std::monostate{}, "name"},
      {1, std::int64_t{1}, "name"},
      {2, 1.5, "amount"},
      {3, std::int64_t{1} << 31, "small"},
      {4, std::int64_t{2}, "done"},
      {5, std::int64_t{1}, "share"},
      {6, "2018", "at"},
      {7, "2023-02-29", "day"},
      {8, "furious", "mood"},
      {8, std::monostate{}, "mood"},
      {9, "", "other"},
      {10, "{", "detail"},
      {10, std::monostate{}, "detail"},
  };
  for (const auto& wrong : cases) {
    auto cells = cells_of(example());
    cells[wrong.column] = wrong.cell;
    const auto read = from_cells<Record>(cells);
    ASSERT_FALSE(read) << wrong.field;
    EXPECT_EQ(read.error().code, "row.bad_cell");
    EXPECT_EQ(read.error().field, wrong.field);
  }
}

TEST(Row, AbsenceIsNull) {
  auto cells = cells_of(example());
  cells[2] = std::monostate{};
  const auto read = from_cells<Record>(cells);
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->amount);
}

}  // namespace
}  // namespace tandem
