package io.tilewise.experiment.calibration;

import io.tilewise.config.Dimension;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Least-squares problems for tests, in parameters themselves rather than their logarithms. */
final class FitProblem {
  private FitProblem() {}

  static FreeParameter free(String path, double lower, double upper) {
    return new FreeParameter(
        path, Dimension.NUMBER, "", lower, upper, Math.sqrt(lower * upper), OptionalDouble.empty());
  }

  /** The end of a fit that starts in the (geometric) middle of the bounds. */
  static LeastSquaresFit.End fit(
      List<FreeParameter> parameters, UnaryOperator<double[]> residuals, int size) {
    double[] start = parameters.stream().mapToDouble(p -> Math.log(p.prior())).toArray();
    return new LeastSquaresFit(parameters, logs -> residuals.apply(exp(logs)), size).from(start);
  }

  /** The parameters where a fit ended. */
  static double[] point(LeastSquaresFit.End end) {
    return exp(end.point().toArray());
  }

  private static double[] exp(double[] logarithms) {
    return IntStream.range(0, logarithms.length)
        .mapToDouble(i -> Math.exp(logarithms[i]))
        .toArray();
  }
}
