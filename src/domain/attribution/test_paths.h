// Paths for tests: written as text, generated, and those of the shared sample data.
#pragma once

#include <istream>
#include <sstream>
#include <string>
#include <vector>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>

#include "domain/attribution/paths.h"

namespace tandem::attribution {

struct TestRow {
  std::vector<Channel> channels;
  Outcome outcome;
};

struct TestPaths {
  std::vector<std::string> names;
  std::vector<TestRow> rows;

  Paths paths() const {
    Paths paths;
    for (const auto& row : rows) {
      if (!paths.add(row.channels, row.outcome)) throw std::logic_error("a bad test path");
    }
    return paths;
  }
  Outcome total() const {
    Outcome total;
    for (const auto& row : rows) total += row.outcome;
    return total;
  }
  template <class Fold>
  Fold folded(Fold fold) const {
    paths().for_each(1, [&](const Journey& journey) { fold.add(journey); });
    return fold;
  }
};

// Letters are channels: A is 0. Value is 10 a conversion.
inline TestPaths lettered(const std::vector<std::tuple<std::string, double, double>>& rows) {
  TestPaths test;
  for (const auto& [path, conversions, nulls] : rows) {
    TestRow row{{}, {conversions, 10 * conversions, nulls}};
    for (const auto letter : path) {
      const auto channel = static_cast<Channel>(letter - 'A');
      row.channels.push_back(channel);
      while (test.names.size() <= channel) {
        test.names.emplace_back(1, static_cast<char>('A' + test.names.size()));
      }
    }
    test.rows.push_back(row);
  }
  return test;
}

inline TestPaths b1() {
  return lettered(
      {{"AB", 2, 1}, {"A", 1, 3}, {"BC", 1, 2}, {"C", 0, 2}, {"ACB", 2, 1}, {"AAB", 1, 0}});
}

inline TestPaths generated(std::uint64_t seed, std::size_t channels, std::size_t rows,
                           std::size_t longest) {
  boost::random::mt19937_64 engine(seed);
  const auto upto = [&](std::size_t largest) {
    return boost::random::uniform_int_distribution<std::size_t>(0, largest)(engine);
  };
  TestPaths test;
  for (std::size_t i = 0; i < channels; ++i) test.names.push_back("c" + std::to_string(i));
  for (std::size_t i = 0; i < rows; ++i) {
    TestRow row;
    const auto length = 1 + upto(longest - 1);
    for (std::size_t k = 0; k < length; ++k) {
      row.channels.push_back(
          static_cast<Channel>(std::min(upto(channels - 1), upto(channels - 1))));
    }
    row.outcome.conversions = static_cast<double>(upto(3));
    row.outcome.nulls = static_cast<double>(upto(8));
    if (row.outcome.conversions > 0) row.outcome.value = static_cast<double>(upto(1000)) / 8;
    test.rows.push_back(std::move(row));
  }
  test.rows.front().outcome = {2, 30, 1};
  return test;
}

inline constexpr const char* kSampleData = TANDEM_SHARED_DATA "/attribution/PathData.csv";

// Empty where the file is not there.
inline TestPaths sample_data(std::istream&& file) {
  TestPaths test;
  ChannelNames names;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::string path;
    std::getline(cells, path, ',');
    TestRow row;
    char comma = 0;
    cells >> row.outcome.conversions >> comma >> row.outcome.value >> comma >> row.outcome.nulls;
    std::istringstream steps(path);
    for (std::string step; steps >> step;) {
      if (step != ">") row.channels.push_back(names.number(step));
    }
    test.rows.push_back(std::move(row));
  }
  test.names = names.names();
  return test;
}

}  // namespace tandem::attribution
