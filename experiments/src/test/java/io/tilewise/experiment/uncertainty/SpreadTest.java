package io.tilewise.experiment.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.config.Dimension;
import io.tilewise.experiment.uncertainty.Spread.Influence;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static final UncertainParameter STRONG = uniform("strong");
  private static final UncertainParameter WEAK = uniform("weak");
  private static final Draws DRAWS = new Draws(List.of(WEAK, STRONG, STRONG), 200, 3);

  private static UncertainParameter uniform(String path) {
    return new UncertainParameter(path, Dimension.NUMBER, "", 0.5, 0, 1, false);
  }

  @Test
  void parametersOfOnePathAreOne() {
    assertThat(DRAWS.parameters()).containsExactly(STRONG, WEAK);
    assertThat(DRAWS.draw(0)).containsOnlyKeys("strong", "weak");
  }

  /** A uniform number's 5th and 95th percentile lie at 5 % and 95 % of its range. */
  @Test
  void theIntervalIsFromTheFifthToTheNinetyFifthPercentile() {
    Spread spread = Spread.of(DRAWS, DRAWS.values(0));
    assertThat(spread.low()).isCloseTo(0.05, within(0.01));
    assertThat(spread.high()).isCloseTo(0.95, within(0.01));
  }

  @Test
  void whatTheNumberFollowsIsNamedWithItsSign() {
    double[] falling = Arrays.stream(DRAWS.values(0)).map(x -> 10 - x).toArray();
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
