#include "storage/ledger/statement_parameters.h"

#include <gtest/gtest.h>

namespace tandem::storage {
namespace {

TEST(StatementParameters, AreNamedOnceInOrderOfMention) {
  using Names = std::vector<std::string>;
  const std::vector<std::pair<std::string, Names>> cases{
      {"", {}},
      {"SELECT 1", {}},
      {"SELECT :a, :b_2, :a", {"a", "b_2"}},
      {"WHERE id = :id", {"id"}},
      {"(:first,:second)", {"first", "second"}},
      {"SELECT ':no', :yes", {"yes"}},
      {"SELECT 'it''s :no', :yes, ':no'", {"yes"}},
      {"SELECT x::BIGINT, :y::TEXT", {"y"}},
      {"SELECT :", {}},
      {"SELECT : a", {}},
      {"SELECT ':unfinished", {}},
  };
  for (const auto& [sql, names] : cases) EXPECT_EQ(named_parameters(sql), names) << sql;
}

}  // namespace
}  // namespace tandem::storage
