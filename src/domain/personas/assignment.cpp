#include "domain/personas/assignment.h"

#include <limits>

namespace tandem::personas {

// Rows come in one at a time; each looks for the cheapest path of exchanges that ends in a free
// column. Column 0 of the working arrays stands for the row that comes in.
std::vector<std::size_t> best_assignment(std::span<const double> gain, std::size_t n) {
  std::vector<double> row_price(n + 1, 0);
  std::vector<double> column_price(n + 1, 0);
  std::vector<std::size_t> row_in(n + 1, 0);  // of each column; 0 is none
  std::vector<std::size_t> came_from(n + 1, 0);
  for (std::size_t row = 1; row <= n; ++row) {
    row_in[0] = row;
    std::vector<double> slack(n + 1, std::numeric_limits<double>::infinity());
    std::vector<bool> used(n + 1, false);
    std::size_t column = 0;
    do {
      used[column] = true;
      const std::size_t at = row_in[column];
      double least = std::numeric_limits<double>::infinity();
      std::size_t next = 0;
      for (std::size_t j = 1; j <= n; ++j) {
        if (used[j]) continue;
        const double cost = -gain[(at - 1) * n + (j - 1)] - row_price[at] - column_price[j];
        if (cost < slack[j]) {
          slack[j] = cost;
          came_from[j] = column;
        }
        if (slack[j] < least) {
          least = slack[j];
          next = j;
        }
      }
      for (std::size_t j = 0; j <= n; ++j) {
        if (used[j]) {
          row_price[row_in[j]] += least;
          column_price[j] -= least;
        } else {
          slack[j] -= least;
        }
      }
      column = next;
    } while (row_in[column] != 0);
    while (column != 0) {
      row_in[column] = row_in[came_from[column]];
      column = came_from[column];
    }
  }
  std::vector<std::size_t> column_of(n);
  for (std::size_t j = 1; j <= n; ++j) column_of[row_in[j] - 1] = j - 1;
  return column_of;
}

}  // namespace tandem::personas
