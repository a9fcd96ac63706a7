#include "domain/personas/nearest_prototype.h"

#include <algorithm>
#include <limits>

namespace tandem::personas {
namespace {

constexpr std::size_t kEight = 8;

using Floats = float __attribute__((vector_size(32)));
using Ints = std::int32_t __attribute__((vector_size(32)));
// As they lie in a column, at any address.
using FloatsThere = float __attribute__((vector_size(32), aligned(4), may_alias));
using IntsThere = std::int32_t __attribute__((vector_size(32), aligned(4), may_alias));

// Sixteen rows at a time, so that their distances stay in registers.
[[gnu::always_inline]] inline void sixteen(const MixedData& data,
                                           std::span<const Prototype> prototypes, float gamma,
                                           std::size_t from, NearestOut out) {
  const Floats different = Floats{} + gamma;
  Floats least[2] = {Floats{} + std::numeric_limits<float>::infinity(),
                     Floats{} + std::numeric_limits<float>::infinity()};
  Ints label[2] = {};
  for (std::size_t c = 0; c < prototypes.size(); ++c) {
    Floats one{};
    Floats other{};
    for (std::size_t column = 0; column < data.numbers.size(); ++column) {
      const float* z = data.numbers[column].data() + from;
      const Floats centre = Floats{} + prototypes[c].numbers[column];
      const Floats a = *reinterpret_cast<const FloatsThere*>(z) - centre;
      const Floats b = *reinterpret_cast<const FloatsThere*>(z + kEight) - centre;
      one += a * a;
      other += b * b;
    }
    for (std::size_t column = 0; column < data.categories.size(); ++column) {
      const std::int32_t* value = data.categories[column].data() + from;
      const Ints mode = Ints{} + prototypes[c].categories[column];
      one += *reinterpret_cast<const IntsThere*>(value) == mode ? Floats{} : different;
      other += *reinterpret_cast<const IntsThere*>(value + kEight) == mode ? Floats{} : different;
    }
    const Ints group = Ints{} + static_cast<std::int32_t>(c);
    label[0] = one < least[0] ? group : label[0];
    least[0] = one < least[0] ? one : least[0];
    label[1] = other < least[1] ? group : label[1];
    least[1] = other < least[1] ? other : least[1];
  }
  for (std::size_t half = 0; half < 2; ++half) {
    *reinterpret_cast<IntsThere*>(out.label + half * kEight) = label[half];
    *reinterpret_cast<FloatsThere*>(out.least + half * kEight) = least[half];
  }
}

// The last rows of all: one by one.
void one_by_one(const MixedData& data, std::span<const Prototype> prototypes, float gamma,
                std::size_t row, NearestOut out) {
  *out.least = std::numeric_limits<float>::infinity();
  *out.label = 0;
  for (std::size_t c = 0; c < prototypes.size(); ++c) {
    float sum = 0;
    for (std::size_t column = 0; column < data.numbers.size(); ++column) {
      const float apart = data.numbers[column][row] - prototypes[c].numbers[column];
      sum += apart * apart;
    }
    for (std::size_t column = 0; column < data.categories.size(); ++column) {
      sum += data.categories[column][row] == prototypes[c].categories[column] ? 0.0F : gamma;
    }
    if (sum < *out.least) *out.label = static_cast<std::int32_t>(c);
    *out.least = std::min(*out.least, sum);
  }
}

using Sixteens = void (*)(const MixedData&, std::span<const Prototype>, float, std::size_t,
                          std::size_t, NearestOut);

[[gnu::always_inline]] inline void all_sixteens(const MixedData& data,
                                                std::span<const Prototype> prototypes, float gamma,
                                                std::size_t from, std::size_t n, NearestOut out) {
  for (std::size_t i = 0; i + 2 * kEight <= n; i += 2 * kEight) {
    sixteen(data, prototypes, gamma, from + i, {out.label + i, out.least + i});
  }
}

void plain(const MixedData& data, std::span<const Prototype> prototypes, float gamma,
           std::size_t from, std::size_t n, NearestOut out) {
  all_sixteens(data, prototypes, gamma, from, n, out);
}

#if defined(__x86_64__)
// Without FMA, which would round otherwise.
[[gnu::target("avx2")]] void with_avx2(const MixedData& data, std::span<const Prototype> prototypes,
                                       float gamma, std::size_t from, std::size_t n,
                                       NearestOut out) {
  all_sixteens(data, prototypes, gamma, from, n, out);
}
Sixteens best() {
  return __builtin_cpu_supports("avx2") ? with_avx2 : plain;
}
#else
Sixteens best() {
  return plain;
}
#endif

}  // namespace

void find_nearest(const MixedData& data, std::span<const Prototype> prototypes, float gamma,
                  std::size_t from, std::size_t n, NearestOut out) {
  static const Sixteens sixteens = best();
  sixteens(data, prototypes, gamma, from, n, out);
  for (std::size_t i = n / (2 * kEight) * (2 * kEight); i < n; ++i) {
    one_by_one(data, prototypes, gamma, from + i, {out.label + i, out.least + i});
  }
}

}  // namespace tandem::personas
