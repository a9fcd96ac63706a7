#include "domain/personas/stability.h"

#include <array>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/seed_seq.hpp>
#include <boost/random/uniform_int_distribution.hpp>

#include "domain/personas/assignment.h"

namespace tandem::personas {
namespace {

constexpr std::uint32_t kDrawing = 1;  // keeps the numbers of drawing and of grouping apart
constexpr std::uint32_t kGrouping = 2;

// The customers drawn, each once, with how often.
struct Drawn {
  std::vector<std::size_t> rows;
  std::vector<std::int32_t> times;
};

Drawn draw(std::size_t rows, std::uint32_t seed, std::uint32_t resample) {
  const std::array<std::uint32_t, 3> words{seed, resample, kDrawing};
  boost::random::seed_seq sequence(words.begin(), words.end());
  boost::random::mt19937 random(sequence);
  boost::random::uniform_int_distribution<std::size_t> row(0, rows - 1);
  std::vector<std::int32_t> times(rows, 0);
  for (std::size_t i = 0; i < rows; ++i) ++times[row(random)];
  Drawn drawn;
  for (std::size_t i = 0; i < rows; ++i) {
    if (times[i] == 0) continue;
    drawn.rows.push_back(i);
    drawn.times.push_back(times[i]);
  }
  return drawn;
}

template <class T>
std::vector<T> picked(const std::vector<T>& column, const std::vector<std::size_t>& rows) {
  std::vector<T> some;
  some.reserve(rows.size());
  for (const auto row : rows) some.push_back(column[row]);
  return some;
}

MixedData picked(const MixedData& data, const std::vector<std::size_t>& rows) {
  MixedData some;
  some.rows = rows.size();
  for (const auto& column : data.numbers) some.numbers.push_back(picked(column, rows));
  for (const auto& column : data.categories) some.categories.push_back(picked(column, rows));
  some.levels = data.levels;
  return some;
}

}  // namespace

double jaccard(double common, double one, double other) {
  const double either = one + other - common;
  return either > 0 ? common / either : 0;
}

std::vector<double> matched_likeness(std::span<const std::int32_t> one,
                                     std::span<const std::int32_t> other, std::size_t k) {
  std::vector<double> common(k * k, 0);
  std::vector<double> of_one(k, 0);
  std::vector<double> of_other(k, 0);
  for (std::size_t i = 0; i < one.size(); ++i) {
    const auto a = static_cast<std::size_t>(one[i]);
    const auto b = static_cast<std::size_t>(other[i]);
    ++common[a * k + b];
    ++of_one[a];
    ++of_other[b];
  }
  for (std::size_t a = 0; a < k; ++a) {
    for (std::size_t b = 0; b < k; ++b) {
      common[a * k + b] = jaccard(common[a * k + b], of_one[a], of_other[b]);
    }
  }
  const auto partner = best_assignment(common, k);
  std::vector<double> likeness(k);
  for (std::size_t a = 0; a < k; ++a) likeness[a] = common[a * k + partner[a]];
  return likeness;
}

std::vector<double> likeness_in_resample(const MixedData& data, const Clustering& whole,
                                         const ClusteringOptions& options, std::uint32_t seed,
                                         std::uint32_t resample) {
  const auto k = whole.prototypes.size();
  const auto drawn = draw(data.rows, seed, resample);
  const std::array<std::uint32_t, 4> words{seed, resample, kGrouping,
                                           static_cast<std::uint32_t>(k)};
  const auto anew = k_prototypes(picked(data, drawn.rows), drawn.times, k, options, words);
  return matched_likeness(picked(whole.labels, drawn.rows), anew.labels, k);
}

}  // namespace tandem::personas
