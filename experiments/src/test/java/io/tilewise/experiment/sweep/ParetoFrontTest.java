package io.tilewise.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Worked by hand: smaller is better in both costs. */
class ParetoFrontTest {

  @Test
  void pointsThatNoneBeats() {
    // (1,5) and (3,2) and (4,1) are not beaten; (2,6) is by (1,5), (3,3) and (3,2) again are by or
    // equal to (3,2); a point without number is left out.
    double[][] costs = {
      {3, 1, 2, 4, 3, 3, 0},
      {2, 5, 6, 1, 3, 2, Double.NaN}
    };
    assertThat(ParetoFront.of(costs)).containsExactly(1, 0, 3);
  }

  @Test
  void aThirdCostSavesAPoint() {
    double[][] costs = {{1, 2}, {1, 2}, {2, 1}};
    assertThat(ParetoFront.of(costs)).containsExactly(0, 1);
  }
}
