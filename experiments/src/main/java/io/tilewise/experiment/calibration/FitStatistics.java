package io.tilewise.experiment.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * What the derivatives at a fit's end say about its parameters and figures.
 *
 * <p>With J the derivatives of all weighted residuals (priors included) and s^2 the sum of their
 * squares over (residuals - parameters): covariance {@code s^2 (J^T J)^-1}, leverage of residual i
 * {@code h_i = J_i (J^T J)^-1 J_i^T}. Where the derivatives leave a combination of parameters open,
 * its error is taken as huge, not as none.
 *
 * <p>With other values of parameters that are not fitted but known only to a range, another fit
 * would have resulted. With N the residuals' slopes over the logarithms of these, the fitted
 * logarithms would have moved by {@code E = -(J^T J)^-1 J^T N} for each unit, to first order: their
 * elasticities.
 */
final class FitStatistics {
  private static final double NINETY_PERCENT = 1.6448536269514722;

  /** A prior that the figures narrow by less than this share was not improved on. */
  private static final double NARROWED = 0.7;

  /** Without a prior, a relative error above this means that nothing is known. */
  private static final double UNKNOWN = 0.5;

  /** Smallest eigenvalue that counts, relative to the largest. */
  private static final double SMALLEST = 1e-12;

  /** A leverage this near to 1 leaves nothing of the figure's own residual. */
  private static final double OWN_FIT = 1 - 1e-9;

  private final List<FreeParameter> free;
  private final List<Target> targets;
  private final LeastSquaresFit.End end;
  private final RealMatrix inverse;
  private final List<FreeParameter> ranged;

  private final double variance;
  private final RealMatrix elasticities;

  /** Effects on fitted parameters of less than this over a whole range are not told. */
  private static final double LEAST_EFFECT = 0.01;

  /**
   * Statistics.
   *
   * @param ranged parameters that are not fitted but known only to a range
   * @param rangedJacobian slopes of the residuals over their logarithms
   */
  FitStatistics(
      List<FreeParameter> free,
      List<Target> targets,
      LeastSquaresFit.End end,
      List<FreeParameter> ranged,
      RealMatrix rangedJacobian) {
    this.free = free;
    this.targets = targets;
    this.end = end;
    RealMatrix j = end.jacobian();
    this.inverse = inverse(j.transpose().multiply(j));
    int freedom = Math.max(1, j.getRowDimension() - j.getColumnDimension());
    this.variance = 2 * end.cost() / freedom;
    this.ranged = ranged;
    this.elasticities =
        ranged.isEmpty()
            ? new Array2DRowRealMatrix()
            : inverse.multiply(j.transpose()).multiply(rangedJacobian).scalarMultiply(-1);
  }

  /** Of a symmetric matrix without negative eigenvalues; those of nearly 0 become small ones. */
  private static RealMatrix inverse(RealMatrix symmetric) {
    EigenDecomposition eigen = new EigenDecomposition(symmetric);
    double[] values = eigen.getRealEigenvalues();
    double largest = Arrays.stream(values).max().orElse(0);
    double least = largest > 0 ? SMALLEST * largest : SMALLEST;
    double[] inverted = Arrays.stream(values).map(v -> 1 / Math.max(v, least)).toArray();
    RealMatrix vectors = eigen.getV();
    return vectors
        .multiply(MatrixUtils.createRealDiagonalMatrix(inverted))
        .multiply(vectors.transpose());
  }

  private double relativeError(int parameter) {
    return Math.sqrt(variance * inverse.getEntry(parameter, parameter));
  }

  List<FittedParameter> parameters() {
    List<FittedParameter> fitted = new ArrayList<>();
    for (int i = 0; i < free.size(); i++) {
      FreeParameter parameter = free.get(i);
      double logarithm = end.point().getEntry(i);
      double relative = relativeError(i);
      double value = Math.exp(logarithm);
      double known = parameter.spread().isPresent() ? parameter.spread().getAsDouble() : 0;
      boolean identified = known > 0 ? relative < NARROWED * known : relative < UNKNOWN;
      fitted.add(
          new FittedParameter(
              parameter.path(),
              value,
              parameter.unit(),
              value * relative,
              Math.exp(parameter.clamped(logarithm - NINETY_PERCENT * relative)),
              Math.exp(parameter.clamped(logarithm + NINETY_PERCENT * relative)),
              parameter.lower(),
              parameter.upper(),
              parameter.prior(),
              parameter.isAtBound(logarithm),
              identified));
    }
    return fitted;
  }

  /** Correlations of the fitted parameters' errors, row by row. */
  List<List<Double>> correlations() {
    List<List<Double>> rows = new ArrayList<>();
    for (int i = 0; i < free.size(); i++) {
      List<Double> row = new ArrayList<>();
      for (int j = 0; j < free.size(); j++) {
        double scale = Math.sqrt(inverse.getEntry(i, i) * inverse.getEntry(j, j));
        row.add(inverse.getEntry(i, j) / scale);
      }
      rows.add(row);
    }
    return rows;
  }

  /** The parameters known only to a range that the fitted ones depend on. */
  List<String> given() {
    return told().stream().map(column -> ranged.get(column).path()).toList();
  }

  /** Elasticities of the fitted parameters with respect to these, a row for each fitted one. */
  List<List<Double>> elasticities() {
    List<Integer> told = told();
    return IntStream.range(0, free.size())
        .mapToObj(row -> told.stream().map(column -> elasticities.getEntry(row, column)).toList())
        .toList();
  }

  private List<Integer> told() {
    return IntStream.range(0, ranged.size())
        .filter(
            column -> {
              double width = Math.log(ranged.get(column).upper() / ranged.get(column).lower());
              return IntStream.range(0, free.size())
                  .anyMatch(
                      row -> Math.abs(elasticities.getEntry(row, column)) * width >= LEAST_EFFECT);
            })
        .boxed()
        .toList();
  }

  /** Of the figures alone: the priors would hide what cannot be told apart. */
  OptionalDouble condition() {
    if (targets.size() < free.size()) {
      return OptionalDouble.empty();
    }
    RealMatrix ofFigures = end.jacobian().getSubMatrix(0, targets.size() - 1, 0, free.size() - 1);
    double condition = new SingularValueDecomposition(ofFigures).getConditionNumber();
    return Double.isFinite(condition) ? OptionalDouble.of(condition) : OptionalDouble.empty();
  }

  double rootMeanSquarePercent() {
    double sum = residuals().stream().mapToDouble(r -> r.errorPercent() * r.errorPercent()).sum();
    return Math.sqrt(sum / targets.size());
  }

  List<Residual> residuals() {
    List<Residual> residuals = new ArrayList<>();
    for (Target target : targets) {
      int row = residuals.size();
      double error = target.error(end.residuals().getEntry(row));
      double[] derivatives = end.jacobian().getRow(row);
      double leverage = 0;
      double[] weighted = inverse.operate(derivatives);
      for (int i = 0; i < derivatives.length; i++) {
        leverage += derivatives[i] * weighted[i];
      }
      residuals.add(
          new Residual(
              target.id(),
              target.value(),
              target.value() * (1 + error),
              100 * error,
              leaveOneOut(100 * error, leverage),
              leverage));
    }
    return residuals;
  }

  private static OptionalDouble leaveOneOut(double error, double leverage) {
    return leverage < OWN_FIT ? OptionalDouble.of(error / (1 - leverage)) : OptionalDouble.empty();
  }
}
