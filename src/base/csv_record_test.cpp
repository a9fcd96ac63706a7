#include "base/csv_record.h"

#include <gtest/gtest.h>

namespace tandem {
namespace {

TEST(CsvRecord, QuotesWhatWouldBeReadOtherwise) {
  EXPECT_EQ(csv_record({"a", "b c", ""}), "a,b c,\n");
  EXPECT_EQ(csv_record({"1,5", "say \"no\"", "two\nlines"}),
            "\"1,5\",\"say \"\"no\"\"\",\"two\nlines\"\n");
}

TEST(CsvRecord, AFormulaBecomesText) {
  EXPECT_EQ(unlike_formula("=HYPERLINK(1)"), "'=HYPERLINK(1)");
  EXPECT_EQ(unlike_formula("@SUM"), "'@SUM");
  EXPECT_EQ(unlike_formula("Ada"), "Ada");
  EXPECT_EQ(unlike_formula(""), "");
}

}  // namespace
}  // namespace tandem
