// The real leads of an online school (see the data folder's README): 9,240 rows, 38.54 % converted.
#include <filesystem>
#include <fstream>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/scoring/training.h"

namespace tandem::scoring {
namespace {

using testing::Contains;
using testing::UnorderedElementsAreArray;

const std::string kFile = TANDEM_SHARED_DATA "/scoring/x_education_leads.csv";

// No value of this file is quoted over several lines; some hold a comma.
std::vector<std::string> split_line(const std::string& line) {
  std::vector<std::string> values(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      values.emplace_back();
    } else if (c != '\r') {
      values.back() += c;
    }
  }
  return values;
}

const std::vector<std::string> kFilledInLater{"Tags",
                                              "Lead Quality",
                                              "Lead Profile",
                                              "Asymmetrique Activity Index",
                                              "Asymmetrique Profile Index",
                                              "Asymmetrique Activity Score",
                                              "Asymmetrique Profile Score",
                                              "Last Activity",
                                              "Last Notable Activity"};

TrainingData leads(const std::vector<std::string>& excluded) {
  std::ifstream file(kFile);
  std::string line;
  std::getline(file, line);
  const auto header = split_line(line);
  TrainingData data;
  data.label = "Converted";
  data.order_by = "Lead Number";
  std::vector<std::size_t> column_of;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (header[i] == data.label || header[i] == *data.order_by) continue;
    if (std::ranges::find(excluded, header[i]) != excluded.end()) continue;
    column_of.push_back(i);
    data.table.columns.emplace_back(header[i]);
  }
  while (std::getline(file, line)) {
    const auto values = split_line(line);
    for (std::size_t i = 0; i < column_of.size(); ++i) {
      data.table.columns[i].add(values[column_of[i]]);
    }
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (header[i] == data.label) data.labels.push_back(values[i] == "1");
      if (header[i] == *data.order_by) data.order.push_back(std::stod(values[i]));
    }
  }
  return data;
}

// Training is slow under the sanitizers: few lambdas, and each report is made once.
TrainingOptions quick() {
  TrainingOptions options;
  options.lambdas = {1, 10};
  return options;
}

const Result<TrainingReport>& without_leaks() {
  static const auto report = train(leads(kFilledInLater), quick());
  return report;
}

struct XEducation : testing::Test {
  void SetUp() override {
    if (!std::filesystem::exists(kFile)) GTEST_SKIP() << "skipped: " << kFile << " is missing";
  }
};

TEST_F(XEducation, NewerLeadsAreRankedWellWithoutTheColumnsThatLeak) {
  const auto& report = without_leaks();
  ASSERT_TRUE(report);
  ASSERT_TRUE(report->ordered && report->random);
  EXPECT_GE(report->ordered->auc.value(), 0.88);
  EXPECT_LE(report->ordered->brier, 0.14);
  EXPECT_NEAR(report->random->auc.value(), 0.86, 0.015);
  EXPECT_NEAR(report->random->brier, 0.146, 0.006);
  EXPECT_EQ(report->ordered->rows, 2772);
  EXPECT_EQ(report->model.verdict, Verdict::promoted);
  EXPECT_EQ(report->model.calibration.method, CalibrationMethod::isotonic);
  EXPECT_THAT(report->leaks, testing::IsEmpty());
}

TEST_F(XEducation, ProbabilitiesComeTrueAboutAsOftenAsTheySay) {
  const auto& report = without_leaks();
  ASSERT_TRUE(report && report->random);
  for (const auto& bin : report->random->calibration) {
    if (bin.rows < 100) continue;
    EXPECT_NEAR(*bin.said, *bin.happened, 0.1) << bin.from;
  }
}

TEST_F(XEducation, ColumnsThatLeakArePointedOut) {
  const auto report = train(leads({}), quick());
  ASSERT_TRUE(report && report->ordered);
  EXPECT_GE(report->ordered->auc.value(), 0.97);
  std::vector<std::string> suspects;
  for (const auto& leak : report->leaks) suspects.push_back(leak.column);
  EXPECT_THAT(suspects, UnorderedElementsAreArray(kFilledInLater));
  EXPECT_EQ(suspects.front(), "Tags");
  EXPECT_THAT(report->leaks.front().signs, Contains(LeakSign::predicts_alone));
}

TEST_F(XEducation, ColumnsOfNoUseAreNamed) {
  const auto& report = without_leaks();
  ASSERT_TRUE(report);
  std::map<std::string, DropReason> dropped;
  for (const auto& column : report->dropped) dropped.emplace(column.column, column.reason);
  EXPECT_EQ(dropped.at("Lead Number"), DropReason::order);
  EXPECT_EQ(dropped.at("Prospect ID"), DropReason::identifier);
  EXPECT_EQ(dropped.at("Magazine"), DropReason::constant);
  EXPECT_EQ(dropped.at(""), DropReason::empty);  // the header ends with a comma
}

}  // namespace
}  // namespace tandem::scoring
