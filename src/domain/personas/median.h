// The number in the middle.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

namespace tandem::personas {

// The mean of the two in the middle where there are two; nothing of nothing. Precondition: no NaN.
inline std::optional<double> median(std::vector<double> numbers) {
  if (numbers.empty()) return std::nullopt;
  std::ranges::sort(numbers);
  const auto middle = numbers.size() / 2;
  if (numbers.size() % 2 == 1) return numbers[middle];
  return numbers[middle - 1] / 2 + numbers[middle] / 2;  // their sum may be infinite
}

}  // namespace tandem::personas
