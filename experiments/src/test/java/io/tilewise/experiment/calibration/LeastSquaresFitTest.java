package io.tilewise.experiment.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Problems whose minimum is known. */
class LeastSquaresFitTest {
  private static final FreeParameter X = FitProblem.free("x", 0.01, 100);
  private static final FreeParameter Y = FitProblem.free("y", 0.01, 100);

  /** 2x + y = 7, x - y = -1, x + y = 5: solved exactly by x = 2, y = 3. */
  @Test
  void aLinearProblemWithASolutionIsSolvedExactly() {
    LeastSquaresFit.End end =
        FitProblem.fit(
            List.of(X, Y),
            p -> new double[] {2 * p[0] + p[1] - 7, p[0] - p[1] + 1, p[0] + p[1] - 5},
            3);
    assertThat(FitProblem.point(end)).containsExactly(new double[] {2, 3}, within(1e-6));
    assertThat(end.cost()).isCloseTo(0, within(1e-12));
  }

  /** x = 1, x = 2, x = 6: least squares take the mean, 3, at half of 4 + 1 + 9. */
  @Test
  void anOverdeterminedProblemEndsAtTheMean() {
    LeastSquaresFit.End end =
        FitProblem.fit(List.of(X), p -> new double[] {p[0] - 1, p[0] - 2, p[0] - 6}, 3);
    assertThat(FitProblem.point(end)[0]).isCloseTo(3, within(1e-6));
    assertThat(end.cost()).isCloseTo(7, within(1e-9));
    // By the logarithm of x, so 3 for each.
    assertThat(end.jacobian().getColumn(0)).containsExactly(new double[] {3, 3, 3}, within(1e-6));
  }

  /** Rosenbrock's valley, 10 (y - x^2) and 1 - x, has its minimum at (1, 1). */
  @Test
  void aCurvedValleyIsFollowedToItsEnd() {
    List<FreeParameter> free =
        List.of(FitProblem.free("x", 0.05, 5), FitProblem.free("y", 0.5, 20));
    LeastSquaresFit.End end =
        FitProblem.fit(free, p -> new double[] {10 * (p[1] - p[0] * p[0]), 1 - p[0]}, 2);
    assertThat(FitProblem.point(end)).containsExactly(new double[] {1, 1}, within(1e-4));
  }

  /** x = 5 is wanted and 2 is the most; then y, for which x + y = 10 is wanted too, is 8. */
  @Test
  void aParameterStopsAtItsBoundAndTheOthersGoOn() {
    List<FreeParameter> free = List.of(FitProblem.free("x", 0.5, 2), Y);
    LeastSquaresFit.End end =
        FitProblem.fit(free, p -> new double[] {p[0] - 5, p[0] + p[1] - 10}, 2);
    assertThat(FitProblem.point(end)).containsExactly(new double[] {2, 8}, within(1e-3));
    assertThat(free.get(0).isAtBound(end.point().getEntry(0))).isTrue();
    assertThat(free.get(1).isAtBound(end.point().getEntry(1))).isFalse();
  }

  @Test
  void noPointOutsideTheBoundsIsEverTried() {
    FreeParameter narrow = FitProblem.free("x", 1, 2);
    FitProblem.fit(
        List.of(narrow),
        p -> {
          assertThat(p[0]).isBetween(1 - 1e-12, 2 + 1e-12);
          return new double[] {p[0] - 50};
        },
        1);
  }
}
