package io.tilewise.experiment.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.junit.jupiter.api.Test;

/**
 * A straight line through (1, r1) … (4, r4) by hand: derivatives (1, t), residuals 0.1, -0.3, 0.3,
 * -0.1, which are orthogonal to both.
 *
 * <p>J^T J = [[4, 10], [10, 30]], whose determinant is 20, so its inverse is [[1.5, -0.5], [-0.5,
 * 0.2]]. Sum of squares 0.2, two degrees of freedom, variance 0.1. Standard errors sqrt(0.15) and
 * sqrt(0.02); correlation -0.5 / sqrt(0.3). Leverage of point t: 1.5 - t + 0.2 t^2, that is 0.7,
 * 0.3, 0.3, 0.7.
 */
class FitStatisticsTest {
  private static final double[] RESIDUALS = {0.1, -0.3, 0.3, -0.1};
  private static final double[][] LINE = {{1, 1}, {1, 2}, {1, 3}, {1, 4}};
  private static final List<FreeParameter> FREE =
      List.of(FitProblem.free("a", 0.001, 1000), FitProblem.free("b", 0.001, 1000));

  private static List<Target> targets(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> new Target("case" + i, 200, 0.1, false))
        .toList();
  }

  private static FitStatistics statistics(double[][] jacobian) {
    return statistics(jacobian, List.of(), new double[0][]);
  }

  private static FitStatistics statistics(
      double[][] jacobian, List<FreeParameter> ranged, double[][] rangedColumns) {
    return new FitStatistics(
        FREE,
        targets(jacobian.length),
        new LeastSquaresFit.End(
            new ArrayRealVector(2),
            0.1,
            new Array2DRowRealMatrix(jacobian),
            new ArrayRealVector(RESIDUALS)),
        ranged,
        ranged.isEmpty()
            ? new Array2DRowRealMatrix()
            : new Array2DRowRealMatrix(rangedColumns).transpose());
  }

  @Test
  void standardErrorsAreThoseOfTheRegression() {
    List<FittedParameter> fitted = statistics(LINE).parameters();
    assertThat(fitted.get(0).standardError()).isCloseTo(Math.sqrt(0.15), within(1e-9));
    assertThat(fitted.get(1).standardError()).isCloseTo(Math.sqrt(0.02), within(1e-9));
    // exp(1.645 * 0.1414)
    assertThat(fitted.get(1).high()).isCloseTo(1.2619, within(1e-4));
    assertThat(fitted.get(1).low()).isCloseTo(1 / 1.2619, within(1e-4));
    assertThat(fitted).allMatch(FittedParameter::identified).noneMatch(FittedParameter::atBound);
  }

  @Test
  void correlationsAreThoseOfTheRegression() {
    List<List<Double>> correlations = statistics(LINE).correlations();
    assertThat(correlations.get(0).get(0)).isCloseTo(1, within(1e-9));
    assertThat(correlations.get(0).get(1)).isCloseTo(-0.5 / Math.sqrt(0.3), within(1e-9));
  }

  /**
   * Ranged parameters with twice the effect of the first fitted one, and with that of the sum of
   * both: a fit takes back what they do, so it would have moved by -2, and by -1 and -1.
   */
  @Test
  void aFitTakesBackWhatOtherParametersDo() {
    FitStatistics statistics =
        statistics(
            LINE,
            List.of(FitProblem.free("c", 0.001, 1000), FitProblem.free("d", 0.001, 1000)),
            new double[][] {{2, 2, 2, 2}, {2, 3, 4, 5}});
    assertThat(statistics.given()).containsExactly("c", "d");
    List<List<Double>> elasticities = statistics.elasticities();
    assertThat(elasticities.get(0).get(0)).isCloseTo(-2, within(1e-9));
    assertThat(elasticities.get(1).get(0)).isCloseTo(0, within(1e-9));
    assertThat(elasticities.get(0).get(1)).isCloseTo(-1, within(1e-9));
    assertThat(elasticities.get(1).get(1)).isCloseTo(-1, within(1e-9));
    // The errors are those of the fit with these as they are.
    assertThat(statistics.parameters().get(0).standardError())
        .isCloseTo(Math.sqrt(0.15), within(1e-9));
  }

  @Test
  void whatTheFitDoesNotDependOnIsNotTold() {
    // Orthogonal to both columns of the line.
    FitStatistics statistics =
        statistics(
            LINE, List.of(FitProblem.free("c", 0.001, 1000)), new double[][] {{1, -1, -1, 1}});
    assertThat(statistics.given()).isEmpty();
    assertThat(statistics.elasticities()).hasSize(2).allMatch(List::isEmpty);
  }

  /** A weighted residual of 0.1 at a tolerance of 10 % is 1 %; left out, 1 / (1 - 0.7) of it. */
  @Test
  void leverageMakesTheLeaveOneOutError() {
    List<Residual> residuals = statistics(LINE).residuals();
    assertThat(residuals).extracting(Residual::leverage).satisfies(FitStatisticsTest::sumToTwo);
    assertThat(residuals.get(0).leverage()).isCloseTo(0.7, within(1e-9));
    assertThat(residuals.get(0).errorPercent()).isCloseTo(1, within(1e-9));
    assertThat(residuals.get(0).fitted()).isCloseTo(202, within(1e-9));
    assertThat(residuals.get(0).leaveOneOutPercent().orElseThrow())
        .isCloseTo(1 / 0.3, within(1e-9));
  }

  private static void sumToTwo(List<? extends Double> leverages) {
    assertThat(leverages.stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(2, within(1e-9));
  }

  /** Eigenvalues 17 +- sqrt(269) of J^T J; the condition is the root of their ratio, 6.795. */
  @Test
  void theConditionIsTheRatioOfSingularValues() {
    assertThat(statistics(LINE).condition().orElseThrow())
        .isCloseTo(Math.sqrt((17 + Math.sqrt(269)) / (17 - Math.sqrt(269))), within(1e-6));
  }

  /** Errors of 1, 3, 3 and 1 %: the root of 20 / 4. */
  @Test
  void theRootMeanSquareIsOfTheFigures() {
    assertThat(statistics(LINE).rootMeanSquarePercent()).isCloseTo(Math.sqrt(5), within(1e-9));
  }

  @Test
  void whatTheFiguresDoNotDependOnIsNotIdentified() {
    FitStatistics open = statistics(new double[][] {{1, 0}, {1, 0}, {1, 0}, {1, 0}});
    assertThat(open.parameters())
        .extracting(FittedParameter::identified)
        .containsExactly(true, false);
    assertThat(open.parameters().get(1).high()).isEqualTo(FREE.get(1).upper(), within(1e-6));
    assertThat(open.condition()).isEmpty();
    assertThat(open.correlations().get(0).get(1)).isCloseTo(0, within(1e-9));
  }

  @Test
  void twoParametersOfTheSameEffectAreBothNotIdentified() {
    FitStatistics same = statistics(new double[][] {{1, 1}, {2, 2}, {3, 3}, {1, 1}});
    assertThat(same.parameters()).noneMatch(FittedParameter::identified);
    assertThat(same.correlations().get(0).get(1)).isCloseTo(-1, within(1e-6));
  }
}
