package io.tilewise.experiment.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.exception.ConvergenceException;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresProblem;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.ValueAndJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/**
 * Bounded nonlinear least squares by Levenberg and Marquardt, with derivatives from differences.
 * Steps that leave the bounds are cut back to them.
 */
final class LeastSquaresFit {
  /** Step of the differences, in logarithms: replays resolve picoseconds in milliseconds. */
  private static final double STEP = 1e-4;

  /** Where rounding of replays hides what is left of a slope, a fit would go on for ever. */
  private static final int MOST_EVALUATIONS = 60;

  private static final double TOLERANCE = 1e-10;

  private final List<FreeParameter> parameters;
  private final UnaryOperator<double[]> residuals;
  private final int size;
  private double[] best = {};
  private double bestCost;

  /** A fit's end. */
  record End(RealVector point, double cost, RealMatrix jacobian, RealVector residuals) {}

  /**
   * A fit.
   *
   * @param parameters what is free
   * @param residuals weighted residuals at logarithms of the parameters; safe to call from several
   *     threads
   * @param size number of residuals
   */
  LeastSquaresFit(List<FreeParameter> parameters, UnaryOperator<double[]> residuals, int size) {
    this.parameters = parameters;
    this.residuals = residuals;
    this.size = size;
  }

  /**
   * The local minimum that is reached from a start. Where a step is cut back at a bound, the
   * optimizer may give up although other parameters could still go on; so those that only the bound
   * holds are then kept there, and the others are fitted on from there.
   */
  End from(double[] start) {
    End end = end(minimum(problem(start), start));
    for (int round = 0; round < parameters.size(); round++) {
      End further = withoutHeld(end);
      if (further.cost() >= end.cost() * (1 - TOLERANCE)) {
        return end;
      }
      end = further;
    }
    return end;
  }

  private End withoutHeld(End end) {
    int[] open = IntStream.range(0, parameters.size()).filter(i -> !isHeld(end, i)).toArray();
    if (open.length == parameters.size() || open.length == 0) {
      return end;
    }
    double[] point = end.point().toArray();
    List<FreeParameter> others = Arrays.stream(open).mapToObj(parameters::get).toList();
    LeastSquaresFit part =
        new LeastSquaresFit(others, values -> residuals.apply(with(point, open, values)), size);
    double[] from = Arrays.stream(open).mapToDouble(i -> point[i]).toArray();
    return end(with(point, open, part.minimum(part.problem(from), from)));
  }

  /** Whether a parameter is at a bound, and the sum of squares falls beyond it. */
  private boolean isHeld(End end, int parameter) {
    FreeParameter free = parameters.get(parameter);
    double at = end.point().getEntry(parameter);
    double slope = end.jacobian().getColumnVector(parameter).dotProduct(end.residuals());
    double downhill = free.clamped(at - Math.signum(slope) * STEP);
    return free.isAtBound(at) && Math.abs(downhill - at) < STEP / 2;
  }

  private LeastSquaresProblem problem(double[] start) {
    return new LeastSquaresBuilder()
        .start(start)
        .target(new double[size])
        .model(model())
        .parameterValidator(this::clamped)
        .maxEvaluations(MOST_EVALUATIONS)
        .maxIterations(Integer.MAX_VALUE)
        .lazyEvaluation(true)
        .build();
  }

  private End end(double[] point) {
    double[] atPoint = residuals.apply(point);
    double cost = Arrays.stream(atPoint).map(r -> r * r).sum() / 2;
    return new End(
        new ArrayRealVector(point, false),
        cost,
        jacobian(point),
        new ArrayRealVector(atPoint, false));
  }

  /** Where the optimizer stopped, or the best point it saw if it had to be stopped. */
  private double[] minimum(LeastSquaresProblem problem, double[] start) {
    best = start;
    bestCost = Double.POSITIVE_INFINITY;
    try {
      return new LevenbergMarquardtOptimizer()
          .withCostRelativeTolerance(TOLERANCE)
          .withParameterRelativeTolerance(TOLERANCE)
          .optimize(problem)
          .getPoint()
          .toArray();
    } catch (TooManyEvaluationsException | ConvergenceException stopped) {
      return best;
    }
  }

  private double[] evaluated(double[] point) {
    double[] values = residuals.apply(point);
    double cost = Arrays.stream(values).map(r -> r * r).sum() / 2;
    if (cost < bestCost) {
      bestCost = cost;
      best = point.clone();
    }
    return values;
  }

  private RealVector clamped(RealVector point) {
    double[] inside = new double[parameters.size()];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = parameters.get(i).clamped(point.getEntry(i));
    }
    return new ArrayRealVector(inside, false);
  }

  /** Derivatives cost many evaluations, so they are computed only where a step succeeded. */
  private ValueAndJacobianFunction model() {
    return new ValueAndJacobianFunction() {
      @Override
      public Pair<RealVector, RealMatrix> value(RealVector point) {
        double[] at = point.toArray();
        return new Pair<>(computeValue(at), computeJacobian(at));
      }

      @Override
      public RealVector computeValue(double[] point) {
        return new ArrayRealVector(evaluated(point), false);
      }

      @Override
      public RealMatrix computeJacobian(double[] point) {
        return jacobian(point);
      }
    };
  }

  /** Derivatives of the residuals by the logarithms of the parameters. */
  RealMatrix jacobian(double[] point) {
    double[][] columns =
        IntStream.range(0, point.length)
            .parallel()
            .mapToObj(i -> derivative(point, i))
            .toArray(double[][]::new);
    return new Array2DRowRealMatrix(columns, false).transpose();
  }

  /** Central, or one-sided where a step would leave the bounds. */
  private double[] derivative(double[] point, int parameter) {
    FreeParameter free = parameters.get(parameter);
    double right = free.clamped(point[parameter] + STEP);
    double left = free.clamped(point[parameter] - STEP);
    int[] changed = {parameter};
    double[] after = residuals.apply(with(point, changed, right));
    double[] before = residuals.apply(with(point, changed, left));
    return IntStream.range(0, size)
        .mapToDouble(i -> (after[i] - before[i]) / (right - left))
        .toArray();
  }

  private static double[] with(double[] point, int[] parameters, double... values) {
    double[] changed = point.clone();
    for (int i = 0; i < parameters.length; i++) {
      changed[parameters[i]] = values[i];
    }
    return changed;
  }
}
