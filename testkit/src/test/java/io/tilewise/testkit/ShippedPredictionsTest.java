package io.tilewise.testkit;

import static io.tilewise.testkit.RelativeUnit.PERCENT;
import static io.tilewise.testkit.TilewiseAssertions.assertThat;
import static io.tilewise.workload.Category.CONVOLUTION;
import static io.tilewise.workload.Category.DATA_MOVEMENT;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What a team would write. Bounds are those of the published figures, 1163.0 ms and 298.2 ms. */
class ShippedPredictionsTest {
  private static final String EXPERIMENT = "../configs/experiments/01-squeezesam-sme2.yaml";

  @TilewiseExperiment(EXPERIMENT)
  void sme2IsWithinWhatWasPublished(Prediction neon, Prediction sme2) {
    assertThat(sme2).isAtLeast(3).timesFasterThan(neon);
    assertThat(neon).isDominatedBy(CONVOLUTION);
    assertThat(sme2).latency().isBetween("200 ms", "0.4 s").isWithin(20, PERCENT).of("298.2 ms");
  }

  /** With the bare results of two scenarios. */
  @TilewiseExperiment("../configs/experiments/01-squeezesam-sme2.yaml")
  void sme2StaysThreeTimesFaster(RunResult neon, RunResult sme2) {
    assertThat(sme2).isAtLeast(3).timesFasterThan(neon);
    assertThat(sme2).latency().isLessThan("310 ms");
    assertThat(sme2).latency().isWithin(2, PERCENT).ofBaseline();
    assertThat(sme2).time(DATA_MOVEMENT).isWithin(2, PERCENT).ofBaseline();
    assertThat(sme2).latency().isWithin(80, PERCENT).of(neon);
    assertThat(sme2).isDominatedBy(DATA_MOVEMENT);
    Assertions.assertThat(neon.scenarios()).hasSize(1);
    Assertions.assertThat(neon.scenarios().get(0).name()).isEqualTo("neon");
  }

  @TilewiseExperiments("../configs/experiments")
  void theFileOfAResultIsFoundByTheRunningTest(RunResult run) {
    Assertions.assertThat(RunningTest.experimentOf(run))
        .hasValueSatisfying(file -> Assertions.assertThat(file).isRegularFile());
  }

  @Test
  void aResultThatNoScenarioOrTestStandsForIsRefused() {
    RunResult none = new RunResult(RunResult.SCHEMA, "1", List.of(), "unknown", "", "", List.of());
    Assertions.assertThatThrownBy(() -> assertThat(none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("this result has 0 scenarios; name the parameter as one of");
    Assertions.assertThat(RunningTest.experimentOf(none)).isEmpty();
  }

  @TilewiseExperiment(EXPERIMENT)
  void timesAreThoseOfTheResult(
      @Scenario("neon") ScenarioResult one, Prediction neon, Predictions all, RunResult run) {
    Assertions.assertThat(neon.scenario()).isSameAs(one);
    Assertions.assertThat(all.run()).isSameAs(run);
    Assertions.assertThat(all.of("neon")).isEqualTo(neon);
    assertThat(neon)
        .latency()
        .isWithin(0, PERCENT)
        .of(neon)
        .and()
        .time(CONVOLUTION)
        .isLessThan(one.latencyMs() + " ms")
        .isGreaterThan("0 ms");
  }

  @TilewiseExperiment(EXPERIMENT)
  void aToleranceThatNothingMeetsIsRefused(Prediction sme2) {
    for (double tolerance : new double[] {-2, Double.NaN, Double.POSITIVE_INFINITY}) {
      Assertions.assertThatThrownBy(() -> assertThat(sme2).latency().isWithin(tolerance, PERCENT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("isWithin(" + tolerance + " %): ");
    }
  }

  @TilewiseExperiments("../configs/experiments")
  void shippedBaselinesHold(Predictions predictions) {
    assertThat(predictions).matchTheirBaseline();
    for (Prediction prediction : predictions) {
      assertThat(prediction).latency().isWithin(0.1, PERCENT).ofBaseline();
    }
  }
}
