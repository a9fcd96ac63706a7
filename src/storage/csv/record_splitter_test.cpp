#include "storage/csv/record_splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::storage {
namespace {

using ::testing::ElementsAreArray;
using Values = std::vector<std::string>;

struct Scenario {
  const char* name;
  std::string text;
  Values values;
  std::size_t bytes;
  std::int64_t line_ends;
};

class CutRecord : public ::testing::TestWithParam<Scenario> {};

TEST_P(CutRecord, GivesTheFirstRecord) {
  const auto& s = GetParam();
  Values values{"left over", "from", "before", "and", "more"};
  const Cut cut = cut_record(s.text, true, {}, values);
  EXPECT_EQ(cut.end, Cut::End::record);
  EXPECT_THAT(values, ElementsAreArray(s.values));
  EXPECT_EQ(cut.bytes, s.bytes);
  EXPECT_EQ(cut.line_ends, s.line_ends);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, CutRecord,
    ::testing::Values(
        Scenario{"lf", "a,b\nc", {"a", "b"}, 4, 1}, Scenario{"crlf", "a,b\r\nc", {"a", "b"}, 5, 1},
        Scenario{"cr", "a,b\rc", {"a", "b"}, 4, 1},
        Scenario{"no_line_end", "a,b", {"a", "b"}, 3, 0},
        Scenario{"empty_values", ",,\n", {"", "", ""}, 3, 1},
        Scenario{"empty_line", "\nx", {""}, 1, 1},
        Scenario{"quoted", "\"a,b\",c\n", {"a,b", "c"}, 8, 1},
        Scenario{"quoted_empty", "\"\",\"\"\n", {"", ""}, 6, 1},
        Scenario{"doubled_quote", "\"say \"\"hi\"\"\",x\n", {"say \"hi\"", "x"}, 15, 1},
        Scenario{"line_ends_in_quotes", "\"1\n2\r\n3\r4\",x\r\ny", {"1\n2\r\n3\r4", "x"}, 14, 4},
        Scenario{"quote_inside_unquoted", "5\" pipe,b\n", {"5\" pipe", "b"}, 10, 1},
        Scenario{"text_after_closing_quote", "\"Bob\" Smith,b\n", {"Bob Smith", "b"}, 14, 1},
        Scenario{"spaces_before_quote", "1,  \"x, y\"\n", {"1", "x, y"}, 11, 1},
        Scenario{"spaces_kept", " a , b\n", {" a ", " b"}, 7, 1},
        Scenario{"closed_at_the_end", "a,\"b\"", {"a", "b"}, 5, 0}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(CutRecordTest, BackslashEscapes) {
  CsvDialect dialect;
  dialect.escape = '\\';
  Values values;
  cut_record(R"("say \"hi\", c:\\ \n",2)", true, dialect, values);
  EXPECT_THAT(values, ElementsAreArray(Values{R"(say "hi", c:\ \n)", "2"}));
}

TEST(CutRecordTest, AsksForMoreWhereverTheTextIsCut) {
  const std::string text = "ab,\"c\"\"d\r\ne\",f\r\n";
  for (std::size_t size = 0; size < text.size(); ++size) {
    Values values;
    EXPECT_EQ(cut_record(text.substr(0, size), false, {}, values).end, Cut::End::more) << size;
  }
  Values values;
  EXPECT_EQ(cut_record(text, false, {}, values).end, Cut::End::record);
  EXPECT_THAT(values, ElementsAreArray(Values{"ab", "c\"d\r\ne", "f"}));
}

TEST(CutRecordTest, SaysWhereAnOpenQuoteBegan) {
  Values values;
  const Cut cut = cut_record("\"a\nb\",x,\"open\nto the end", true, {}, values);
  EXPECT_EQ(cut.end, Cut::End::unclosed);
  EXPECT_EQ(cut.quote_at, 8U);
}

TEST(AfterLineEnd, KnowsAllThree) {
  EXPECT_EQ(after_line_end("ab\ncd", false), 3U);
  EXPECT_EQ(after_line_end("ab\r\ncd", false), 4U);
  EXPECT_EQ(after_line_end("ab\rcd", false), 3U);
  EXPECT_EQ(after_line_end("ab\r", false), std::string_view::npos);
  EXPECT_EQ(after_line_end("ab\r", true), 3U);
  EXPECT_EQ(after_line_end("abcd", true), std::string_view::npos);
}

}  // namespace
}  // namespace tandem::storage
