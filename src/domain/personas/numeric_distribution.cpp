#include "domain/personas/numeric_distribution.h"

#include <algorithm>
#include <cmath>

namespace tandem::personas {
namespace {

using Piece = NumericDistribution::Piece;

// Shares of wide pieces between two neighbouring edges, and of numbers at an edge.
void add_between(const std::vector<double>& edges, const std::vector<Piece>& pieces,
                 std::vector<double>& at_edge, std::vector<double>& between) {
  for (const auto& piece : pieces) {
    const auto edge = [&](double number) {
      return static_cast<std::size_t>(std::ranges::lower_bound(edges, number) - edges.begin());
    };
    auto i = edge(piece.low);
    if (piece.low == piece.high) {
      at_edge[i] += piece.share;
      continue;
    }
    for (const auto last = edge(piece.high); i < last; ++i) {
      between[i] += piece.share * ((edges[i + 1] - edges[i]) / (piece.high - piece.low));
    }
  }
}

// ∫ |d| over a stretch on which d runs straight from `from` to `to`.
double area(double width, double from, double to) {
  const double a = std::abs(from);
  const double b = std::abs(to);
  if (from * std::copysign(1.0, to) >= 0 || a + b == 0) return width * (a + b) / 2;
  return width * (a * (a / (a + b)) + b * (b / (a + b))) / 2;  // two triangles
}

double value_within(const Piece& piece, double part) {
  return piece.low + (piece.high - piece.low) * std::clamp(part, 0.0, 1.0);
}

}  // namespace

NumericDistribution::NumericDistribution(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {
  double sum = 0;
  cumulative_.reserve(pieces_.size());
  for (const auto& piece : pieces_) cumulative_.push_back(sum += piece.share);
  for (auto& share : cumulative_) share /= sum;
  for (auto& piece : pieces_) piece.share /= sum;
}

NumericDistribution NumericDistribution::of_sample(std::vector<double> numbers) {
  std::ranges::sort(numbers);
  std::vector<Piece> pieces;
  for (const double number : numbers) {
    if (!pieces.empty() && pieces.back().low == number) {
      pieces.back().share += 1;
    } else {
      pieces.push_back({1, number, number});
    }
  }
  return NumericDistribution(std::move(pieces));
}

NumericDistribution NumericDistribution::of_quantiles(const std::vector<Quantile>& quantiles) {
  std::vector<Piece> pieces;
  for (std::size_t i = 1; i < quantiles.size(); ++i) {
    const auto& from = quantiles[i - 1];
    pieces.push_back({quantiles[i].share - from.share, from.value, quantiles[i].value});
  }
  return NumericDistribution(std::move(pieces));
}

NumericDistribution NumericDistribution::mixture(
    const std::vector<std::pair<double, NumericDistribution>>& groups) {
  if (groups.size() == 1) return groups.front().second;
  std::vector<Piece> all;
  std::vector<double> edges;
  for (const auto& [weight, group] : groups) {
    for (auto piece : group.pieces()) {
      piece.share *= weight;
      all.push_back(piece);
      edges.insert(edges.end(), {piece.low, piece.high});
    }
  }
  std::ranges::sort(edges);
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  std::vector<double> at_edge(edges.size(), 0);
  std::vector<double> between(edges.size(), 0);
  add_between(edges, all, at_edge, between);
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (at_edge[i] > 0) pieces.push_back({at_edge[i], edges[i], edges[i]});
    if (between[i] > 0) pieces.push_back({between[i], edges[i], edges[i + 1]});
  }
  return NumericDistribution(std::move(pieces));
}

double NumericDistribution::quantile(double share) const {
  const auto found = std::ranges::lower_bound(cumulative_, share);
  if (found == cumulative_.end()) return high();
  const auto i = static_cast<std::size_t>(found - cumulative_.begin());
  const double before = i == 0 ? 0 : cumulative_[i - 1];
  return value_within(pieces_[i], (share - before) / pieces_[i].share);
}

double NumericDistribution::at_most(double number) const {
  const auto begun = std::ranges::upper_bound(pieces_, number, {}, &Piece::low);
  return share_up_to(number, static_cast<std::size_t>(begun - pieces_.begin()));
}

double NumericDistribution::below(double number) const {
  const auto begun = std::ranges::lower_bound(pieces_, number, {}, &Piece::low);
  return share_up_to(number, static_cast<std::size_t>(begun - pieces_.begin()));
}

double NumericDistribution::share_up_to(double number, std::size_t begun) const {
  if (begun == 0) return 0;
  const auto& piece = pieces_[begun - 1];
  if (number >= piece.high) return cumulative_[begun - 1];
  const double before = begun == 1 ? 0 : cumulative_[begun - 2];
  return before + piece.share * ((number - piece.low) / (piece.high - piece.low));
}

double wasserstein(const NumericDistribution& one, const NumericDistribution& other) {
  // Goes through the shares from 0 to 1; between two ends of pieces both quantile functions are
  // straight.
  double distance = 0;
  std::size_t i = 0;
  std::size_t j = 0;
  double used_i = 0;  // of the share of one's piece i
  double used_j = 0;
  const auto& a = one.pieces();
  const auto& b = other.pieces();
  while (i < a.size() && j < b.size()) {
    const double left_i = a[i].share - used_i;
    const double left_j = b[j].share - used_j;
    const double step = std::min(left_i, left_j);
    const auto apart = [&](double further) {
      return value_within(a[i], (used_i + further) / a[i].share) -
             value_within(b[j], (used_j + further) / b[j].share);
    };
    distance += area(step, apart(0), apart(step));
    used_i += step;
    used_j += step;
    if (left_i <= left_j) ++i, used_i = 0;
    if (left_j <= left_i) ++j, used_j = 0;
  }
  return distance;
}

double kolmogorov_smirnov(const NumericDistribution& one, const NumericDistribution& other) {
  // Between two ends of pieces the difference is straight, so that it is largest at an end.
  double largest = 0;
  for (const auto* each : {&one, &other}) {
    for (const auto& piece : each->pieces()) {
      for (const double number : {piece.low, piece.high}) {
        largest = std::max({largest, std::abs(one.at_most(number) - other.at_most(number)),
                            std::abs(one.below(number) - other.below(number))});
      }
    }
  }
  return largest;
}

double interquartile_range(const NumericDistribution& distribution) {
  return distribution.quantile(0.75) - distribution.quantile(0.25);
}

}  // namespace tandem::personas
