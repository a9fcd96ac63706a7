// A table of texts as a file gives it, column by column; each distinct value of a column is kept
// once, so that a million rows of ten categories cost four bytes a cell.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tandem::scoring {

// Row numbers, 0-based, in the order they are to be gone through.
using Rows = std::vector<std::size_t>;

class TextColumn {
 public:
  explicit TextColumn(std::string name) : name_(std::move(name)) {}
  TextColumn(TextColumn&&) = default;
  TextColumn& operator=(TextColumn&&) = default;

  void add(std::string_view value) {
    auto found = code_of_.find(value);
    if (found == code_of_.end()) {
      values_.emplace_back(value);
      const auto code = static_cast<std::uint32_t>(values_.size() - 1);
      found = code_of_.emplace(values_.back(), code).first;
    }
    codes_.push_back(found->second);
  }

  const std::string& name() const { return name_; }
  std::size_t rows() const { return codes_.size(); }
  // The distinct values, in the order they first came; code() is a place in this list.
  const std::deque<std::string>& values() const { return values_; }
  std::size_t code(std::size_t row) const { return codes_[row]; }
  const std::string& text(std::size_t row) const { return values_[codes_[row]]; }

 private:
  std::string name_;
  std::deque<std::string> values_;  // never moves a text, so the views below stay good
  std::unordered_map<std::string_view, std::uint32_t> code_of_;
  std::vector<std::uint32_t> codes_;
};

// All columns have the same number of rows.
struct TextTable {
  std::vector<TextColumn> columns;
};

}  // namespace tandem::scoring
