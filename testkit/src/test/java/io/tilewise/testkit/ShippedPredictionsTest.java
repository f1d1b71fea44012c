package io.tilewise.testkit;

import static io.tilewise.testkit.RelativeUnit.PERCENT;
import static io.tilewise.testkit.TilewiseAssertions.assertThat;
import static io.tilewise.workload.Category.CONVOLUTION;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import org.assertj.core.api.Assertions;

/** What a team would write. Bounds are those of the published figures, 1163.0 ms and 298.2 ms. */
class ShippedPredictionsTest {
  private static final String EXPERIMENT = "../configs/experiments/01-squeezesam-sme2.yaml";

  @TilewiseExperiment(EXPERIMENT)
  void sme2StaysThreeTimesFaster(Prediction neon, Prediction sme2) {
    assertThat(sme2).isAtLeast(3).timesFasterThan(neon);
    assertThat(neon).isDominatedBy(CONVOLUTION);
    assertThat(sme2).latency().isBetween("200 ms", "0.4 s").isWithin(20, PERCENT).of("298.2 ms");
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

  @TilewiseExperiments("../configs/experiments")
  void shippedBaselinesHold(Predictions predictions) {
    assertThat(predictions).matchTheirBaseline();
    for (Prediction prediction : predictions) {
      assertThat(prediction).latency().isWithin(0.1, PERCENT).ofBaseline();
    }
  }
}
