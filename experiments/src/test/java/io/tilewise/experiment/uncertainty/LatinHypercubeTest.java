package io.tilewise.experiment.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatinHypercubeTest {

  private static double[] draws(LatinHypercube hypercube, int parameter) {
    return IntStream.range(0, 20).mapToDouble(d -> hypercube.probability(d, parameter)).toArray();
  }

  @Test
  void everySliceOfEveryParameterHasOneDraw() {
    LatinHypercube hypercube = new LatinHypercube(20, 3, 7);
    for (int p = 0; p < 3; p++) {
      assertThat(Arrays.stream(draws(hypercube, p)).mapToInt(x -> (int) (x * 20)).toArray())
          .containsExactlyInAnyOrder(IntStream.range(0, 20).toArray());
    }
  }

  @Test
  void parametersAreShuffledApart() {
    LatinHypercube hypercube = new LatinHypercube(20, 2, 7);
    assertThat(draws(hypercube, 0)).isNotEqualTo(draws(hypercube, 1));
  }

  @Test
  void theSeedDecides() {
    assertThat(draws(new LatinHypercube(20, 1, 7), 0))
        .isEqualTo(draws(new LatinHypercube(20, 1, 7), 0))
        .isNotEqualTo(draws(new LatinHypercube(20, 1, 8), 0));
  }
}
