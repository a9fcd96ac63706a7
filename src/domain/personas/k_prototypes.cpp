#include "domain/personas/k_prototypes.h"

#include <algorithm>
#include <array>
#include <limits>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/seed_seq.hpp>
#include <boost/random/uniform_real_distribution.hpp>

#include "domain/personas/nearest_prototype.h"

namespace tandem::personas {
namespace {

using Random = boost::random::mt19937;

constexpr std::int32_t kNowhere = -1;  // the label of a row that was not given to a group yet
constexpr std::size_t kBlock = 1024;   // rows at a time, so that their distances stay in the cache
constexpr std::size_t kGlance = 16;    // rows that are compared with their labels at once

Prototype row_of(const MixedData& data, std::size_t row) {
  Prototype prototype;
  for (const auto& column : data.numbers) prototype.numbers.push_back(column[row]);
  for (const auto& column : data.categories) prototype.categories.push_back(column[row]);
  return prototype;
}

class Fit {
 public:
  Fit(const MixedData& data, std::span<const std::int32_t> weights, std::size_t k,
      const ClusteringOptions& options)
      : data_(data),
        weights_(weights.begin(), weights.end()),
        k_(k),
        gamma_(static_cast<float>(options.gamma)),
        most_rounds_(options.most_rounds),
        nearest_(data.rows),
        least_(data.rows) {
    if (weights_.empty()) weights_.assign(data.rows, 1);
  }

  Clustering from_one_start(Random& random) {
    Clustering result;
    result.labels.assign(data_.rows, kNowhere);
    seed_prototypes(result, random);
    clear_tallies();
    for (int round = 0; round < most_rounds_ && assign(result); ++round) settle(result);
    for (std::size_t i = 0; i < data_.rows; ++i) result.cost += double{least_[i]} * weights_[i];
    return result;
  }

 private:
  // A row with the probability of its weight times its distance to the nearest prototype so far,
  // which sum to `total`.
  std::size_t draw(double total, Random& random) const {
    if (!(total > 0)) return 0;  // fewer different customers than groups
    double left = boost::random::uniform_real_distribution<double>(0, total)(random);
    std::size_t last = 0;
    for (std::size_t i = 0; i < data_.rows; ++i) {
      if (nearest_[i] == 0) continue;
      last = i;
      left -= double{nearest_[i]} * weights_[i];
      if (left < 0) break;
    }
    return last;
  }

  void seed_prototypes(Clustering& result, Random& random) {
    std::ranges::fill(nearest_, 1.0F);
    double total = 0;
    for (const auto weight : weights_) total += weight;
    for (std::size_t c = 0; c < k_; ++c) {
      result.prototypes.push_back(row_of(data_, draw(total, random)));
      if (c == 0) std::ranges::fill(nearest_, std::numeric_limits<float>::infinity());
      total = 0;
      for (std::size_t from = 0; from < data_.rows; from += kBlock) {
        const auto n = std::min(kBlock, data_.rows - from);
        find_nearest(data_, std::span(&result.prototypes.back(), 1), gamma_, from, n,
                     {label_.data(), block_.data()});
        float* const nearest = nearest_.data() + from;
        for (std::size_t i = 0; i < n; ++i) nearest[i] = std::min(nearest[i], block_[i]);
        for (std::size_t i = 0; i < n; ++i) total += double{nearest[i]} * weights_[from + i];
      }
    }
  }

  // Gives each row to its nearest prototype, the first of equals; whether any row moved.
  bool assign(Clustering& result) {
    bool moved = false;
    for (std::size_t from = 0; from < data_.rows; from += kBlock) {
      const auto n = std::min(kBlock, data_.rows - from);
      find_nearest(data_, result.prototypes, gamma_, from, n,
                   {label_.data(), least_.data() + from});
      const std::span labels(result.labels.data() + from, n);
      for (std::size_t i = 0; i < n; i += kGlance) {
        moved |= relabel(labels.subspan(i, std::min(kGlance, n - i)), from + i, &label_[i]);
      }
    }
    return moved;
  }

  // Mostly no label of a few is another than before, which is quickly seen.
  bool relabel(std::span<std::int32_t> labels, std::size_t from, const std::int32_t* now) {
    if (std::equal(labels.begin(), labels.end(), now)) return false;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (labels[i] == now[i]) continue;
      if (labels[i] != kNowhere) tally(from + i, labels[i], -weights_[from + i]);
      tally(from + i, now[i], weights_[from + i]);
      labels[i] = now[i];
    }
    return true;
  }

  void clear_tallies() {
    size_.assign(k_, 0);
    sums_.assign(data_.numbers.size(), std::vector<double>(k_, 0));
    counts_.clear();
    for (const auto levels : data_.levels) {
      counts_.emplace_back(k_ * static_cast<std::size_t>(levels), 0);
    }
  }

  // Counts a row in its group, or out of it: after the first rounds few rows move.
  void tally(std::size_t row, std::int32_t label, std::int32_t weight) {
    const auto group = static_cast<std::size_t>(label);
    size_[group] += weight;
    for (std::size_t column = 0; column < sums_.size(); ++column) {
      sums_[column][group] += double{data_.numbers[column][row]} * weight;
    }
    for (std::size_t column = 0; column < counts_.size(); ++column) {
      const auto value = static_cast<std::size_t>(data_.categories[column][row]);
      counts_[column][value * k_ + group] += weight;
    }
  }

  // Prototypes become means and most frequent values (the first of equals). A group without
  // customers stays where it is.
  void settle(Clustering& result) const {
    for (std::size_t c = 0; c < k_; ++c) {
      if (size_[c] == 0) continue;
      auto& [numbers, categories] = result.prototypes[c];
      for (std::size_t column = 0; column < numbers.size(); ++column) {
        numbers[column] = static_cast<float>(sums_[column][c] / static_cast<double>(size_[c]));
      }
      for (std::size_t column = 0; column < categories.size(); ++column) {
        categories[column] = most_frequent(counts_[column], c);
      }
    }
  }

  std::int32_t most_frequent(const std::vector<std::int64_t>& counts, std::size_t group) const {
    std::size_t best = 0;
    for (std::size_t value = 1; value * k_ < counts.size(); ++value) {
      if (counts[value * k_ + group] > counts[best * k_ + group]) best = value;
    }
    return static_cast<std::int32_t>(best);
  }

  const MixedData& data_;
  std::vector<std::int32_t> weights_;
  std::size_t k_;
  float gamma_;
  int most_rounds_;
  std::vector<float> nearest_;  // distance of each row to the prototypes drawn so far
  std::vector<float> least_;    // and to its own one, when rows were last given to groups

  // Of the rows of one block.
  std::array<float, kBlock> block_{};
  std::array<std::int32_t, kBlock> label_{};

  // What the groups hold.
  std::vector<std::int64_t> size_;                 // [group]
  std::vector<std::vector<double>> sums_;          // [number column][group]
  std::vector<std::vector<std::int64_t>> counts_;  // [category column][value * k + group]
};

}  // namespace

double dissimilarity(const Prototype& one, const Prototype& other, double gamma) {
  double sum = 0;
  for (std::size_t i = 0; i < one.numbers.size(); ++i) {
    const double apart = double{one.numbers[i]} - other.numbers[i];
    sum += apart * apart;
  }
  for (std::size_t i = 0; i < one.categories.size(); ++i) {
    if (one.categories[i] != other.categories[i]) sum += gamma;
  }
  return sum;
}

Clustering k_prototypes(const MixedData& data, std::span<const std::int32_t> weights, std::size_t k,
                        const ClusteringOptions& options, std::span<const std::uint32_t> seed) {
  boost::random::seed_seq sequence(seed.begin(), seed.end());
  Random random(sequence);
  Fit fit(data, weights, k, options);
  auto best = fit.from_one_start(random);
  for (int start = 1; start < options.starts; ++start) {
    auto next = fit.from_one_start(random);
    if (next.cost < best.cost) best = std::move(next);
  }
  return best;
}

}  // namespace tandem::personas
