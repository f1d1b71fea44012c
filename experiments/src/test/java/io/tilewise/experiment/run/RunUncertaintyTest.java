package io.tilewise.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.experiment.result.Interval;
import io.tilewise.experiment.result.ParameterEffect;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.result.UncertaintyResult;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped GEMM on one core of the shipped phone with NEON: all but a few in ten thousand of its
 * time are instructions of the matrix loop, at clock times rate.
 */
class RunUncertaintyTest {
  private static final String NEON =
      """
      run: {threads: 1, cores: ultra, mode: unconstrained}
      scenarios:
        - name: neon
          set: {runtime.instruction_sets: [neon]}
        - name: twice the rate
          set:
            runtime.instruction_sets: [neon]
            issue_rates.matrix: 3.6 instructions/cycle
      """;

  @TempDir private Path folder;

  private RunResult run(int draws, long seed) throws IOException {
    return ExperimentRun.run(new TestExperiment(folder, NEON).read(), "test", draws, seed);
  }

  private static UncertaintyResult of(RunResult result, int scenario) {
    return result.scenarios().get(scenario).uncertainty().orElseThrow();
  }

  private static ParameterEffect effect(UncertaintyResult uncertainty, String path) {
    return uncertainty.tornado().stream()
        .filter(effect -> effect.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aParametersEffectIsThatOfItsEnds() throws IOException {
    ScenarioResult neon = run(2, 1).scenarios().get(0);
    ParameterEffect rate = effect(neon.uncertainty().orElseThrow(), "issue_rates.matrix");
    assertThat(rate.unit()).isEqualTo("instructions/cycle");
    // Time is in inverse proportion to the rate, but for the little that is not the loop's.
    double value =
        neon.parameters().stream()
            .filter(p -> p.path().equals("issue_rates.matrix"))
            .findFirst()
            .orElseThrow()
            .value();
    assertThat(rate.latencyAtLowMs() / neon.latencyMs())
        .isCloseTo(value / rate.low(), within(0.02));
    assertThat(rate.latencyAtHighMs() / neon.latencyMs())
        .isCloseTo(value / rate.high(), within(0.02));
    assertThat(rate.low()).isLessThan(value);
    assertThat(rate.high()).isGreaterThan(value);
  }

  @Test
  void theTornadoIsSortedByEffectAndLeavesOutWhatDoesNotMatter() throws IOException {
    UncertaintyResult neon = of(run(2, 1), 0);
    assertThat(neon.tornado().get(0).path()).isEqualTo("issue_rates.matrix");
    assertThat(neon.tornado())
        .isSortedAccordingTo((a, b) -> Double.compare(b.swingMs(), a.swingMs()));
    assertThat(neon.tornado())
        .extracting(ParameterEffect::path)
        .doesNotContain("matrix_units.sme2.clock", "clusters.pro.add_latency");
  }

  @Test
  void whatAWhatIfSetsIsNotDrawn() throws IOException {
    UncertaintyResult set = of(run(30, 1), 1);
    assertThat(set.tornado())
        .extracting(ParameterEffect::path)
        .doesNotContain("issue_rates.matrix");
    UncertaintyResult free = of(run(30, 1), 0);
    assertThat(width(set.latencyMs())).isLessThan(0.2 * width(free.latencyMs()));
  }

  @Test
  void theBaselinesSpeedupIsCertain() throws IOException {
    assertThat(of(run(10, 1), 0).speedup()).isEqualTo(new Interval(1, 1));
  }

  @Test
  void intervalsHoldThePredictionAndTheSeedDecides() throws IOException {
    RunResult result = run(40, 7);
    for (ScenarioResult scenario : result.scenarios()) {
      Interval latency = scenario.uncertainty().orElseThrow().latencyMs();
      assertThat(scenario.latencyMs()).isBetween(latency.low(), latency.high());
    }
    assertThat(run(40, 7)).isEqualTo(result);
    assertThat(of(run(40, 8), 0).latencyMs()).isNotEqualTo(of(result, 0).latencyMs());
  }

  @Test
  void theIntervalOfADominatedLatencyIsThatOfItsParameter() throws IOException {
    // The rate alone matters much, so the ends of its range give the ends of the interval.
    UncertaintyResult neon = of(run(400, 3), 0);
    ParameterEffect rate = effect(neon, "issue_rates.matrix");
    assertThat(neon.latencyMs().low())
        .isCloseTo(rate.latencyAtHighMs(), within(rate.swingMs() / 10));
    assertThat(neon.latencyMs().high())
        .isCloseTo(rate.latencyAtLowMs(), within(rate.swingMs() / 10));
  }

  private static double width(Interval interval) {
    return interval.high() - interval.low();
  }
}
