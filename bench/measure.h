// What the compiled benchmarks share: medians of several runs, and one table of what was measured,
// its budget, and the rival of the same run.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace tandem::bench {

// Seconds that one call takes.
template <class Work>
double seconds(Work&& work) {
  const auto began = std::chrono::steady_clock::now();
  std::forward<Work>(work)();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

// The median of `runs` calls. Precondition: runs > 0.
template <class Work>
double median_seconds(int runs, Work&& work) {
  std::vector<double> all;
  for (int run = 0; run < runs; ++run) all.push_back(seconds(work));
  std::ranges::sort(all);
  return all[all.size() / 2];
}

// Prints when it goes. Widths are of ASCII text.
class Table {
 public:
  void add(std::string what, std::string measured, std::string budget = "-",
           std::string rival = "-") {
    std::fprintf(stderr, "  %s: %s\n", what.c_str(), measured.c_str());
    rows_.push_back({std::move(what), std::move(measured), std::move(budget), std::move(rival)});
  }

  ~Table() {
    std::vector<std::size_t> widths(4, 0);
    for (const auto& row : rows_) {
      for (std::size_t i = 0; i < 4; ++i) widths[i] = std::max(widths[i], row[i].size());
    }
    for (const auto& row : rows_) {
      fmt::print("{:{}}  {:{}}  {:{}}  {}\n", row[0], widths[0], row[1], widths[1], row[2],
                 widths[2], row[3]);
    }
  }

  Table() { rows_.push_back({"figure", "measured", "budget", "rival in the same run"}); }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace tandem::bench
