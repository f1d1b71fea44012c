package io.tilewise.experiment.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Functions whose indices are known. */
class SobolIndicesTest {
  private static final int SAMPLES = 8192;

  private static SobolIndices of(int variables, ToDoubleFunction<double[]> function) {
    SaltelliDesign design = new SaltelliDesign(variables, SAMPLES, 7);
    double[] values = new double[design.size()];
    for (int point = 0; point < values.length; point++) {
      double[] x = new double[variables];
      for (int i = 0; i < variables; i++) {
        x[i] = design.coordinate(point, i);
      }
      values[point] = function.applyAsDouble(x);
    }
    return new SobolIndices(values, SAMPLES);
  }

  /**
   * Ishigami and Homma's function, sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 with x from -pi to pi.
   * With a = 7 and b = 0.1, V1 = (1 + b pi^4 / 5)^2 / 2 = 4.346, V2 = a^2 / 8 = 6.125, V13 = b^2
   * pi^8 (1/18 - 1/50) = 3.374, V = 13.845: S = 0.3139, 0.4424, 0 and ST = 0.5576, 0.4424, 0.2437.
   */
  @Test
  void ishigami() {
    SobolIndices indices =
        of(
            3,
            u -> {
              double x1 = Math.PI * (2 * u[0] - 1);
              double x2 = Math.PI * (2 * u[1] - 1);
              double x3 = Math.PI * (2 * u[2] - 1);
              return Math.sin(x1)
                  + 7 * Math.pow(Math.sin(x2), 2)
                  + 0.1 * Math.pow(x3, 4) * Math.sin(x1);
            });
    double[] first = {0.3139, 0.4424, 0};
    double[] total = {0.5576, 0.4424, 0.2437};
    SobolIndices.Index[][] intervals = indices.withIntervals(200, 1);
    for (int i = 0; i < 3; i++) {
      assertThat(indices.first(i)).isCloseTo(first[i], within(0.01));
      assertThat(indices.total(i)).isCloseTo(total[i], within(0.01));
      assertThat(first[i]).isBetween(intervals[0][i].low(), intervals[0][i].high());
      assertThat(total[i]).isBetween(intervals[1][i].low(), intervals[1][i].high());
      assertThat(intervals[1][i].high() - intervals[1][i].low()).isLessThan(0.1);
    }
  }

  /** 3 x1 + x2 + 0 x3 of uniform variables: shares 9/10, 1/10 and 0, and nothing together. */
  @Test
  void linear() {
    SobolIndices indices = of(3, x -> 3 * x[0] + x[1]);
    double[] shares = {0.9, 0.1, 0};
    for (int i = 0; i < 3; i++) {
      assertThat(indices.first(i)).isCloseTo(shares[i], within(0.005));
      assertThat(indices.total(i)).isCloseTo(shares[i], within(0.005));
    }
    assertThat(indices.total(2)).isZero();
  }

  @Test
  void aConstantHasNone() {
    assertThat(of(2, x -> 4.25).isVarying()).isFalse();
  }
}
