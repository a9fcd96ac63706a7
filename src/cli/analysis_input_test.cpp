#include "cli/analysis_input.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/context.h"

namespace tandem::cli {
namespace {

using testing::HasSubstr;

struct AnalysisInput : testing::Test {
  TemporaryFolder folder{std::filesystem::temp_directory_path()};

  std::string file(const std::string& content) const {
    const auto path = folder.path() / "touches.csv";
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }
};

TEST_F(AnalysisInput, ReadsColumnsByName) {
  auto table = AnalysisTable::open(file("Lead,Hazard,n\nx,0.4,3\ny,-1,4\n"), Language::en);
  ASSERT_TRUE(table);
  const auto hazard = table->column("hazard");
  ASSERT_TRUE(hazard);
  ASSERT_TRUE(*table->next());
  EXPECT_EQ(*table->number(*hazard), 0.4);
  EXPECT_EQ(*table->whole_number(2), 3);
  ASSERT_TRUE(*table->next());
  EXPECT_EQ(table->value(0), "y");
  EXPECT_EQ(table->line(), 3);
  EXPECT_FALSE(*table->next());
}

TEST_F(AnalysisInput, SaysWhereItFailed) {
  const auto path = file("lead,hazard\nx,0.4\ny,often\nz,1,2\n");
  auto table = AnalysisTable::open(path, Language::en);
  ASSERT_TRUE(table);
  EXPECT_EQ(message(Language::en, table->column("attempt").error()),
            path + ": there is no column “attempt”; the columns are: lead, hazard");
  ASSERT_TRUE(*table->next());
  ASSERT_TRUE(*table->next());
  EXPECT_EQ(message(Language::en, table->number(1).error()),
            path + ":3: hazard: “often” is not a number");
  const auto ragged = table->next();
  ASSERT_FALSE(ragged);
  EXPECT_EQ(message(Language::en, ragged.error()), path + ":4: 3 values, but the header names 2");
}

TEST_F(AnalysisInput, ReadsTextOfAnotherEncoding) {
  auto table = AnalysisTable::open(file("ville,n\nMontr\xe9"
                                        "al,1\n"),
                                   Language::en);
  ASSERT_TRUE(table);
  ASSERT_TRUE(*table->next());
  EXPECT_EQ(table->value(0), "Montréal");
}

TEST_F(AnalysisInput, SaysWhichFieldOfADocumentIsWrong) {
  const auto path = file("{\"a\": [1, true]}");
  const auto numbers = read_json_file<std::map<std::string, std::vector<double>>>(path);
  ASSERT_FALSE(numbers);
  EXPECT_THAT(message(Language::en, numbers.error()), HasSubstr(path + ": a[1]: "));
  EXPECT_EQ(read_text_file("/nowhere").error().code, "csv.not_found");
}

}  // namespace
}  // namespace tandem::cli
