#include "domain/attribution/linear_solver.h"

#include <Eigen/IterativeLinearSolvers>
#include <Eigen/SparseLU>

namespace tandem::attribution {
namespace {

constexpr double kTolerance = 1e-13;
constexpr double kAcceptable = 1e-9;
constexpr int kIterations = 300;

double residual(const SparseMatrix& matrix, const Eigen::VectorXd& answer,
                const Eigen::VectorXd& right) {
  return (matrix * answer - right).norm();
}

// Written this way round so that NaN does not pass.
bool within(double limit, double residual, const Eigen::VectorXd& right) {
  return residual <= limit * right.norm();
}

std::optional<Eigen::MatrixXd> solve_directly(const SparseMatrix& matrix,
                                              const Eigen::MatrixXd& right) {
  const Eigen::SparseMatrix<double> by_column = matrix;
  Eigen::SparseLU<Eigen::SparseMatrix<double>> factors;
  factors.compute(by_column);
  if (factors.info() != Eigen::Success) return {};
  Eigen::MatrixXd answer = factors.solve(right);
  for (Eigen::Index i = 0; i < right.cols(); ++i) {
    const auto left = residual(matrix, answer.col(i), right.col(i));
    if (!within(kAcceptable, left, right.col(i))) return {};
  }
  return answer;
}

}  // namespace

std::optional<Eigen::MatrixXd> solve(const SparseMatrix& matrix, const Eigen::MatrixXd& right) {
  if (matrix.rows() == 0) return right;
  if (matrix.rows() < kDenseUnknowns) {
    Eigen::MatrixXd answer = Eigen::MatrixXd(matrix).partialPivLu().solve(right);
    if (!answer.allFinite()) return {};
    return answer;
  }
  Eigen::BiCGSTAB<SparseMatrix> iterations;
  iterations.setTolerance(kTolerance);
  iterations.setMaxIterations(kIterations);
  iterations.compute(matrix);
  Eigen::MatrixXd answer(right.rows(), right.cols());
  for (Eigen::Index i = 0; i < right.cols(); ++i) {
    Eigen::VectorXd column = iterations.solve(right.col(i));
    // The solver's own estimate of the residual drifts; one more round on what is left mends it.
    const Eigen::VectorXd left = right.col(i) - matrix * column;
    if (!within(kTolerance, left.norm(), right.col(i))) column += iterations.solve(left);
    if (!within(10 * kTolerance, residual(matrix, column, right.col(i)), right.col(i))) {
      return solve_directly(matrix, right);
    }
    answer.col(i) = column;
  }
  return answer;
}

}  // namespace tandem::attribution
