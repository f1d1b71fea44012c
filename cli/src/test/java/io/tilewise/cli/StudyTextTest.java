package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That a text which its output does not bear out is found. */
final class StudyTextTest {
  private static final String FILE =
      """
      # yaml-language-server: $schema=../schemas/sweep.schema.json
      # Asks how INT8 does. Answer: from 8 GB/s on 302.8 ms, which is 5 % more than
      # in 33-sweep-unit-clock, and -0.4 of it. NEON is slower.
      title: How?
      # no text: 77
      """;

  private static StudyText checked(double latency, double... percent) {
    StudyText text = StudyText.of(FILE);
    text.states("from {} GB/s on {} ms", new double[] {8.4}, new double[] {latency});
    text.states("which is {} % more than in 33-sweep-unit-clock", percent);
    text.states("and {} of it", new double[] {-0.36});
    return text;
  }

  /** 8.4 is 8 and 302.84 is 302.8, to as many decimals as the text has; 4.6 and 5.3 are 5. */
  @Test
  void figuresAgreeIfTheyAreRoundedSo() {
    StudyText text = checked(302.84, 4.6, 5.3);
    assertThat(text.problems()).isEmpty();
    assertThat(text.rewritten()).isEqualTo(FILE);
  }

  @Test
  void figuresThatDoNotAgreeAreAllSaid() {
    assertThat(checked(302.86, 4.6, 5.6).problems())
        .containsExactly(
            "states 302.8, measured 302.9: from 8 GB/s on 302.8 ms",
            "states 5, measured 5 and 6: which is 5 % more than in 33-sweep-unit-clock");
  }

  @Test
  void whatIsMissingOrDoesNotHoldOrIsUnclaimedIsSaid() {
    StudyText text = StudyText.of(FILE);
    text.states("from {} GB/s on", new double[] {8});
    text.states("from {} GB/s on two threads", new double[] {8});
    text.says("NEON is slower", false);
    assertThat(text.problems())
        .containsExactly(
            "the text does not have: from {} GB/s on two threads",
            "does not hold: NEON is slower",
            "no claim has: 302.8 ms, which is 5 % more than in 33-sweep-",
            "no claim has: 5 % more than in 33-sweep-unit-clock, and",
            "no claim has: 0.4 of it. NEON is slower.");
  }

  /** What is measured takes the place of what is stated, but not where it is no one figure. */
  @Test
  void figuresAreRewrittenWithAsManyDecimals() {
    assertThat(checked(1302.86, 4.6, 5.6).rewritten())
        .isEqualTo(
            """
            # yaml-language-server: $schema=../schemas/sweep.schema.json
            # Asks how INT8 does. Answer: from 8 GB/s on 1302.9 ms, which is 5 % more than in 33-sweep-unit-clock, and -0.4 of it.
            # NEON is slower.
            title: How?
            # no text: 77
            """);
  }
}
