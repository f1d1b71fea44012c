package io.tilewise.experiment.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.experiment.uncertainty.Spread.Influence;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static final Draws DRAWS =
      new Draws(List.of("weak", "strong", "strong"), Correlations.NONE, 200, 3);

  @Test
  void parametersOfOnePathAreOne() {
    assertThat(DRAWS.paths()).containsExactly("strong", "weak");
    assertThat(DRAWS.draw(0)).containsOnlyKeys("strong", "weak");
  }

  /** A uniform number's 5th and 95th percentile lie at 5 % and 95 % of its range. */
  @Test
  void theIntervalIsFromTheFifthToTheNinetyFifthPercentile() {
    Spread spread = Spread.of(DRAWS, DRAWS.probabilities(0));
    assertThat(spread.low()).isCloseTo(0.05, within(0.01));
    assertThat(spread.high()).isCloseTo(0.95, within(0.01));
  }

  @Test
  void whatTheNumberFollowsIsNamedWithItsSign() {
    double[] falling = Arrays.stream(DRAWS.probabilities(0)).map(x -> 10 - x).toArray();
    Spread spread = Spread.of(DRAWS, falling);
    assertThat(spread.dominant()).extracting(Influence::path).containsExactly("strong");
    assertThat(spread.dominant().get(0).correlation()).isCloseTo(-1, within(1e-9));
  }

  @Test
  void aNumberThatDoesNotVaryFollowsNothing() {
    Spread spread = Spread.of(DRAWS, new double[200]);
    assertThat(spread).isEqualTo(new Spread(0, 0, List.of()));
  }
}
