package io.tilewise.report;

import static io.tilewise.report.Results.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.result.LongRunResult;
import io.tilewise.report.Results.ScenarioBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerTest {

  @Test
  void ofThreeTheFastestIsTold() {
    String answer =
        Answer.of(
            Results.of(
                scenario("base", 8, 1, 0, 1, 0),
                scenario("slow", 18, 1, 0, 1, 0),
                scenario("fast", 1, 0, 0, 4, 0)));
    assertThat(answer)
        .isEqualTo(
            "The fastest is fast, where one inference takes 5.000 ms instead of 10.00 ms with base"
                + " (2.00x); the bottleneck moves from convolution to data movement (4.00 ms, 80"
                + " %).");
  }

  @Test
  void aBaselineThatIsFastestIsSaidToBe() {
    String answer =
        Answer.of(
            Results.of(
                scenario("base", 8, 1, 0, 1, 0),
                scenario("slow", 18, 1, 0, 1, 0),
                scenario("slower", 28, 1, 0, 1, 0)));
    assertThat(answer)
        .startsWith(
            "No scenario is faster than the baseline, base, where one inference takes 10.00")
        .endsWith("; the largest part is convolution (8.00 ms, 80 %).");
  }

  @Test
  void aTieIsNoSpeedUp() {
    String answer =
        Answer.of(Results.of(scenario("a", 8, 1, 0, 1, 0), scenario("b", 1, 1, 0, 8, 0)));
    assertThat(answer)
        .startsWith(
            "With b one inference takes 10.00 ms, as long as with a (1.00x); the bottleneck");
  }

  private static ScenarioBuilder frames(String name, int met) {
    return scenario(name, 20, 0, 0, 0, 0)
        .longRun(run(Optional.of(met), 25, met < 100 ? Optional.of(1500.0) : Optional.empty()));
  }

  private static LongRunResult run(
      Optional<Integer> met, double sustained, Optional<Double> throttled) {
    return new LongRunResult(
        10_000,
        100,
        0,
        22,
        20,
        30,
        sustained,
        40,
        Optional.empty(),
        met.map(any -> 100),
        met,
        met.map(any -> 0),
        met.map(any -> 100 - any),
        throttled,
        throttled.map(any -> "case"));
  }

  @Test
  void ofFramesHowManyAreMet() {
    assertThat(Answer.of(Results.of(frames("a", 100), frames("b", 40))))
        .isEqualTo(
            "a meets 100 of 100 frames, heat lowers no clock; b meets 40 of 100 frames, heat lowers"
                + " clocks after 1.50 s.");
  }

  @Test
  void ofManyLongRunsTheBestAndTheWorst() {
    assertThat(
            Answer.of(
                Results.of(
                    frames("a", 70),
                    frames("b", 40),
                    frames("c", 90),
                    frames("d", 30),
                    frames("e", 50))))
        .startsWith("Of 5 scenarios the best and the worst: c meets 90 of 100 frames")
        .contains("; d meets 30 of 100 frames");
  }

  @Test
  void ofTimeWhatIsLeftOfTheSpeed() {
    assertThat(
            Answer.of(
                Results.of(
                    scenario("a", 20, 0, 0, 0, 0)
                        .longRun(run(Optional.empty(), 25, Optional.of(2000.0))))))
        .isEqualTo(
            "a takes 20.00 ms at first and 25.00 ms in the last quarter of 10.0 s, heat lowers"
                + " clocks after 2.00 s.");
  }
}
