package io.tilewise.experiment.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;

class DrawsTest {
  private static final Correlations OPPOSED =
      new Correlations(
          List.of("b", "other", "a"),
          List.of(List.of(1.0, 0.0, -0.8), List.of(0.0, 1.0, 0.0), List.of(-0.8, 0.0, 1.0)));

  private static double[] normal(Draws draws, int parameter) {
    NormalDistribution distribution = new NormalDistribution(null, 0, 1);
    return Arrays.stream(draws.probabilities(parameter))
        .map(distribution::inverseCumulativeProbability)
        .toArray();
  }

  private static double correlation(Draws draws, int first, int second) {
    return new PearsonsCorrelation().correlation(normal(draws, first), normal(draws, second));
  }

  @Test
  void correlatedParametersAreDrawnTogether() {
    // In the order of paths: a, b, c. What is not drawn does not matter, and c goes its own way.
    Draws draws = new Draws(List.of("c", "b", "a"), OPPOSED, 2000, 5);
    assertThat(draws.paths()).containsExactly("a", "b", "c");
    assertThat(correlation(draws, 0, 1)).isCloseTo(-0.8, within(0.03));
    assertThat(correlation(draws, 0, 2)).isCloseTo(0, within(0.06));
    assertThat(correlation(draws, 1, 2)).isCloseTo(0, within(0.06));
  }

  @Test
  void everyParameterKeepsItsOwnDistribution() {
    Draws draws = new Draws(List.of("a", "b"), OPPOSED, 2000, 5);
    for (int p = 0; p < 2; p++) {
      double[] sorted = Arrays.stream(draws.probabilities(p)).sorted().toArray();
      for (double share : new double[] {0.05, 0.5, 0.95}) {
        assertThat(sorted[(int) (share * 2000)]).isCloseTo(share, within(0.015));
      }
    }
  }

  @Test
  void parametersThatGoWhollyTogetherAreOne() {
    // A matrix without an inverse, as of a fit that cannot tell two parameters apart.
    Correlations same =
        new Correlations(List.of("a", "b"), List.of(List.of(1.0, 1.0), List.of(1.0, 1.0)));
    Draws draws = new Draws(List.of("a", "b"), same, 50, 5);
    for (int d = 0; d < 50; d++) {
      assertThat(draws.draw(d).get("a")).isCloseTo(draws.draw(d).get("b"), within(1e-7));
    }
  }

  @Test
  void withoutParametersThereIsNothingToDraw() {
    assertThat(new Draws(List.of(), Correlations.NONE, 10, 1).draw(3)).isEmpty();
  }
}
