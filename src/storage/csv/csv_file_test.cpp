#include "storage/csv/csv_file.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace tandem::storage {
namespace {

using std::string_literals::operator""s;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using Values = std::vector<std::string>;

const std::filesystem::path kShared = TANDEM_SHARED_DATA;

// A file of the test's own, removed with it.
class Written {
 public:
  explicit Written(const std::string& content) {
    path_ = (std::filesystem::temp_directory_path() / "tandem-csv-XXXXXX").string();
    const int file = ::mkstemp(path_.data());
    EXPECT_EQ(::write(file, content.data(), content.size()), std::ssize(content));
    ::close(file);
  }
  Written(const Written&) = delete;
  Written& operator=(const Written&) = delete;
  ~Written() { std::filesystem::remove(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Contents {
  CsvDialect dialect;
  Values header;
  std::vector<CsvRecord> records;
};

Contents read_all(const std::string& path) {
  auto file = CsvFile::open(path);
  if (!file) {
    ADD_FAILURE() << path << ": " << file.error().code;
    return {};
  }
  Contents contents;
  contents.header = file->header();
  CsvRecord record;
  while (file->next(record)) contents.records.push_back(record);
  contents.dialect = file->dialect();
  EXPECT_EQ(file->bytes_read(), file->size());
  return contents;
}

Contents read_text(const std::string& text) {
  return read_all(Written(text).path());
}

// The records as "line: value|value", errors as "line! code".
Values shown(const Contents& contents) {
  Values lines;
  for (const auto& record : contents.records) {
    std::string line = std::to_string(record.line);
    if (record.error) {
      line += "! " + record.error->code;
      for (const auto& [name, value] : record.error->args) line += " " + name + " " + value;
    } else {
      line += ":";
      for (const auto& value : record.values) line += (line.back() == ':' ? " " : "|") + value;
    }
    lines.push_back(line);
  }
  return lines;
}

struct Scenario {
  const char* name;
  std::string text;
  Values header;
  Values records;
};

class Reading : public ::testing::TestWithParam<Scenario> {};

TEST_P(Reading, GivesHeaderAndRecords) {
  const auto contents = read_text(GetParam().text);
  EXPECT_THAT(contents.header, ElementsAreArray(GetParam().header));
  EXPECT_THAT(shown(contents), ElementsAreArray(GetParam().records));
}

INSTANTIATE_TEST_SUITE_P(
    Dialects, Reading,
    ::testing::Values(
        Scenario{"comma", "a,b\n1,2\n", {"a", "b"}, {"2: 1|2"}},
        Scenario{"semicolon_with_decimal_commas",
                 "a;b\n1,5;2,5\n3,5;4,5\n",
                 {"a", "b"},
                 {"2: 1,5|2,5", "3: 3,5|4,5"}},
        Scenario{"tab", "a\tb\n1\t2\n", {"a", "b"}, {"2: 1|2"}},
        Scenario{"bar", "a|b|c\n1|2|3\n", {"a", "b", "c"}, {"2: 1|2|3"}},
        Scenario{"excel_sep_line", "sep=;\na;b\n1;2\n", {"a", "b"}, {"3: 1|2"}},
        Scenario{"cr_only", "a,b\r1,2\r3,4", {"a", "b"}, {"2: 1|2", "3: 3|4"}},
        Scenario{"crlf", "a,b\r\n1,2\r\n", {"a", "b"}, {"2: 1|2"}},
        Scenario{"all_text", "name,city\nAda,Paris\n", {"name", "city"}, {"2: Ada|Paris"}},
        Scenario{"header_only", "\"Record ID\",Email", {"Record ID", "Email"}, {}},
        Scenario{"byte_order_mark", "\xEF\xBB\xBFId,Name\n1,x\n", {"Id", "Name"}, {"2: 1|x"}},
        Scenario{"trimmed_header", " a ,\u00a0b\n1,2\n", {"a", "b"}, {"2: 1|2"}},
        Scenario{"columns_without_or_with_the_same_name",
                 "a,,a,a\n1,2,3,4\n",
                 {"a", "#2", "a (2)", "a (3)"},
                 {"2: 1|2|3|4"}},
        Scenario{"preamble",
                 "Report\n\"Aug 1, 2026\"\n\nDay,Cost,Clicks\n1,2,3\n4,5,6\n",
                 {"Day", "Cost", "Clicks"},
                 {"5: 1|2|3", "6: 4|5|6"}},
        Scenario{"padded_preamble",
                 "Report,,,\nDay,Cost,Clicks,Name\n1,2,3,4\n",
                 {"Day", "Cost", "Clicks", "Name"},
                 {"3: 1|2|3|4"}},
        Scenario{"rows_end_with_one_delimiter_more",
                 "a,b,c\n1,2,3,\n4,5,6,\n",
                 {"a", "b", "c"},
                 {"2: 1|2|3|", "3: 4|5|6|"}},
        Scenario{"blank_lines_are_passed_over",
                 "a,b\n\n1,2\n,\n  \n\"\",\" \"\n3,4\n\n",
                 {"a", "b"},
                 {"3: 1|2", "7: 3|4"}},
        Scenario{"quoted_line_ends_keep_the_count",
                 "a,b\n1,\"x\ny\"\n2,z\n",
                 {"a", "b"},
                 {"2: 1|x\ny", "4: 2|z"}},
        Scenario{"backslash_escapes",
                 "id,note\n1,\"say \\\"hi\\\", you\"\n2,\"x \\\"y\\\"\"\n",
                 {"id", "note"},
                 {"2: 1|say \"hi\", you", "3: 2|x \"y\""}},
        Scenario{"ragged",
                 "a,b,c\n1,2,3\n4,5\n6,7,8\n",
                 {"a", "b", "c"},
                 {"2: 1|2|3", "3: 4|5", "4: 6|7|8"}},
        Scenario{"unclosed_quote_at_the_end",
                 "a,b\n1,2\n3,\"open\n4,5\n6,7\n",
                 {"a", "b"},
                 {"2: 1|2", "3! csv.unclosed_quote", "4: 4|5", "5: 6|7"}},
        Scenario{"unclosed_quote_that_another_one_closes",
                 "a,b\n1,\"open\n3,\"x\"\n5,\"y,z\"\n",
                 {"a", "b"},
                 {"2! csv.unclosed_quote", "3: 3|x", "4: 5|y,z"}},
        Scenario{"long_line",
                 "a,b\n1,2\n" + std::string(10'000'000, 'x') + ",y\r\n3,4\n",
                 {"a", "b"},
                 {"2: 1|2", "3! csv.line_too_long", "4: 3|4"}},
        Scenario{"long_line_at_the_end",
                 "a,b\n1,2\n" + std::string(10'000'000, 'x'),
                 {"a", "b"},
                 {"2: 1|2", "3! csv.line_too_long"}},
        Scenario{"long_line_behind_a_quote",
                 "a,b\n1,2\n5,\"" + std::string(10'000'000, 'x') + "\n3,4\n",
                 {"a", "b"},
                 {"2: 1|2", "3! csv.unclosed_quote", "4: 3|4"}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(CsvFileTest, UnclosedQuoteCostsOneLineHoweverLongTheFile) {
  std::string text = "a,b\n1,\"open\n";
  for (int i = 0; i < 400'000; ++i) text += "3,45678\n";
  const auto contents = read_text(text);
  ASSERT_EQ(contents.records.size(), 400'001U);
  EXPECT_EQ(contents.records[0].error->code, "csv.unclosed_quote");
  EXPECT_EQ(contents.records[0].raw, "1,\"open");
  EXPECT_EQ(contents.records[1].line, 3);
  EXPECT_EQ(contents.records.back().line, 400'002);
}

TEST(CsvFileTest, FileFullOfOpenQuotesIsReadInReasonableTime) {
  std::string text = "a,b\n";
  for (int i = 0; i < 200'000; ++i) text += "xxx,yyy\n";
  for (int i = 0; i < 3'000; ++i) text += "\"x\",\"z\n";
  const auto contents = read_text(text);
  EXPECT_EQ(contents.records.size(), 203'000U);
  EXPECT_EQ(contents.records[200'000].error->code, "csv.unclosed_quote");
}

TEST(CsvFileTest, RefusesLinesWithZeroBytesAfterTheHead) {
  std::string text = "a,b\n";
  for (int i = 0; i < 150'000; ++i) text += "xxx,yyy\n";
  const auto contents = read_text(text + "3,x\0y\n5,6\n"s);
  ASSERT_EQ(contents.records.size(), 150'002U);
  EXPECT_EQ(contents.records[150'000].error->code, "csv.zero_byte");
  EXPECT_FALSE(contents.records[150'001].error);
}

TEST(CsvFileTest, KeepsTheTextOfARecord) {
  const auto contents =
      read_text("a,b\n1,\"x\n\"\"y\"\"\"\r\n" + std::string(100'000, 'z') + ",2\n");
  EXPECT_EQ(contents.records[0].raw, "1,\"x\n\"\"y\"\"\"");
  EXPECT_EQ(contents.records[1].raw, std::string(64 * 1024, 'z'));
  EXPECT_FALSE(contents.records[1].error);
}

TEST(CsvFileTest, ConvertsLatin1AndSaysSo) {
  const auto contents = read_text("nom,soci\xE9t\xE9\nAm\xE9lie,Caf\xE9\n");
  EXPECT_EQ(contents.dialect.encoding, "windows-1252");
  EXPECT_THAT(contents.header, ElementsAre("nom", "soci\u00e9t\u00e9"));
  EXPECT_THAT(shown(contents), ElementsAre("2: Am\u00e9lie|Caf\u00e9"));
}

TEST(CsvFileTest, ConvertsLatin1ThatBeginsAfterTheHead) {
  std::string text = "a,b\n";
  while (text.size() < 3'000'000) text += "plain,text\n";
  const auto contents = read_text(text + "caf\xE9,x\n");
  EXPECT_EQ(contents.dialect.encoding, "windows-1252");
  EXPECT_EQ(contents.records.back().values[0], "caf\u00e9");
}

TEST(CsvFileTest, ConvertsUtf16) {
  std::string bytes = "\xFF\xFE";
  for (const char c : "a\tb\r\n1\t2\r\n"s) bytes += {c, '\0'};
  const auto contents = read_text(bytes);
  EXPECT_EQ(contents.dialect.encoding, "UTF-16LE");
  EXPECT_EQ(contents.dialect.delimiter, '\t');
  EXPECT_THAT(shown(contents), ElementsAre("2: 1|2"));
}

struct Refusal {
  const char* name;
  std::string content;
  std::string code;
};

class Refusing : public ::testing::TestWithParam<Refusal> {};

TEST_P(Refusing, SaysWhy) {
  const Written file(GetParam().content);
  const auto opened = CsvFile::open(file.path());
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, GetParam().code);
  EXPECT_EQ(opened.error().args, (TextArgs{{"path", file.path()}}));
}

INSTANTIATE_TEST_SUITE_P(
    BadInput, Refusing,
    ::testing::Values(
        Refusal{"empty", "", "csv.empty"}, Refusal{"blank", " \n\r\n\t", "csv.empty"},
        Refusal{"only_a_mark", "\xEF\xBB\xBF", "csv.empty"},
        Refusal{"xlsx", "PK\x03\x04....[Content_Types].xml"s, "csv.workbook"},
        Refusal{"xls", "\xD0\xCF\x11\xE0\xA1\xB1"s, "csv.workbook"},
        Refusal{"ods", "PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet"s,
                "csv.workbook"},
        Refusal{"zip", "PK\x03\x04\x14\0\0\0report.csv"s, "csv.binary"},
        Refusal{"png", "\x89PNG\r\n\x1A\n"s, "csv.binary"},
        Refusal{"pdf", "%PDF-1.7\n1 0 obj\n", "csv.binary"},
        Refusal{"zeros", "a,b\n1,\0\0\n"s, "csv.binary"},
        Refusal{"html", "<!DOCTYPE html>\n<html><body>a,b</body></html>", "csv.html"},
        Refusal{"json", "{\"a\": 1,\n \"b\": 2}", "csv.json"},
        Refusal{"json_list", "[{\"a\": 1},\n {\"a\": 2}]", "csv.json"},
        Refusal{"prose", "Dear Sir, I write\nto you about it.\nThanks, and so on, yours\n",
                "csv.not_a_table"},
        Refusal{"one_column", "id\n1\n2\n3\n", "csv.not_a_table"},
        Refusal{"one_word", "hello", "csv.not_a_table"},
        Refusal{"endless_first_line", std::string(3'000'000, 'x'), "csv.not_a_table"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(CsvFileTest, RefusesPathsThatCannotBeRead) {
  EXPECT_EQ(CsvFile::open("/no/such/file.csv").error().code, "csv.not_found");
  EXPECT_EQ(CsvFile::open("/").error().code, "csv.unreadable");
}

TEST(CsvFileTest, ReadsStandardInput) {
  const Written file("a,b\n1,2\n");
  const int saved = ::dup(STDIN_FILENO);
  ASSERT_NE(std::freopen(file.path().c_str(), "r", stdin), nullptr);
  auto opened = CsvFile::open("-");
  ASSERT_TRUE(opened);
  CsvRecord record;
  EXPECT_TRUE(opened->next(record));
  EXPECT_THAT(record.values, ElementsAre("1", "2"));
  EXPECT_FALSE(opened->next(record));
  EXPECT_EQ(opened->size(), std::nullopt);
  ::dup2(saved, STDIN_FILENO);
  ::close(saved);
}

// --- Files as other systems really wrote them.

struct Real {
  const char* path;
  std::int64_t header_line;
  std::size_t columns;
  std::string first_column;
  std::size_t records;
};

class RealFiles : public ::testing::TestWithParam<Real> {};

TEST_P(RealFiles, AreUnderstood) {
  const auto& real = GetParam();
  if (!std::filesystem::exists(kShared / real.path)) GTEST_SKIP() << real.path << " is missing";
  const auto contents = read_all((kShared / real.path).string());
  EXPECT_EQ(contents.dialect.delimiter, ',');
  EXPECT_EQ(contents.dialect.header_line, real.header_line);
  ASSERT_EQ(contents.header.size(), real.columns);
  EXPECT_EQ(contents.header[0], real.first_column);
  EXPECT_EQ(contents.records.size(), real.records);
  for (const auto& record : contents.records) {
    EXPECT_FALSE(record.error);
    EXPECT_EQ(record.values.size(), real.columns) << record.line;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Shared, RealFiles,
    ::testing::Values(
        Real{"imports/google_ads_campaign_report_daily.csv", 3, 5, "Day", 4},
        Real{"imports/meta_ads_adsets_daily_with_account_total.csv", 1, 7, "Reporting starts", 4},
        Real{"imports/hubspot_all_contacts_2023-02-21_header.csv", 1, 182, "Record ID", 0},
        Real{"imports/salesforce/Account.csv", 1, 56, "Id", 22},
        Real{"imports/salesforce/Contact.csv", 1, 72, "Id", 102},
        Real{"imports/salesforce/Lead.csv", 1, 55, "Id", 60},
        Real{"imports/salesforce/Opportunity.csv", 1, 35, "Id", 50},
        Real{"imports/salesforce/CampaignMember.csv", 1, 38, "Id", 68},
        Real{"olist/olist_marketing_qualified_leads_dataset.csv", 1, 4, "mql_id", 8000},
        Real{"olist/olist_closed_deals_dataset.csv", 1, 14, "mql_id", 842},
        Real{"olist/seller_performance.csv", 1, 11, "seller_id", 2970},
        Real{"scoring/x_education_leads.csv", 1, 38, "Prospect ID", 9240},
        Real{"followup/bpic2012_lead_followup_attempts.csv", 1, 13, "case_id", 5897}));

}  // namespace
}  // namespace tandem::storage
