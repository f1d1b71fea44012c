package io.tilewise.experiment.calibration;

import io.tilewise.experiment.validation.ValidationFile.CaseBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * What the derivatives at a fit's end say about its parameters and figures.
 *
 * <p>With J the derivatives of all weighted residuals (priors included) and s^2 the sum of their
 * squares over (residuals - parameters): covariance {@code s^2 (J^T J)^-1}, leverage of residual i
 * {@code h_i = J_i (J^T J)^-1 J_i^T}.
 */
final class FitStatistics {
  private static final double NINETY_PERCENT = 1.6448536269514722;

  /** A prior that the figures narrow by less than this share was not improved on. */
  private static final double NARROWED = 0.7;

  /** Without a prior, a relative error above this means that nothing is known. */
  private static final double UNKNOWN = 0.5;

  private final List<FreeParameter> free;
  private final Map<String, CaseBlock> cases;
  private final LeastSquaresFit.End end;
  private final RealMatrix inverse;
  private final double variance;

  FitStatistics(List<FreeParameter> free, Map<String, CaseBlock> cases, LeastSquaresFit.End end) {
    this.free = free;
    this.cases = cases;
    this.end = end;
    RealMatrix j = end.jacobian();
    this.inverse =
        new SingularValueDecomposition(j.transpose().multiply(j)).getSolver().getInverse();
    int freedom = Math.max(1, j.getRowDimension() - j.getColumnDimension());
    this.variance = 2 * end.cost() / freedom;
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

  /** Of the figures alone: the priors would hide what cannot be told apart. */
  double condition() {
    RealMatrix ofFigures = end.jacobian().getSubMatrix(0, cases.size() - 1, 0, free.size() - 1);
    return new SingularValueDecomposition(ofFigures).getConditionNumber();
  }

  double rootMeanSquarePercent() {
    double sum = residuals().stream().mapToDouble(r -> r.errorPercent() * r.errorPercent()).sum();
    return Math.sqrt(sum / cases.size());
  }

  List<Residual> residuals() {
    List<Residual> residuals = new ArrayList<>();
    for (Map.Entry<String, CaseBlock> entry : cases.entrySet()) {
      int row = residuals.size();
      CaseBlock block = entry.getValue();
      double error = end.residuals().getEntry(row) * block.tolerance().inBaseUnit();
      double[] derivatives = end.jacobian().getRow(row);
      double leverage = 0;
      double[] weighted = inverse.operate(derivatives);
      for (int i = 0; i < derivatives.length; i++) {
        leverage += derivatives[i] * weighted[i];
      }
      residuals.add(
          new Residual(
              entry.getKey(),
              block.value(),
              block.value() * (1 + error),
              100 * error,
              100 * error / (1 - leverage),
              leverage));
    }
    return residuals;
  }
}
