// A distribution of a number: what a declaration says of it, or what the customers show. It is a
// list of pieces in rising order, each a share of the customers spread evenly from `low` to `high`;
// of a sample, each number is a piece without width. Both kinds compare exactly with each other.
//
// Example (methods.md E2). Between {1, 2, 3} and {2, 4, 9} the Wasserstein distance is 3: the
// average customer would have to move by 3.
#pragma once

#include <utility>
#include <vector>

namespace tandem::personas {

// Numbers beyond this are refused, so that differences and sums stay finite.
inline constexpr double kLargestNumber = 1e300;

class NumericDistribution {
 public:
  struct Piece {
    double share;  // of the customers; > 0
    double low;
    double high;  // >= low
  };
  struct Quantile {
    double share;
    double value;
  };

  // Each number the same share. Preconditions of all: not empty, numbers within ±kLargestNumber.
  static NumericDistribution of_sample(std::vector<double> numbers);
  // Straight lines between quantiles, of which the first is of share 0 and the last of share 1.
  // Precondition: shares rise, values do not fall.
  static NumericDistribution of_quantiles(const std::vector<Quantile>& quantiles);
  // Several groups in one, by weight (> 0, any sum).
  static NumericDistribution mixture(
      const std::vector<std::pair<double, NumericDistribution>>& groups);

  double low() const { return pieces_.front().low; }
  double high() const { return pieces_.back().high; }
  const std::vector<Piece>& pieces() const { return pieces_; }
  // The number that `share` of the customers do not exceed.
  double quantile(double share) const;
  // The share of customers at or below, and below, a number.
  double at_most(double number) const;
  double below(double number) const;

 private:
  explicit NumericDistribution(std::vector<Piece> pieces);

  // `begun`: how many pieces lie, or begin, below the number.
  double share_up_to(double number, std::size_t begun) const;

  std::vector<Piece> pieces_;       // in rising order; do not overlap
  std::vector<double> cumulative_;  // share at the end of each piece
};

// How far the average customer would have to move: the area between the two quantile functions
// (Wasserstein-1, or earth mover's distance), in the attribute's own unit.
double wasserstein(const NumericDistribution& one, const NumericDistribution& other);

// The largest difference between shares at or below any number, 0 to 1 (Kolmogorov-Smirnov).
double kolmogorov_smirnov(const NumericDistribution& one, const NumericDistribution& other);

// From the first quartile to the third.
double interquartile_range(const NumericDistribution& distribution);

}  // namespace tandem::personas
