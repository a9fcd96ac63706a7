#include "domain/scoring/splits.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>

namespace tandem::scoring {
namespace {

using Engine = boost::random::mt19937;

// Fisher-Yates; std::shuffle differs between libraries.
void shuffle(Rows& rows, Engine& engine) {
  for (std::size_t i = rows.size(); i > 1; --i) {
    const boost::random::uniform_int_distribution<std::size_t> place(0, i - 1);
    std::swap(rows[i - 1], rows[place(engine)]);
  }
}

std::ptrdiff_t part(std::size_t rows, double share) {
  return static_cast<std::ptrdiff_t>(std::lround(share * static_cast<double>(rows)));
}

Rows first_rows(std::size_t count) {
  Rows rows(count);
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return rows;
}

}  // namespace

Split random_split(const std::vector<bool>& labels, double share, std::uint32_t seed) {
  Engine engine(seed);
  Split split;
  for (const bool label : {false, true}) {
    Rows rows;
    for (std::size_t row = 0; row < labels.size(); ++row) {
      if (labels[row] == label) rows.push_back(row);
    }
    shuffle(rows, engine);
    const auto cut = rows.begin() + part(rows.size(), share);
    split.train.insert(split.train.end(), rows.begin(), cut);
    split.test.insert(split.test.end(), cut, rows.end());
  }
  std::ranges::sort(split.train);
  std::ranges::sort(split.test);
  return split;
}

Split ordered_split(const Rows& rows, double share) {
  const auto cut = rows.begin() + part(rows.size(), share);
  return {Rows(rows.begin(), cut), Rows(cut, rows.end())};
}

std::vector<Split> random_folds(std::size_t rows, std::size_t count, std::uint32_t seed) {
  Engine engine(seed);
  Rows shuffled = first_rows(rows);
  shuffle(shuffled, engine);
  std::vector<std::size_t> fold_of(rows);
  for (std::size_t i = 0; i < rows; ++i) fold_of[shuffled[i]] = i % count;
  std::vector<Split> folds(count);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t fold = 0; fold < count; ++fold) {
      (fold_of[row] == fold ? folds[fold].test : folds[fold].train).push_back(row);
    }
  }
  return folds;
}

std::vector<Split> time_blocks(std::size_t rows, std::size_t count) {
  std::vector<Split> blocks;
  for (std::size_t block = 1; block < count; ++block) {
    const auto all = first_rows(rows * (block + 1) / count);
    const auto cut = all.begin() + static_cast<std::ptrdiff_t>(rows * block / count);
    blocks.push_back({Rows(all.begin(), cut), Rows(cut, all.end())});
  }
  return blocks;
}

}  // namespace tandem::scoring
