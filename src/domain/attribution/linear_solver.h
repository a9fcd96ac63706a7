// Solves A x = b for the large sparse systems of absorbing Markov chains (A = I - Q).
#pragma once

#include <optional>

#include <Eigen/Dense>
#include <Eigen/SparseCore>

namespace tandem::attribution {

using SparseMatrix = Eigen::SparseMatrix<double, Eigen::RowMajor>;

// Up to this many unknowns a dense LU is faster than iterating.
inline constexpr Eigen::Index kDenseUnknowns = 400;

// One column of the answer for each of `right`. Nothing when no solution with a relative residual
// below 1e-9 is found; usually it is below 1e-13.
std::optional<Eigen::MatrixXd> solve(const SparseMatrix& matrix, const Eigen::MatrixXd& right);

}  // namespace tandem::attribution
